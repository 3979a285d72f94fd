"""Say how big a file may be before it is refused; every refusal names its limit."""

from dataclasses import dataclass

from timeline.errors import FormatError


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file that is read; pass other numbers to a reader to change them."""

    file_bytes: int = 512 * 1024 * 1024
    rows: int = 2_000_000
    columns: int = 1_000
    cell_chars: int = 4_000_000
    depth: int = 32


LIMITS = Limits()


def check_size(data: bytes | int, limits: Limits) -> None:
    """Refuse the bytes of a file, or their number, when there are too many."""
    size = data if isinstance(data, int) else len(data)
    if size > limits.file_bytes:
        raise FormatError(
            f"The file has {size:,} bytes and the limit is {limits.file_bytes:,}; "
            "split it into parts."
        )


def check_rows(count: int, limits: Limits) -> None:
    """Refuse a file of too many rows."""
    if count > limits.rows:
        raise FormatError(
            f"The file has {count:,} rows and the limit is {limits.rows:,}; split it into parts."
        )
