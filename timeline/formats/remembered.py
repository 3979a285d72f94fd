"""Remember what a person said the columns of a table are, for the next table of that header."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

_FILE = "columns.json"
_MOST = 500

Pairs = tuple[tuple[str, str], ...]


def folder_of(environment: Mapping[str, str]) -> Path:
    """Return where this machine's user keeps settings; DATELINE_CONFIG names another place."""
    if own := environment.get("DATELINE_CONFIG"):
        return Path(own)
    home = environment.get("XDG_CONFIG_HOME") or environment.get("APPDATA")
    return (Path(home) if home else Path.home() / ".config") / "dateline"


def recall(signature: str, folder: Path) -> Pairs:
    """Return the (column, field) pairs that were said of a header; none when nobody did."""
    held = _read(folder).get(signature, [])
    return tuple((str(column), str(field)) for column, field in held)


def remember(signature: str, pairs: Sequence[tuple[str, str]], folder: Path) -> None:
    """Keep the pairs for the next time; a folder that cannot be written is no fault."""
    held = {name: said for name, said in _read(folder).items() if name != signature}
    held[signature] = [list(pair) for pair in pairs]
    kept = dict(list(held.items())[-_MOST:])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / f"{_FILE}.{os.getpid()}"
        made.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        made.replace(folder / _FILE)
    except OSError:
        return


def _read(folder: Path) -> dict[str, list[list[str]]]:
    try:
        held = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(held, dict):
        return {}
    fits = {k: v for k, v in held.items() if isinstance(v, list)}
    return {k: [p for p in v if isinstance(p, list) and len(p) == 2] for k, v in fits.items()}
