"""What a name means is read from the text around it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.resolve_text import resolve_toponyms
from geo.toponyms import Toponym, find_toponyms, toponyms_at


def resolved(text, **prior):
    return resolve_toponyms(text, find_toponyms(text), **prior)


def where(text, name, **prior):
    """Return where a name of the text is: "USA 33.7 -95.6"."""
    best = next(one.best for one in resolved(text, **prior) if one.toponym.text == name)
    return best and (best.place.country, best.place.point.lat, best.place.point.lon)


TEXAS = (
    "PARIS — A Lamar County man was arrested after a chase that began near Reno and ended in "
    "Blossom, the Paris Police Department said. Deputies from Clarksville and Bonham helped."
)
OHIO = (
    "The team from Columbus plays Michigan in Ann Arbor. Athens, Lima and Cambridge sent fans; "
    "Toledo did too, but Cleveland did not."
)
ONTARIO = (
    "Police in London, Ontario, arrested men from Windsor and Kitchener. Cambridge police helped."
)
PRIMARY = (
    "Residents of Manchester, Concord and Nashua vote in the New Hampshire primary. Portsmouth "
    "and Dover expect long lines, and so does Keene."
)
ILLINOIS = "SPRINGFIELD, Ill. — A bill was signed in Chicago. Peoria, Decatur and Quincy applauded."
ENGLAND = "Fans came from Walsall and Wolverhampton. Police in Birmingham made arrests."
ALABAMA = "BIRMINGHAM, Ala. - Hoover, Bessemer, Troy and Florence lost power."
ZEALAND = "Wellington (NZPA) - Police in Hamilton and Napier searched for a boat off Gisborne."
NSW = "A Maitland woman died near Newcastle, NSW police said. They were going to Tamworth."
MISSOURI = "Mexico, Mo. - Audrain County met in Mexico. A man from Fulton spoke of Vandalia."
NORTHWEST = (
    "The governors of Washington, Oregon and Idaho met in Boise. Vancouver is near Portland."
)
CAUCASUS = "TBILISI, Georgia (Reuters) - Georgia accused Russia of shelling Gori."
ATLANTA = "Georgia police in Savannah and Macon helped. Atlanta has grown; Columbus lost jobs."
PAKISTAN = "A bomb killed ten in Hyderabad, in the Sindh province of Pakistan."

CASES = [
    (TEXAS, "PARIS", ("USA", 33.7, -95.6)),
    (TEXAS, "Paris", ("USA", 33.7, -95.6)),
    (TEXAS, "Reno", ("USA", 33.7, -95.5)),
    (TEXAS, "Clarksville", ("USA", 33.6, -95.1)),
    (TEXAS, "Lamar County", ("USA", 33.7, -95.6)),
    (OHIO, "Athens", ("USA", 39.3, -82.1)),
    (OHIO, "Lima", ("USA", 40.7, -84.1)),
    (OHIO, "Cambridge", ("USA", 40.0, -81.6)),
    (OHIO, "Columbus", ("USA", 40.0, -83.0)),
    (ONTARIO, "London", ("CAN", 43.0, -81.2)),
    (ONTARIO, "Windsor", ("CAN", 42.3, -83.0)),
    (ONTARIO, "Cambridge", ("CAN", 43.4, -80.3)),
    (PRIMARY, "Manchester", ("USA", 43.0, -71.5)),
    (PRIMARY, "Concord", ("USA", 43.2, -71.5)),
    (PRIMARY, "Dover", ("USA", 43.2, -70.9)),
    (PRIMARY, "Portsmouth", ("USA", 43.1, -70.8)),
    (ILLINOIS, "SPRINGFIELD", ("USA", 39.8, -89.6)),
    (ILLINOIS, "Decatur", ("USA", 39.8, -89.0)),
    (ILLINOIS, "Quincy", ("USA", 39.9, -91.4)),
    (ENGLAND, "Birmingham", ("GBR", 52.5, -1.9)),
    (ALABAMA, "BIRMINGHAM", ("USA", 33.5, -86.8)),
    (ALABAMA, "Troy", ("USA", 31.8, -86.0)),
    (ALABAMA, "Florence", ("USA", 34.8, -87.7)),
    (ZEALAND, "Hamilton", ("NZL", -37.8, 175.3)),
    (ZEALAND, "Wellington", ("NZL", -41.3, 174.8)),
    (NSW, "Newcastle", ("AUS", -32.9, 151.8)),
    (NSW, "Tamworth", ("AUS", -31.1, 150.9)),
    (MISSOURI, "Mexico", ("USA", 39.2, -91.9)),
    (MISSOURI, "Fulton", ("USA", 38.8, -91.9)),
    (NORTHWEST, "Washington", ("USA", 47.4, -120.5)),
    (NORTHWEST, "Vancouver", ("USA", 45.6, -122.7)),
    (NORTHWEST, "Portland", ("USA", 45.5, -122.7)),
    (CAUCASUS, "Georgia", ("GEO", 42.0, 43.5)),
    (CAUCASUS, "Gori", ("GEO", 42.0, 44.1)),
    (ATLANTA, "Georgia", ("USA", 32.6, -83.4)),
    (ATLANTA, "Columbus", ("USA", 32.5, -85.0)),
    (PAKISTAN, "Hyderabad", ("PAK", 25.4, 68.4)),
    (PAKISTAN, "Sindh", ("PAK", 26.0, 68.6)),
    ("It opened in Austin, Texas.", "Austin", ("USA", 30.3, -97.7)),
    ("It opened in Paris.", "Paris", ("FRA", 48.9, 2.4)),
    ("It opened in Paris, Texas.", "Paris", ("USA", 33.7, -95.6)),
    ("It opened in London.", "London", ("GBR", 51.5, -0.1)),
    ("A shop in Lexington, Ky. closed.", "Lexington", ("USA", 38.0, -84.5)),
    ("A shop in Lexington, Mass. closed.", "Lexington", ("USA", 42.4, -71.2)),
    ("He flew to Washington, D.C.", "Washington, D.C.", ("USA", 38.9, -77.0)),
    ("He drove to Dover, Del., and on.", "Del.", ("USA", 39.0, -75.5)),
    ("Washington said it would wait.", "Washington", ("USA", 38.9, -77.0)),
    ("Pyongyang fell silent as the North fired.", "the North", ("PRK", 40.0, 127.0)),
    ("Russian forces left.", "Russian", ("RUS", 60.0, 100.0)),
    ("War spread across northern Iraq.", "northern Iraq", ("IRQ", 33.0, 44.0)),
    ("A quake hit Nyanza Province in Kenya.", "Nyanza Province", ("KEN", -0.5, 34.6)),
    ("The US and China signed.", "China", ("CHN", 35.0, 104.0)),
    ("Ships crossed the Sea of Japan.", "Sea of Japan", ("", 40.0, 135.0)),
    ("Troops left Camp Humphreys.", "Camp Humphreys", ("KOR", 37.0, 127.0)),
    ("Norfolk, Suffolk and Essex flooded in England.", "Norfolk", ("GBR", 52.7, 1.0)),
    ("Oklahoma, Kansas and Nebraska flooded.", "Oklahoma", ("USA", 35.6, -97.5)),
    ("New York, New Jersey and Connecticut sued.", "New York", ("USA", 42.9, -75.5)),
    ("She works in New York.", "New York", ("USA", 40.7, -74.0)),
    ("Africa needs rain.", "Africa", ("", 7.2, 21.1)),
    ("Lagos and Abuja, Nigeria, were quiet.", "Lagos", ("NGA", 6.5, 3.4)),
]

UNREACHED = [
    ("Congo's Kinshasa and Goma were quiet.", "Congo", ("COD", -2.6, 23.5), "one sense of two"),
]


@pytest.mark.parametrize("text, name, place", CASES)
def test_text_around_a_name_says_which_place_is_meant(text, name, place):
    country, lat, lon = where(text, name)
    assert country == place[0]
    assert (lat, lon) == (pytest.approx(place[1], abs=1.2), pytest.approx(place[2], abs=1.2))


@pytest.mark.parametrize(
    "text, name, place",
    [
        pytest.param(*case[:3], marks=pytest.mark.xfail(strict=True, reason=case[3]))
        for case in UNREACHED
    ],
)
def test_places_that_are_not_reached(text, name, place):
    assert where(text, name)[0] == place[0]


@pytest.mark.parametrize(
    "text, name, prior, country",
    [
        ("A fire in Cambridge.", "Cambridge", ["GBR"], "GBR"),
        ("A fire in Cambridge.", "Cambridge", ["USA"], "USA"),
        ("A fire in Perth.", "Perth", [], "AUS"),
    ],
)
def test_countries_of_the_outlet_weigh_when_the_text_is_silent(text, name, prior, country):
    assert where(text, name, prior_countries=prior)[0] == country


def test_unknown_name_has_no_best():
    (one,) = resolve_toponyms("Xyzzyville fell.", toponyms_at("Xyzzyville fell.", [(0, 10)]))
    assert (one.best, one.runners_up) == (None, ())
    assert one.why


def test_every_name_has_an_answer_with_runners_up_best_first():
    found = resolved("Springfield is near nothing. Seoul is large.")
    assert [one.toponym.text for one in found] == ["Springfield", "Seoul"]
    springfield = found[0]
    scores = [springfield.best.score, *(one.score for one in springfield.runners_up)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 5
    assert all(0 <= score <= 1 for score in scores)
    assert springfield.why == springfield.best.why


def test_name_has_one_sense_in_a_text():
    found = resolved("He left Paris, Texas, on Monday. Paris is small. PARIS is hot.")
    places = {one.best.place.id for one in found if one.toponym.text.lower() == "paris"}
    assert len(places) == 1


def test_government_is_where_its_seat_is():
    actor, place = resolved("Washington agreed. They met in Washington.")
    assert (actor.best.place.kind, place.best.place.kind) == ("government", "capital")


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_any_span_of_any_text_has_an_answer(text, spans):
    spans = [(min(span), max(span)) for span in spans]
    toponyms = toponyms_at(text, spans)
    assert [one.toponym for one in resolve_toponyms(text, toponyms)] == list(toponyms)


def test_many_names_take_no_quadratic_time():
    text = "Springfield in Georgia, Paris, Lima and " * 10_000
    spans = [(at, at + 11) for at in range(0, len(text), 40)]
    toponyms = [Toponym(start, end, text[start:end], "name", "place") for start, end in spans]
    started = time.process_time()
    resolve_toponyms(text, toponyms)
    resolve_toponyms(text, find_toponyms(text))
    assert time.process_time() - started < 10
