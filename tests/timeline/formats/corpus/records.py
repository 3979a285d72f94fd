"""JSON that holds records: lists, envelopes, columns, lines, and what only looks like them."""

import json
from typing import Any

from corpus.case import Case, Cells

ONE = {"title": "Summit", "date": "2018-06-12", "lat": 1.25, "lon": 103.82}
TWO = {"title": "Talks", "date": "2019-02-27", "lat": 21.03, "lon": 105.85}
BOTH = [ONE, TWO]
READ: Cells = {
    "title": ["Summit", "Talks"],
    "date": ["2018-06-12", "2019-02-27"],
    "lon": [103.82, 105.85],
}
LINES = "\n".join(map(json.dumps, BOTH)) + "\n"


def document(id_: str, root: Any, **wanted: Any) -> Case:
    wanted = wanted or {"rows": 2, "placed": 2, "cells": READ}
    return Case(id=id_, name="a.json", data=json.dumps(root), **wanted)


CASES = [
    document("json-list", BOTH),
    document("json-data-envelope", {"status": "ok", "count": 2, "data": BOTH}),
    document("json-envelope-two-deep", {"response": {"results": BOTH, "page": 1}}),
    document("json-by-key", {"a": ONE, "b": TWO}),
    document("json-columns", {key: [ONE[key], TWO[key]] for key in ONE}),
    document("json-split", {"columns": [*ONE], "data": [[*ONE.values()], [*TWO.values()]]}),
    document(
        "json-nested",
        [
            {
                "title": one["title"],
                "when": {"date": one["date"]},
                "location": {"lat": one["lat"], "lon": one["lon"]},
            }
            for one in BOTH
        ],
    ),
    document(
        "json-point-in-a-record",
        [
            {
                "title": one["title"],
                "date": one["date"],
                "geometry": {"type": "Point", "coordinates": [one["lon"], one["lat"]]},
            }
            for one in BOTH
        ],
    ),
    document("json-one-record", ONE, rows=1, placed=1, cells={"title": ["Summit"]}),
    document(
        "json-ragged-keys",
        [ONE, {"title": "B", "extra": [1, 2]}, {"title": "C"}],
        rows=3,
        undated=2,
        placed=1,
        cells={"extra": ["", "1; 2", ""]},
    ),
    document("json-nulls", [{**ONE, "text": None, "date": None}], rows=1, undated=1, placed=1),
    document(
        "json-list-with-a-stray",
        [ONE, "stray", 5, TWO],
        rows=2,
        placed=2,
        rejected=2,
        cells=READ,
        reasons=["it is no record with named values"],
    ),
    document(
        "json-epoch-numbers",
        [{"title": f"e{at}", "timestamp": 1528765500 + at * 86400} for at in range(3)],
        rows=3,
        cells={"date": ["2018-06-12T01:05:00Z", "2018-06-13T01:05:00Z", "2018-06-14T01:05:00Z"]},
        notes=["seconds since 1970 in UTC"],
    ),
    document("json-string", "hello", fault=["a.json"]),
    document("json-number", 5, fault=["a.json"]),
    document("json-empty-list", [], fault=["holds no records"]),
    document("json-empty-object", {}, fault=["holds no records"]),
    document("json-list-of-numbers", [1, 2, 3], fault=["holds no records", "write a list of them"]),
    document(
        "json-error-of-a-server",
        {"error": {"code": 401, "message": "Unauthorized"}},
        fault=["none of its names (error.code, error.message) says what"],
    ),
    Case(
        id="json-cut-off",
        name="a.json",
        data=json.dumps(BOTH)[:-20],
        fault=["a.json is not JSON", "line 1, column"],
    ),
    Case(
        id="json-with-comments", name="a.json", data='// mine\n[{"title": "A"}]', fault=["a.json"]
    ),
    Case(
        id="json-trailing-comma",
        name="a.json",
        data='[{"title": "A", "date": "2018"},]',
        fault=["a.json is not JSON", "line 1, column 33"],
    ),
    Case(
        id="json-single-quotes",
        name="a.json",
        data="[{'title': 'A'}]",
        fault=["a.json is not JSON", "line 1, column 3"],
    ),
    Case(
        id="json-nan",
        name="a.json",
        data='[{"title": "A", "date": "2018", "lat": NaN, "lon": NaN}]',
        rows=1,
    ),
    Case(
        id="json-duplicate-keys",
        name="a.json",
        data='[{"title": "A", "title": "B", "date": "2018"}]',
        rows=1,
        cells={"title": ["B"]},
    ),
    Case(id="json-callback", name="a.json", data='callback([{"title": "A"}]);', fault=["a.json"]),
    Case(id="json-lines", name="a.jsonl", data=LINES, rows=2, placed=2, cells=READ),
    Case(
        id="json-lines-blank-between",
        name="a.ndjson",
        data=LINES.replace("\n", "\n\n"),
        rows=2,
        placed=2,
        cells=READ,
    ),
    Case(
        id="json-lines-one-broken",
        name="a.ndjson",
        data=LINES + '{"title": "C", \n',
        rows=2,
        rejected=1,
        placed=2,
        cells=READ,
        reasons=["Line 3 is not JSON"],
    ),
    Case(id="json-lines-named-json", name="a.json", data=LINES, rows=2, placed=2, cells=READ),
    Case(
        id="json-lines-of-lists",
        name="a.jsonl",
        data='["Summit", 2018]\n["Talks", 2019]\n',
        fault=["no line that is a record"],
    ),
    Case(
        id="geojson-text-sequence",
        name="a.jsonl",
        rows=1,
        placed=1,
        data='{"type":"Feature","properties":{"title":"A","date":"2018"},'
        '"geometry":{"type":"Point","coordinates":[1,2]}}\n',
    ),
    Case(id="json-named-csv", name="a.csv", data=json.dumps(BOTH), rows=2, placed=2, cells=READ),
    Case(id="json-named-txt", name="a.txt", data=json.dumps(BOTH), rows=2, placed=2, cells=READ),
    Case(
        id="json-lone-surrogate",
        name="a.json",
        data='[{"title": "a\\ud800b", "date": "2018"}]',
        rows=1,
        cells={"title": ["a\ufffdb"]},
    ),
    Case(
        id="json-very-long-integer",
        name="a.json",
        is_hostile=True,
        data='[{"title": "A", "n": ' + "9" * 5000 + "}]",
        fault=["number that is too long"],
    ),
]
