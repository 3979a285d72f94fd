"""Say what each format that we write cannot hold; what is not said here is read back equal."""

from collections.abc import Mapping

_SHEET = (
    "rows without a date, which TimelineJS cannot show, are left out",
    "a column named like one of the sheet's gets a (2) behind its name",
    "an empty column of the sheet's own (Media and the like, Background) is left out",
)
_KML = (
    "control characters, which XML cannot hold, become U+FFFD",
    "a collection of geometries of one kind becomes a multi-geometry, a closed ring a line",
)

LOSSES: Mapping[str, tuple[str, ...]] = {
    ".csv": (),
    ".tsv": (),
    ".geojson": (),
    ".parquet": (),
    ".geoparquet": (),
    ".xlsx": (
        "a text of more than 32,767 characters is refused, as are more than 1,048,575 rows",
        "the codes U+FFFE and U+FFFF, which are no characters, become U+FFFD",
    ),
    ".gpkg": ("of columns whose names differ in their case only, the second gets a (2)",),
    ".kml": _KML,
    ".kmz": _KML,
    ".ics": (
        "a carriage return becomes a line feed, other control characters and U+FEFF become U+FFFD",
        "a file without rows forgets the columns that came with the source",
    ),
    ".timelinejs.csv": _SHEET,
    ".timelinejs.json": (
        *_SHEET,
        "a file without rows forgets the columns that came with the source",
        "eras come behind the events",
    ),
}
