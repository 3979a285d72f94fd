"""Guesses of where a name lies that no gazetteer has."""

from geo.resolve_text import resolve_toponyms
from geo.toponyms import find_toponyms, toponyms_at


def resolved_in(text, *, guess=False):
    found = find_toponyms(text, unlisted=True)
    return {one.toponym.text: one for one in resolve_toponyms(text, found, guess=guess)}


KANSAS = "Fire crews from Emporia, Olpe and Council Grove met near Qwertyville on Sunday."


def test_unlisted_name_is_found_only_when_asked_for():
    assert "Qwertyville" not in [one.text for one in find_toponyms(KANSAS)]
    assert "Qwertyville" in [one.text for one in find_toponyms(KANSAS, unlisted=True)]


def test_unknown_name_has_no_place_unless_a_guess_is_wanted():
    assert resolved_in(KANSAS)["Qwertyville"].best is None


def test_guess_is_near_the_neighbours_and_says_that_it_is_one():
    guess = resolved_in(KANSAS, guess=True)["Qwertyville"]
    assert guess.why == guess.best.why == "a guess from its neighbours"
    assert guess.best.score <= 0.1
    assert guess.best.place.radius_km >= 100
    assert abs(guess.best.place.point.lat - 38.5) < 0.5
    assert abs(guess.best.place.point.lon + 96.3) < 0.5


def test_part_of_an_unknown_name_says_where_it_may_be():
    text = "Fans of Manchester Wanderers came from Leeds."
    (one,) = resolve_toponyms(text, toponyms_at(text, [(8, 28)]), guess=True)
    assert one.why == "a guess from a part of its name"
    assert abs(one.best.place.point.lat - 53.48) < 0.1


def test_village_far_from_all_others_is_guessed_to_be_among_them():
    text = "Hail fell on Carthage, Webb City, Sarcoxie and Joplin in Missouri, and near Avilla."
    stray = resolved_in(text)["Avilla"]
    guess = resolved_in(text, guess=True)["Avilla"]
    assert stray.best.place.point.lat < 36 < guess.best.place.point.lat
    assert stray.best in guess.runners_up


def test_known_name_is_not_guessed():
    text = "He flew from Wichita, Topeka, Salina and Emporia in Kansas to Paris and Tokyo."
    assert resolved_in(text) == resolved_in(text, guess=True)
