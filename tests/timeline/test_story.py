import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import FormatError
from timeline.query import Window
from timeline.story import (
    MAX_BYTES,
    MAX_STEPS,
    Step,
    from_json,
    read_story,
    story_beside,
    to_json,
    unknown_ids,
    write_story,
)

STORY = (
    Step("Landing", "Early.", "1944-06", "1944", (49.34, -0.85, 7.0), ("a", "b;c")),
    Step("No"),
    Step("", "Only a text\nof two lines\n", start="0300"),
    Step("Since", end="2018-06-12"),
)
TOLD = Window.from_days("1940", "2020")


def read(text: str, name: str = "x.yaml") -> tuple[Step, ...]:
    return read_story(text.encode(), name=name)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("start", "1944", "1944"),
        ("start", "0300", "0300"),
        ("start", "-0300", "-0300"),
        ("start", "1944-06-06", "1944-06-06"),
        ("end", "1944-06", "1944-06"),
        ("end", "2018-21", "2018-21"),
        ("end", "~", ""),
        ("end", "", ""),
        ("text", "No", "No"),
        ("text", "12:30", "12:30"),
        ("text", "null", "null"),
        ("text", "|\n    one\n    two", "one\ntwo\n"),
        ("at", "[49.3, -0.5, 7]", (49.3, -0.5, 7.0)),
        ("at", "49.3, -0.5, 7", (49.3, -0.5, 7.0)),
        ("at", "[0, 190, 2.25]", (0.0, 190.0, 2.25)),
        ("at", "null", None),
        ("select", "[a, 12, yes]", ("a", "12", "yes")),
        ("select", "a; b", ("a", "b")),
        ("select", "", ()),
    ],
)
def test_field_of_a_yaml_file_is_read_as_it_is_written(
    field: str, value: str, expected: Any
) -> None:
    (step,) = read(f"- title: T\n  {field}: {value}\n")
    assert getattr(step, field) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- title: A\n  at: [1, 2, 3]\n  select: [x, y]\n", "s.yml"),
        ('[{"title": "A", "at": [1, 2, 3], "select": ["x", "y"]}]', "s.yaml"),
        ("\ufeff- {title: A, at: [1, 2, 3], select: [x, y]}\n", "s.yaml"),
        ("title,lat,lon,zoom,select\nA,1,2,3,x; y\n", "s.csv"),
        ("Title;zoom;lon;lat;select\nA;3;2;1;x\n\n", "s.csv"),
        ("title\tlat\tlon\tzoom\tselect\r\nA\t1\t2\t3\tx;y\r\n", "s.csv"),
    ],
    ids=["block", "JSON", "byte order mark", "CSV", "semicolons", "tabs"],
)
def test_story_is_read_in_every_form(text: str, name: str) -> None:
    (step,) = read(text, name)
    assert (step.title, step.at, step.select[0]) == ("A", (1.0, 2.0, 3.0), "x")


def test_utf_16_as_spreadsheets_write_it_is_read() -> None:
    assert read_story("title\n한국\n".encode("utf-16"), name="s.csv") == (Step("한국"),)


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("", "x.yaml", "There is no list of steps in x.yaml; begin each with '- title: …'."),
        ("title: A", "x.yaml", "There is no list of steps in x.yaml"),
        ("- A", "x.yaml", "Step 1 of x.yaml: it is the text 'A'; write fields such as"),
        ("- []", "x.yaml", "Step 1 of x.yaml: it is a list"),
        ("- text: ''", "x.yaml", "Step 1 of x.yaml: the step has neither title nor text"),
        ("- title: A\n- title: [B]", "x.yaml", "Step 2 of x.yaml: the title is a list"),
        ("- title: A\n  colour: red", "x.yaml", "Step 1 of x.yaml: the field 'colour' is none"),
        ("- title: A\n  title: B", "x.yaml", "Step 1 of x.yaml: the field 'title' is there twice"),
        ("- title: A\n  start: soon", "x.yaml", "Step 1 of x.yaml: the window's start 'soon' is"),
        ("- title: A\n  end: 2018/2019", "x.yaml", "the window's end '2018/2019' is not one date"),
        ("- title: A\n  end: 2018-02-30", "x.yaml", "the window's end '2018-02-30' is not one"),
        ("- title: A\n  start: 2018-06-12T10:00", "x.yaml", "'2018-06-12T10:00' is finer than a"),
        ("- title: A\n  start: 2019\n  end: 2018", "x.yaml", "ends (2018) before it starts (2019)"),
        ("- title: A\n  at: [1, 2]", "x.yaml", "the at '1, 2' is not three numbers; write [lat"),
        ("- title: A\n  at: [1, x, 2]", "x.yaml", "the at '1, x, 2' is not three numbers"),
        ("- title: A\n  at: {lat: 1}", "x.yaml", "is not three numbers"),
        ("- title: A\n  at: [91, 2, 3]", "x.yaml", "the lat 91 in 'at' does not lie between -90"),
        ("- title: A\n  at: [1, 2, 99]", "x.yaml", "the zoom 99 in 'at' does not lie between 0"),
        ("- title: A\n  at: [nan, 2, 3]", "x.yaml", "the lat nan in 'at' does not lie between"),
        ("- title: A\n  select: {a: b}", "x.yaml", "the select is a mapping; write a list of ids"),
        ("- title: A\n  select: [[a]]", "x.yaml", "Line 2 of x.yaml cannot be read as YAML: a st"),
        ("- &a title: A\n- *a", "x.yaml", "Line 2 of x.yaml cannot be read as YAML: write out"),
        ("[" * 5000, "x.yaml", "Line 1 of x.yaml cannot be read as YAML: a step holds texts"),
        ("- title: A\n b", "x.yaml", "Line 2 of x.yaml cannot be read as YAML"),
        ("- title: A\n\0", "x.yaml", "Line 2 of x.yaml cannot be read as YAML: special char"),
        ("- title: A\n---\n- title: B", "x.yaml", "Line 2 of x.yaml cannot be read as YAML"),
        ('- title: "\\ud800"', "x.yaml", "the title '…' holds half a character"),
        ("", "x.csv", "The first line of x.csv should name columns out of title, text"),
        ("text\nA", "x.csv", "each once; 'title' is missing"),
        ("title,colour\nA,red", "x.csv", "each once; 'colour' is too much"),
        ("title,Title\nA,B", "x.csv", "each once; 'title' is too much"),
        ("title\nA\nB,C", "x.csv", "Step 2 of x.csv: the row has 2 cells, and the header 1"),
        ("title,lat,lon\nA,1,2", "x.csv", "Step 1 of x.csv: the at '1, 2, ' is not three numbers"),
        ('title\n"A', "x.csv", "Line 2 of x.csv cannot be read as a row: unexpected end of data"),
        ("title", "x.docx", "We cannot read x.docx as a story; we read .yaml, .yml, .csv"),
        ("x" * (MAX_BYTES + 1), "x.yaml", "There are 1,000,001 bytes in x.yaml; 1,000,000 are"),
        ("title\n" + "A\n" * (MAX_STEPS + 1), "x.csv", "There are 1,001 steps in x.csv; 1,000"),
    ],
)
def test_fault_is_one_sentence_with_step_field_and_value(
    text: str, name: str, message: str
) -> None:
    with pytest.raises(FormatError) as caught:
        read(text, name)
    said = str(caught.value)
    assert message in said
    assert said.endswith(".")
    assert "\n" not in said


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(FormatError, match=r"Byte 3 of x\.csv is no UTF-8 text"):
        read_story(b"ab\xff", name="x.csv")


def test_objects_that_yaml_can_make_are_never_made() -> None:
    with pytest.raises(FormatError, match="Step 1"):
        read("- !!python/object/apply:os.system [exit]")


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"gone\.yaml cannot be opened"):
        read_story(tmp_path / "gone.yaml")


def test_story_is_written_as_a_person_would() -> None:
    assert write_story(STORY[:3]) == (
        "- title: Landing\n"
        "  text: Early.\n"
        "  start: 1944-06\n"
        "  end: '1944'\n"
        "  at: [49.34, -0.85, 7.0]\n"
        "  select: [a, b;c]\n"
        "- title: 'No'\n"
        "  text: ''\n"
        "- title: ''\n"
        "  text: |\n"
        "    Only a text\n"
        "    of two lines\n"
        "  start: '0300'\n"
    )


words = st.text(max_size=40)
steps = st.builds(
    Step,
    title=words.filter(str.strip),
    text=words,
    start=st.sampled_from(["", "-0300", "1944", "1944-06", "1944-06-06"]),
    end=st.sampled_from(["", "1944", "2018-06", "Y12345"]),
    at=st.none()
    | st.tuples(st.floats(-90, 90), st.floats(-540, 540), st.floats(0, 24, allow_subnormal=False)),
    select=st.lists(st.text(min_size=1, max_size=9), max_size=3).map(tuple),
)


@given(st.lists(steps, max_size=4))
def test_what_is_written_is_read_back_equal(story: list[Step]) -> None:
    assert read_story(write_story(story).encode()) == tuple(story)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2018", "2019-06", ("2018-01-01", "2019-06-30")),
        ("2018-06-12", "2018-06-12", ("2018-06-12", "2018-06-12")),
        ("2018", "", ("2018-01-01", "2020-12-31")),
        ("", "1944", ("1940-01-01", "1944-12-31")),
        ("-0300", "0000", ("-0300-01-01", "0000-12-31")),
        ("Y12345", "Y12345", ("12345-01-01", "12345-12-31")),
        ("", "", ()),
        ("", "1900", ()),
    ],
)
def test_browser_is_told_the_first_and_the_last_day(
    start: str, end: str, days: tuple[str, ...]
) -> None:
    (told,) = to_json([Step("A", start=start, end=end)], within=TOLD)
    assert tuple(told[name] for name in ("start", "end") if name in told) == days


def test_open_side_is_left_out_where_nothing_closes_it() -> None:
    assert to_json([Step("A", "B", "2018")]) == [{"title": "A", "text": "B"}]


def test_browser_gets_what_the_step_says_and_nothing_else() -> None:
    assert to_json(STORY[:2], within=TOLD) == [
        {
            "title": "Landing", "text": "Early.", "start": "1944-06-01", "end": "1944-12-31",
            "at": [49.34, -0.85, 7.0], "select": ["a", "b;c"],
        },
        {"title": "No"},
    ]  # fmt: skip


def test_story_of_the_browser_keeps_the_days_of_steps_left_alone() -> None:
    text = (
        '[{"title": "New", "text": "", "start": "12345-02-03", "at": [1, 2, 3], "select": []},'
        '{"title": "No"}, {"title": "Since", "start": "1940-01-01", "end": "2018-06-12"}]'
    )
    assert from_json(text, initial=STORY, within=TOLD) == (
        Step("New", start="Y12345", at=(1.0, 2.0, 3.0)),
        Step("No"),
        Step("Since", end="2018-06-12"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "gave back cannot be read"),
        ("{}", "is no list of steps"),
        ("[" * 100_000, "gave back cannot be read"),
        ("[1]", "Step 1 of the story: it is 1; write fields"),
        ('[{"title": 1}]', "Step 1 of the story: the title is 1; write a text"),
        ('[{"title": "A", "at": [true, 1, 2]}]', "is not three numbers"),
        ('[{"title": "A", "select": [null]}]', "the select is None; write a text"),
        ('[{"title": "\\ud800"}]', "holds half a character"),
        ('"' + "x" * MAX_BYTES + '"', "1,000,002 bytes in the story"),
    ],
)
def test_what_the_browser_gives_back_is_checked(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=re.escape(message)):
        from_json(text)


def test_ids_of_no_event_are_noted_with_their_step() -> None:
    assert unknown_ids(STORY, {"a"}) == (
        "Step 1 of the story selects 'b;c', which is the id of no event.",
    )


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["my.story.yaml"], "my.story.yaml"),
        (["my.story.csv", "my.story.yml"], "my.story.yml"),
        (["my.story.csv"], "my.story.csv"),
        (["story.yaml", "other.story.yaml"], None),
        ([], None),
    ],
)
def test_story_beside_a_file_has_its_name(
    tmp_path: Path, names: list[str], found: str | None
) -> None:
    for name in names:
        (tmp_path / name).touch()
    beside = story_beside(tmp_path / "my.csv")
    assert (beside.name if beside else None) == found
