import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import FormatError
from timeline.formats.limits import Limits
from timeline.formats.records import raw_of_document, read_raw_json_lines
from timeline.formats.tabular import read_json, read_json_lines

EVENT = {"title": "Summit", "date": "2018-06-12"}


@pytest.mark.parametrize(
    "root",
    [
        [EVENT],
        {"data": [EVENT]},
        {"meta": {"n": 1}, "response": {"results": [EVENT]}},
        {"title": ["Summit"], "date": ["2018-06-12"]},
        {"columns": ["title", "date"], "data": [["Summit", "2018-06-12"]]},
        EVENT,
    ],
    ids=["list", "envelope", "deep envelope", "columns", "split", "one record"],
)
def test_records_are_found_wherever_they_are(root: Any) -> None:
    raw = raw_of_document(root)
    assert raw.header == ["title", "date"]
    assert raw.rows == [["Summit", "2018-06-12"]]
    assert raw.lines == [1]


def test_records_under_keys_get_them_as_ids() -> None:
    raw = raw_of_document({"e1": EVENT, "e2": EVENT})
    assert raw.header == ["id", "title", "date"]
    assert [row[0] for row in raw.rows] == ["e1", "e2"]


def test_nested_values_have_dotted_names_and_deep_ones_stay_json() -> None:
    deep = {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}
    record = EVENT | {"where": {"lat": 1.25, "lon": 103.8}, "tags": ["x", 2], "people": [{"n": 1}]}
    raw = raw_of_document([record | deep])
    cells = dict(zip(raw.header, raw.rows[0], strict=True))
    assert cells["where.lat"] == "1.25"
    assert cells["tags"] == "x; 2"
    assert cells["people"] == '[{"n":1}]'
    assert cells["a.b.c.d.e"] == '{"f":1}'


def test_nested_places_and_geometries_are_read() -> None:
    shape = {"type": "Point", "coordinates": [103.8, 1.25]}
    for place in ({"location": {"lat": 1.25, "lon": 103.8}}, {"geometry": shape}):
        result = read_json(json.dumps([EVENT | place]).encode())
        assert result.frame.geometry[0].wkt == "POINT (103.8 1.25)", result.notes


def test_what_is_no_record_is_rejected_by_its_number() -> None:
    result = read_json(json.dumps([EVENT, 5, EVENT | {"title": "b"}, None]).encode())
    assert [fault.line for fault in result.rejected] == [2, 4]
    assert result.read == 4


def test_json_lines_name_the_line_of_what_is_wrong() -> None:
    data = b'{"title":"a","date":"2018"}\n\nnot json\n{"title":"b","date":"2019"}\n[1]\n'
    result = read_json_lines(data)
    assert result.frame["title"].tolist() == ["a", "b"]
    assert [fault.line for fault in result.rejected] == [3, 5]
    assert result.read == 4


@pytest.mark.parametrize("data", [b"[]", b"[1, 2]", b"3", b'"text"', b"{}"])
def test_json_without_records_is_one_sentence(data: bytes) -> None:
    with pytest.raises(FormatError, match="holds no records") as caught:
        read_json(data)
    assert str(caught.value).endswith(".")


def test_limits_are_named() -> None:
    with pytest.raises(FormatError, match="nested 40 deep"):
        read_json(b"[" * 40 + b"]" * 40)
    with pytest.raises(FormatError, match="limit is 2"):
        read_raw_json_lines(b'{"a":1}\n' * 5, limits=Limits(rows=2))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["date", "title", "lat", "lon", "type", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused_in_our_words(root: Any) -> None:
    try:
        result = read_json(json.dumps(root).encode())
    except FormatError:
        return
    assert len(result.frame) + result.rejected_rows == result.read
