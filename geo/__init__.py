"""Places: coordinates, countries and the basemap; this package has never heard of an event."""

__all__: list[str] = []
