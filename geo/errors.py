"""Name the ways in which something about places can be wrong."""


class GeoError(Exception):
    """Anything this package refuses to do; the message is one sentence on one line."""

    def __init__(self, message: str = "") -> None:
        super().__init__(" ".join(message.split()))


class PlaceError(GeoError):
    """A coordinate or a place that cannot be read, or that does not exist."""


class CRSError(GeoError):
    """Coordinates that are not longitude and latitude in degrees (EPSG:4326)."""


class GazetteerError(GeoError):
    """A gazetteer that is missing or broken."""
