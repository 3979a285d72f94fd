"""Say what a case of the corpus is: a file under a name, and what has to come of reading it."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline.formats.limits import LIMITS, Limits

Cells = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file: `rows` of it are read, `rejected` are not, or all of it is refused by `fault`.

    `undated` and `placed` count rows of the frame; `cells` are whole columns of it, where lon and
    lat are those of its points, to four decimals. Every text of `reasons`, `notes` and `fault`
    has to be said somewhere in the reasons, the notes and the error.
    """

    id: str
    name: str
    data: bytes | str | Callable[[], bytes]
    rows: int = 0
    rejected: int = 0
    undated: int = 0
    placed: int = 0
    cells: Cells = field(default_factory=dict)
    reasons: Sequence[str] = ()
    notes: Sequence[str] = ()
    fault: Sequence[str] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    limits: Limits = LIMITS
    is_hostile: bool = False
    in_worker: bool = False
    xfail: str = ""

    @property
    def bytes(self) -> bytes:
        """What is in the file."""
        if isinstance(self.data, str):
            return self.data.encode()
        return self.data() if callable(self.data) else self.data


def table(*rows: Sequence[Any], mark: str = ",") -> str:
    """Write rows as a table of text."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows(rows)
    return out.getvalue()


def zipped(members: Mapping[str, bytes | str], *, compress: bool = True) -> bytes:
    """Write an archive of these members, whatever their names are."""
    out = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
