from dataclasses import replace

from timeline.edtf import EventDate
from timeline.event import Event
from timeline.frame import frame_from_events, validate
from timeline.gather import gather
from timeline.schema import ReadResult, RejectedRow, empty_frame


def result(*ids: str, **extra: str) -> ReadResult:
    events = [Event(id_, EventDate.parse("2018"), id=id_, extra=extra) for id_ in ids]
    return ReadResult(frame_from_events(events), read=len(ids))


def test_one_file_is_passed_on_as_it_is() -> None:
    one = result("a")
    assert gather({"one.csv": one}) is one


def test_files_are_joined_in_their_order_and_stay_a_valid_frame() -> None:
    joined = gather({"1.csv": result("a", "b", note="x"), "2.csv": result("c", other="y")}).frame
    validate(joined)
    assert joined["id"].tolist() == ["a", "b", "c"]
    assert joined["note"].tolist() == ["x", "x", ""]


def test_id_that_repeats_gets_the_name_of_its_file() -> None:
    joined = gather({"1.csv": result("a"), "2.csv": result("a", "b")}).frame
    assert joined["id"].tolist() == ["a", "2.csv:a", "b"]


def test_rejected_rows_and_notes_name_their_file() -> None:
    row = RejectedRow(3, "date", "x", "no date")
    one = replace(result("a"), rejected=(row,), notes=("odd",), read=2)
    joined = gather({"1.csv": one, "2.csv": ReadResult(empty_frame())})
    assert joined.rejected == (replace(row, reason="1.csv: no date", file="1.csv"),)
    assert (joined.notes, joined.read) == (("1.csv: odd",), 2)


def test_rejected_rows_of_one_line_in_two_files_are_two() -> None:
    one = replace(result("a"), rejected=(RejectedRow(3, "date", "x", "no date"),))
    assert gather({"1.csv": one, "2.csv": one}).rejected_rows == 2
