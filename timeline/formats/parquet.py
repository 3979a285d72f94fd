"""Read and write GeoParquet; read plain Parquet with longitude and latitude or WKT.

The numbers of rows, columns and bytes are checked in the file's own index before anything
is decoded, and text is decoded as codes into a dictionary, so that a page that says one
long text a million times stays one text. Times and places go through the same checks as
those of any other file.
"""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import ProjError

from timeline.cells import Fault
from timeline.errors import FormatError
from timeline.formats.beside import named_beside
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars, check_size
from timeline.formats.table import dates_as_text
from timeline.formats.wkb import read_wkb
from timeline.rows import build_frame
from timeline.schema import DERIVED, STATED, ReadResult, objects

_BATCH = 16_384
_OWN = frozenset(STATED) - {"geometry"}
_POINTED = ("longitude", "latitude", "geometry")
_DAMAGES = (pa.ArrowException, OSError, ValueError, TypeError, LookupError, MemoryError)

Columns = dict[str, Any]


# --- reading --------------------------------------------------------------------------------------


def read_parquet(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of a Parquet file into a frame, rejected rows and notes."""
    check_size(data, limits)
    if not data.startswith(b"PAR1"):
        raise FormatError(f"{name or 'The file'} is no Parquet file by its content.")
    try:
        table, about = _decoded(data, limits)
        cells = {header: _texts(table[header]) for header in table.column_names}
        for texts in cells.values():
            check_chars(texts, limits)
        shaped = _shaped(table, about)
        shapes, faults = _shapes(table[shaped], about, shaped) if shaped else (None, [])
    except _DAMAGES as error:
        raise FormatError(
            f"{name or 'The file'} cannot be read as Parquet: {str(error)[:120].rstrip('.')}."
        ) from None
    cells.pop(shaped, None)
    raw, notes = _named(cells, table.num_rows, has_shapes=shapes is not None)
    if shapes is not None:
        raw["geometry"] = shapes
    return build_frame(raw, anchor=anchor, day_first=day_first, faults=faults, notes=notes)


def _decoded(data: bytes, limits: Limits) -> tuple[pa.Table, Mapping[str, Any]]:
    file = pq.ParquetFile(io.BytesIO(data))
    index = file.metadata
    check_cells(index.num_rows, index.num_columns, limits)
    groups = [index.row_group(at) for at in range(index.num_row_groups)]
    _check_values(groups, limits)
    if (size := sum(group.total_byte_size for group in groups)) > limits.archive_bytes:
        raise FormatError(
            f"The file unpacks to {size:,} bytes and the limit is {limits.said('archive_bytes')}."
        )
    about = _about(index.metadata or {})
    worded = [field.name for field in file.schema_arrow if _is_worded(field.type)]
    coded = pq.ParquetFile(io.BytesIO(data), read_dictionary=worded)
    batches: list[pa.RecordBatch] = []
    held = 0
    for batch in coded.iter_batches(batch_size=_BATCH):
        held += batch.nbytes
        if held > limits.archive_bytes:
            raise FormatError(
                f"The file decodes to {held:,} bytes or more, and the limit is "
                f"{limits.said('archive_bytes')}."
            )
        batches.append(batch)
    schema = batches[0].schema if batches else coded.schema_arrow
    return pa.Table.from_batches(batches, schema=schema), about


def _check_values(groups: Sequence[pq.RowGroupMetaData], limits: Limits) -> None:
    """Refuse too many values: one row may hold a list of millions in a few bytes."""
    parts = [group.column(at) for group in groups for at in range(group.num_columns)]
    if (values := sum(part.num_values for part in parts)) > limits.cells:
        raise FormatError(
            f"The file holds {values:,} values and the limit is {limits.said('cells')}; "
            "leave out the lists."
        )


def _is_worded(type_: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(type_)
        or pa.types.is_large_string(type_)
        or pa.types.is_binary(type_)
        or pa.types.is_large_binary(type_)
    )


def _about(metadata: Mapping[bytes, bytes]) -> Mapping[str, Any]:
    """What GeoParquet says about its geometry columns."""
    try:
        held = json.loads(metadata.get(b"geo", b"{}"))
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}


def _shaped(table: pa.Table, about: Mapping[str, Any]) -> str:
    """The column whose bytes are geometry; "" when there is none."""
    primary = about.get("primary_column")
    if isinstance(primary, str) and primary in table.column_names:
        return primary
    for header in table.column_names:
        if header.lower() in ("geometry", "geom", "wkb_geometry") and _is_bytes(table[header].type):
            return str(header)
    return ""


def _is_bytes(type_: pa.DataType) -> bool:
    inner = type_.value_type if pa.types.is_dictionary(type_) else type_
    return bool(pa.types.is_binary(inner) or pa.types.is_large_binary(inner))


def _shapes(
    column: pa.ChunkedArray, about: Mapping[str, Any], name: str
) -> tuple[NDArray[np.object_], list[Fault]]:
    columns = about.get("columns")
    held = columns.get(name) if isinstance(columns, dict) else None
    held = held if isinstance(held, dict) else {}
    if not _is_bytes(column.type):
        raise FormatError(
            f"The geometry column '{name}' is encoded as {str(held.get('encoding'))[:40]!r}; "
            "write it as WKB."
        )
    shapes, faults = read_wkb(column.to_pylist())
    return _in_degrees(shapes, held.get("crs")), faults


def _in_degrees(shapes: NDArray[np.object_], said: Any) -> NDArray[np.object_]:
    """Convert shapes to longitude and latitude; a CRS is a definition, never an address."""
    if said is None:
        return shapes
    try:
        crs = CRS.from_json_dict(said) if isinstance(said, dict) else CRS.from_wkt(str(said))
        if crs.to_epsg() == 4326 or crs.to_authority() == ("OGC", "CRS84"):
            return shapes
        return np.asarray(gpd.GeoSeries(shapes, crs=crs).to_crs(4326), dtype=object)
    except (ProjError, ValueError, TypeError, RecursionError) as error:
        raise FormatError(
            f"The file's CRS cannot be used ({str(error)[:100]}); save it in EPSG:4326."
        ) from None


def _named(
    cells: Mapping[str, Sequence[str]], size: int, *, has_shapes: bool
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    named, notes = named_beside(cells, size, has_shapes=has_shapes)
    columns = {name: objects(held) for name, held in named.items()}
    return pd.DataFrame(columns, index=range(size), dtype=object), notes


def _texts(column: pa.ChunkedArray) -> Sequence[str]:
    """A column as text: dates as ISO, lists parted by semicolons, anything deeper as JSON."""
    type_ = column.type
    if _is_bytes(type_):
        return [""] * len(column)
    if pa.types.is_dictionary(type_):
        return [text for chunk in column.chunks for text in _coded(chunk)]
    if pa.types.is_timestamp(type_):
        return _times(column)
    if pa.types.is_floating(type_):
        return [_number(value) for value in column.to_pylist()]
    return [_text(value) for value in column.to_pylist()]


def _coded(chunk: pa.DictionaryArray) -> Iterator[str]:
    """The texts of a dictionary by their codes: one that is said often is made once."""
    told = [_text(value) for value in chunk.dictionary.to_pylist()]
    return ("" if code is None else told[code] for code in chunk.indices.to_pylist())


def _times(column: pa.ChunkedArray) -> list[str]:
    held = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    texts = dates_as_text(pd.Series(held.cast(pa.timestamp("us")).to_numpy()))
    zone = "Z" if column.type.tz else ""
    return [f"{text}{zone}" if "T" in text else text for text in texts]


def _number(value: float | None) -> str:
    return "" if value is None or value != value else repr(float(value)).removesuffix(".0")  # noqa: PLR0124


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        plain = all(isinstance(part, str) for part in value)
        return "; ".join(value) if plain else json.dumps(value, default=str, ensure_ascii=False)
    if isinstance(value, dict):
        return json.dumps(value, default=str, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)


# --- writing --------------------------------------------------------------------------------------


def write_parquet(frame: gpd.GeoDataFrame) -> bytes:
    """Write a frame as GeoParquet, every column in its type."""
    plain = frame.reset_index(drop=True)
    others = [name for name in plain.columns if name not in (*STATED, *DERIVED)]
    typed = plain.assign(**{name: plain[name].astype("str") for name in others})
    out = io.BytesIO()
    typed.to_parquet(out, index=False, compression="zstd")
    return out.getvalue()
