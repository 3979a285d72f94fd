from pathlib import Path

import pytest

from timeline.errors import FormatError
from timeline.formats import read
from timeline.formats.limits import Limits
from timeline.formats.worker import CancelledError, read_in_worker

CSV = b"title,date,longitude,latitude\nArmistice,1953-07-27,126.68,37.96\nNever,2019-02-30,1,1\n"
MANY = CSV + b"".join(b"e%d,1953-07-%02d,1,1\n" % (k, k % 28 + 1) for k in range(300_000))


def test_worker_reads_what_reading_here_reads() -> None:
    here, there = read(CSV, name="a.csv"), read_in_worker(CSV, name="a.csv")
    assert there.frame.equals(here.frame)
    assert (there.rejected, there.read, there.notes) == (here.rejected, here.read, here.notes)


def test_fault_of_a_file_is_told_as_it_is_here(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    with pytest.raises(FormatError, match="is empty"):
        read_in_worker(path)


def test_file_that_needs_too_much_memory_is_an_error_and_no_end() -> None:
    with pytest.raises(FormatError, match="memory"):
        read_in_worker(MANY, name="many.csv", limits=Limits(memory_bytes=200_000_000))
    assert len(read_in_worker(CSV, name="a.csv").frame) == 1


def test_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(
        FormatError, match=r"more seconds than the limit, which is 0 \(DATELINE_MAX_SECONDS\)"
    ):
        read_in_worker(MANY, name="many.csv", limits=Limits(seconds=0))


def test_reading_can_be_cancelled() -> None:
    with pytest.raises(CancelledError, match=r"many\.csv was stopped"):
        read_in_worker(MANY, name="many.csv", is_cancelled=lambda: True)


@pytest.mark.parametrize(
    ("name", "value"), [("rows", "10"), ("memory_bytes", "1000"), ("link_bytes", "5")]
)
def test_limits_come_from_the_environment(name: str, value: str) -> None:
    limits = Limits.from_environment({f"DATELINE_MAX_{name.upper()}": value})
    assert getattr(limits, name) == int(value)


@pytest.mark.parametrize("value", ["many", "-1", "0", "1.5"])
def test_limit_that_is_no_number_is_refused_by_name(value: str) -> None:
    with pytest.raises(FormatError, match=f"DATELINE_MAX_ROWS is '{value}'"):
        Limits.from_environment({"DATELINE_MAX_ROWS": value})
