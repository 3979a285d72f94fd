"""One gazetteer for the whole run: in DATELINE_CACHE or the user's cache, as everywhere."""

import pytest

from geo.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()
