"""A GeoNames dump and one's own CSV are taken in, or refused for a line and a reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo.gazetteer_file
import geo.gazetteer_import
from geo.errors import GazetteerError, GeoError
from geo.gazetteer import lookup
from geo.gazetteer_import import import_file
from geo.place import LonLat


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(geo.gazetteer_file, "gather_rows", lambda: iter([]))


def geonames(**changed):
    cells = dict.fromkeys(range(19), "")
    cells |= {0: "1", 1: "Róbotyne", 2: "Robotyne", 3: "Роботине,Rabotino", 4: "47.44", 5: "35.83"}
    cells |= {6: "P", 7: "PPL", 8: "UA", 10: "26", 14: "480", 18: "2024-01-01"}
    cells |= {int(name[1:]): value for name, value in changed.items()}
    return "\t".join(cells.values()) + "\n"


def written(folder, text, name="places.csv"):
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_geonames_dump_is_taken_in(tmp_path):
    lines = geonames() + geonames(_0="2", _1="Yavoriv base", _3="", _6="S", _7="MILB") + "\n"
    assert import_file(written(tmp_path, lines, "UA.txt"), folder=tmp_path) == 2
    for name in ("robotyne", "Роботине", "Rabotino"):
        place = lookup(name, folder=tmp_path)[0].place
        assert (place.name, place.country, place.kind) == ("Róbotyne", "UKR", "city")
        assert (place.id, place.point) == ("geonames:1", LonLat(35.83, 47.44))
    assert lookup("Yavoriv Base", folder=tmp_path)[0].place.kind == "base"


@pytest.mark.parametrize(
    "text",
    [
        "name,longitude,latitude,country,kind,aliases\n"
        "Hill 303,128.4,36.0,South Korea,hill,H303|Jagosan\n",
        "\ufeffName;Lat;Lon;Country;Type;Aliases\r\n"
        "Hill 303;36,0;128,4;KR;hill;H303|Jagosan\r\n\r\n",
        "name\tLONGITUDE\tlatitude\tcountry\tkind\taliases\n"
        "Hill 303\t128°24'E\t36°N\tKOR\thill\tH303|Jagosan\n",
        '"name","lon","lat","country code","kind","alternate names"\n'
        '"Hill 303",128.4,36,KOR,hill,H303|Jagosan',
    ],
)
def test_own_csv_is_taken_in(tmp_path, text):
    assert import_file(written(tmp_path, text), folder=tmp_path) == 1
    for name in ("hill 303", "h303", "jagosan"):
        place = lookup(name, folder=tmp_path)[0].place
        assert (place.name, place.country, place.kind) == ("Hill 303", "KOR", "hill")
        assert place.point.lon == pytest.approx(128.4)
        assert place.id == "own:places:2"


def test_points_alone_are_enough(tmp_path):
    assert import_file(written(tmp_path, "name,lon,lat\nA1,1,2\nB2,3,4\n"), folder=tmp_path) == 2
    assert lookup("B2", folder=tmp_path)[0].place.country == ""


@pytest.mark.parametrize(
    "text, named",
    [
        ("", "no column name"),
        ("a,b\n1,2\n", "no column name"),
        ("name,lat\nA,1\n", "no column longitude"),
        ("name,lon,lat\n", "holds no place"),
        ("name,lon,lat\nA,1\n", "Line 2"),
        ("name,lon,lat\nA,200,1\n", "200 does not exist"),
        ("name,lon,lat\n,1,1\n", "has no name"),
        ("name,lon,lat,country\nA,1,1,Narnia\n", "'Narnia'"),
        ("name,lon,lat,radius_km\nA,1,1,far\n", "'far'"),
        ("name,lon,lat,radius_km\nA,1,1,-4\n", "not a distance"),
        ('name,lon,lat\n"' + "A" * 200_000 + '",1,1\n', "is no CSV"),
        (geonames() + "2\tshort\n", "has 2 columns"),
        (geonames(_4="95"), "95 does not exist"),
        (b"name,lon,lat\nM\xfcnchen,11,48\n", "UTF-8"),
    ],
)
def test_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path, text, named):
    with pytest.raises(GazetteerError, match=named) as error:
        import_file(written(tmp_path, text), folder=tmp_path)
    assert str(error.value).endswith((".", ".txt"))
    assert len(str(error.value)) < 260


def test_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(GazetteerError, match="nowhere"):
        import_file(tmp_path / "nowhere.csv", folder=tmp_path)


def test_limits_are_named(tmp_path, monkeypatch):
    path = written(tmp_path, "name,lon,lat\nA,1,1\nB,1,1\n")
    monkeypatch.setattr(geo.gazetteer_import, "MOST_ROWS", 1)
    with pytest.raises(GazetteerError, match="more than 1 places"):
        import_file(path, folder=tmp_path)
    monkeypatch.setattr(geo.gazetteer_import, "MOST_BYTES", 10)
    with pytest.raises(GazetteerError, match="25 bytes and the limit is 10"):
        import_file(path, folder=tmp_path)


def test_refused_file_adds_nothing(tmp_path):
    import_file(written(tmp_path, "name,lon,lat\nA1,1,2\n"), folder=tmp_path)
    with pytest.raises(GazetteerError):
        import_file(written(tmp_path, "name,lon,lat\nC3,1,2\nD4,999,2\n"), folder=tmp_path)
    assert lookup("A1", folder=tmp_path)
    assert not lookup("C3", folder=tmp_path)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(codec="utf-8"), max_size=80), st.booleans())
def test_any_file_is_taken_in_or_refused(tmp_path, text, has_header):
    head = "name,lon,lat\n" if has_header else ""
    path = written(tmp_path, head + text)
    try:
        added = import_file(path, folder=tmp_path)
    except GeoError as error:
        assert str(error)
    else:
        assert added > 0
