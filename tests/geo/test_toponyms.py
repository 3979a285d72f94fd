"""Place names of running text: what is one, what is not, and who acts."""

import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GeoError
from geo.tagger import load_tagger
from geo.toponyms import Toponym, find_toponyms, toponyms_at


def shown(text):
    """Write what is found as "Seoul* | Korean+ | Paris": * for an actor, + for a demonym."""
    marks = {("name", "actor"): "*", ("demonym", "actor"): "+", ("name", "place"): ""}
    found = find_toponyms(text)
    return " | ".join(one.text + marks[one.sort, one.role] for one in found)


PLACES = [
    ("The train reached Vladivostok after dark.", "Vladivostok"),
    ("Ships crossed the Sea of Japan at night.", "Sea of Japan"),
    ("They met at Camp David in September.", "Camp David"),
    ("Two helicopters flew to Camp Humphreys.", "Camp Humphreys"),
    ("A tanker was seized in the Strait of Hormuz.", "Strait of Hormuz"),
    ("Fighting spread across northern Iraq.", "northern Iraq"),
    ("He flew to Washington, D.C. on Monday.", "Washington, D.C."),
    ("He flew to Washington D.C. on Monday.", "Washington D.C."),
    ("A diner in Paris, Texas burned down.", "Paris | Texas"),
    ("Deputies in Lexington, Ky., arrested him.", "Lexington | Ky."),
    ("A farm near Decatur, Ill. was flooded.", "Decatur | Ill."),
    ("She moved to Portland, OR last year.", "Portland | OR"),
    ("The U.S. sent two carriers.", "U.S.*"),
    ("Voters in the UK are tired.", "UK"),
    ("Tokyo’s governor opened the games.", "Tokyo"),
    ("Kenya's drought grew worse.", "Kenya"),
    ("The US-led coalition left.", "US"),
    ("A Paris-based company won.", "Paris"),
    ("Rain fell on Côte d'Ivoire and Guinea-Bissau.", "Côte d'Ivoire | Guinea-Bissau"),
    ("The ferry left Port-au-Prince.", "Port-au-Prince"),
    ("Floods in Bogotá and São Paulo.", "Bogotá | São Paulo"),
    ("Wojska crossed the river at Toruń in May.", "Toruń"),
    ("He was born in The Hague.", "The Hague"),
    ("The court in the Hague ruled.", "Hague"),
    ("They sailed from St. John's to Halifax.", "St. John's | Halifax"),
    ("A storm hit St. Louis and Ft. Worth.", "St. Louis | Ft. Worth"),
    ("The convoy drove from Deir ez-Zor to Palmyra.", "Deir ez-Zor | Palmyra"),
    ("He lives in New York City.", "New York City"),
    ("Los Angeles, San Francisco and Oakland flooded.", "Los Angeles | San Francisco | Oakland"),
    ("Hotels in Trinidad and Tobago and in Guyana are full.", "Trinidad and Tobago | Guyana"),
    ("Troops left Bosnia and Herzegovina.", "Bosnia and Herzegovina"),
    ("The Democratic Republic of the Congo held a vote.", "Democratic Republic of the Congo*"),
    ("He works in Orange County, California.", "Orange County | California"),
    ("Scott County officials met in Austin.", "Scott County | Austin"),
    ("A quake shook Nyanza Province.", "Nyanza Province"),
    ("Snow closed roads in the Alps and the Pyrenees.", "Alps | Pyrenees"),
    ("Police in Reading, England found it.", "Reading | England"),
    ("He retired to Nice.", "Nice"),
    ("A plant in Mobile, Alabama will close.", "Mobile | Alabama"),
    ("SYDNEY, Australia (Reuters) - Sydney woke to smoke.", "SYDNEY | Australia | Sydney"),
    ("SEOUL (AP) — Rain fell.", "SEOUL"),
    ("The Gaza Strip was sealed off, and so was the West Bank.", "Gaza Strip | West Bank"),
    ("Refugees crossed into eastern Chad.", "eastern Chad"),
    ("He hiked in Southern California.", "Southern California"),
    ("The island of Java was without power.", "Java"),
    ("A launch from Musudan-ri failed.", "Musudan-ri"),
    ("Unrest in Tibet and Xinjiang continued.", "Tibet | Xinjiang"),
    ("The road runs from Lahore to Islamabad.", "Lahore | Islamabad"),
    ("NSW police searched the house.", "NSW"),
    ("The Suez Canal and the Panama Canal are full.", "Suez Canal | Panama Canal"),
    ("Farmers along the Mekong lost their crop.", "Mekong"),
    ("Ontario, Quebec and Manitoba agreed on it.", "Ontario | Quebec | Manitoba"),
    ("Bodies were found at Srebrenica.", "Srebrenica"),
    ("Miners struck in Donetsk, Luhansk and Kharkiv.", "Donetsk | Luhansk | Kharkiv"),
    ("He was held at Guantánamo.", "Guantánamo"),
    ("In Berlin the wall fell.", "Berlin"),
    ("Berlin was divided for decades.", "Berlin"),
    ("Europe, Asia and Africa meet here.", "Europe | Asia | Africa"),
    ("The Soviet Union collapsed.", "Soviet Union"),
    ("Flights to Yangon, formerly Rangoon, stopped.", "Yangon | Rangoon"),
    ("A bomb went off in Al-Hasakah.", "Al-Hasakah"),
    ("Virginia Gov. Tim Kaine spoke to Tyler police.", "Virginia | Tyler"),
    ("He grew up in Prince George's County, Maryland.", "Prince George's County | Maryland"),
]

NO_PLACES = [
    ("Paris Hilton smiled.", ""),
    ("Jordan said he was sorry.", ""),
    ("Kim Jong Un smiled.", ""),
    ("President Washington slept here.", ""),
    ("Mr London opened the door.", ""),
    ("Mrs. Lancaster opened the door.", ""),
    ("Sgt. John Austin was wounded.", ""),
    ("George W. Bush spoke.", ""),
    ("Senator John McCain and Gov. Sarah Palin lost.", ""),
    ("The Bank of England raised rates.", ""),
    ("The New York Times printed it.", ""),
    ("He reads the Los Angeles Daily News.", ""),
    ("Hyundai sold more cars.", ""),
    ("She studied at Seoul National University.", ""),
    ("She teaches at the University of Oxford.", ""),
    ("Manchester United won again.", ""),
    ("The Duke of York resigned.", ""),
    ("Officials met on Monday in March.", ""),
    ("May was cold and August was wet.", ""),
    ("Reading is fun. Mobile phones are not. Nice people are.", ""),
    ("It costs US$5 million.", ""),
    ("They live on Washington Street near Lincoln Avenue.", ""),
    ("Tests for West Nile virus came back.", ""),
    ("NATO, OPEC and the WHO issued papers.", ""),
    ("He can, and they may. And so it was.", ""),
    ("Police said Johnson was armed. Johnson ran.", ""),
    ("General Santiago Flores resigned.", ""),
    ("Whitney Houston sang.", ""),
    ("Jack London wrote it.", ""),
    ("Chelsea Clinton and Florence Nightingale are names.", ""),
    ("Vladimir Putin met Angela Merkel.", ""),
    ("The Voice of America said so.", ""),
    ("Agence France-Presse saw the letter.", ""),
    ("The Toronto Star and the Boston Globe agree.", ""),
    ("This is a test. All of it. Most people know. Of course.", ""),
]

ROLES = [
    ("Seoul agreed to the plan.", "Seoul*"),
    ("Washington said it would wait.", "Washington*"),
    ("Talks between Pyongyang and Washington failed.", "Pyongyang* | Washington*"),
    ("An agreement with Seoul was near.", "Seoul*"),
    ("A deal with Moscow on gas is possible.", "Moscow*"),
    ("Sanctions against Iran were lifted.", "Iran*"),
    ("The summit was held in Seoul.", "Seoul"),
    ("He arrived in Washington.", "Washington"),
    ("She flew from Beijing to Tokyo.", "Beijing | Tokyo"),
    ("Beijing and Moscow rejected the draft.", "Beijing* | Moscow*"),
    ("Tehran denied the report.", "Tehran*"),
    ("Russian forces entered Georgia.", "Russian+ | Georgia"),
    ("Korean troops crossed.", "Korean+"),
    ("South Korean troops and the Japanese coast guard came.", "South Korean+ | Japanese+"),
    ("Americans and Canadians voted.", "Americans+ | Canadians+"),
    ("Washington's nuclear negotiators left.", "Washington*"),
    ("Washington’s museums are free.", "Washington"),
    ("North Korea fired two missiles.", "North Korea*"),
    ("North Korea is cold in winter.", "North Korea"),
    ("Pyongyang fell silent, and then the North fired a rocket.", "Pyongyang | the North*"),
    ("The South replied from Seoul.", "The South* | Seoul"),
    ("In Ohio the North won the war.", "Ohio"),
    ("The embassy in London was closed by Ankara.", "London | Ankara*"),
    ("Residents of Baghdad fled.", "Baghdad"),
    ("British and French officials met in Geneva.", "British+ | French+ | Geneva"),
    ("Israel attacked Lebanon.", "Israel* | Lebanon"),
    ("Kyiv accused Minsk of lying.", "Kyiv* | Minsk*"),
    ("Islamabad warned New Delhi.", "Islamabad* | New Delhi*"),
    ("Chicago said no.", "Chicago"),
    ("The White House denied it.", "White House*"),
]

UNREACHED = [
    ("Victoria smiled at him.", "", "a name that is as often a person's"),
    ("He met Sofia at the bar.", "", "only the verb says that she is a person"),
    ("They camped below Kibo Hut.", "Kibo Hut", "the gazetteer has no such hut"),
    ("Stocks fell in Frankfurt, said Georgia.", "Frankfurt", "a first name that is a country"),
]


@pytest.mark.parametrize("text, found", [*PLACES, *NO_PLACES])
def test_names_are_found_and_what_is_no_place_is_left(text, found):
    assert shown(text) == found


@pytest.mark.parametrize("text, found", ROLES)
def test_government_acts_and_place_is_where_things_happen(text, found):
    assert shown(text) == found


@pytest.mark.parametrize(
    "text, found",
    [
        pytest.param(text, found, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, found, reason in UNREACHED
    ],
)
def test_names_that_are_not_reached(text, found):
    assert shown(text) == found


@pytest.mark.parametrize(
    "text, country",
    [
        ("Russian forces", "RUS"),
        ("South Korean troops", "KOR"),
        ("Korean troops", ""),
        ("Pyongyang said the North won.", "PRK"),
        ("Washington said no.", "USA"),
        ("He is in Washington.", ""),
        ("in Kenya", "KEN"),
        ("a man from Lebanon, Pa.", ""),
        ("in Georgia", ""),
    ],
)
def test_country_is_given_where_the_words_alone_tell(text, country):
    assert find_toponyms(text)[0].country == country


def test_name_of_an_organisation_counts_when_asked_for():
    text = "She studied at Oxford University and reads the New York Times."
    assert find_toponyms(text) == ()
    assert [one.text for one in find_toponyms(text, embedded=True)] == ["Oxford", "New York"]


def test_weak_name_counts_once_the_text_has_shown_that_it_is_a_place():
    text = "A barn burned in Blossom, Texas. Blossom has one fire engine."
    assert shown(text) == "Blossom | Texas | Blossom"


def test_small_town_counts_where_the_story_is_at_home():
    text = "Waco, Mexia and Groesbeck, Texas, sent help. Corsicana's hospital is full."
    assert shown(text) == "Waco | Mexia | Groesbeck | Texas | Corsicana"
    assert shown("Corsicana's hospital is full.") == ""


def test_spans_that_are_given_are_kept_in_order():
    text = "Seoul and Korean"
    assert toponyms_at(text, [(10, 16), (0, 5)]) == (
        Toponym(10, 16, "Korean", "demonym", "actor", ""),
        Toponym(0, 5, "Seoul", "name", "place"),
    )


WORDS = st.sampled_from(
    [
        "Paris",
        "Seoul",
        "the",
        "of",
        "and",
        "said",
        "U.S.",
        "St.",
        "John’s",
        "Washington",
        ",",
        ".",
        "D.C.",
        "Korea",
        "Kim",
        "\n",
        "-",
        "Côte",
        "d'Ivoire",
        "Ky.",
        "New",
        "York",
        "Times",
        "US$",
        "North’s",
        "Al-",
        "“",
        "Zürich",
        "İstanbul",
        "ﬁ",
        "ß",
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_spans_are_the_words_of_the_text_sorted_and_apart(text):
    found = find_toponyms(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "Paris " * 200_000,
        "Paris, " * 140_000,
        "A" * 10**6,
        "Aa " * 300_000,
        "A." * 500_000,
        "Al-" * 300_000,
        "\n" * 10**6,
        "John " * 200_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_megabyte_of_any_text_takes_seconds(text):
    started = time.process_time()
    find_toponyms(text)
    assert time.process_time() - started < 10


class Entity:
    """What a spaCy entity has."""

    def __init__(self, text, words, label):
        self.start_char = text.index(words)
        self.end_char = self.start_char + len(words)
        self.label_ = label


class Document:
    """What a spaCy document has."""

    def __init__(self, text, ents):
        self.text, self.ents = text, [Entity(text, *ent) for ent in ents]


def test_tagger_adds_what_the_gazetteer_lacks_and_removes_parts_of_other_names():
    text = "Ann Springfield saw the Xyzzy Peninsula from Halifax."
    ents = [("Ann Springfield", "PERSON"), ("the Xyzzy Peninsula", "LOC"), ("Halifax", "GPE")]
    found = find_toponyms(text, tagger=lambda text: Document(text, ents))
    assert [one.text for one in found] == ["Xyzzy Peninsula", "Halifax"]


def test_tagger_reads_a_long_text_in_pieces_whose_spans_fit_the_whole():
    text = "Nothing was said that day.\n" * 500 + "They saw the Xyzzy Peninsula."
    sizes = []

    def tagger(piece):
        sizes.append(len(piece))
        return Document(piece, [("Xyzzy Peninsula", "LOC")] if "Xyzzy" in piece else [])

    (found,) = find_toponyms(text, tagger=tagger)
    assert text[found.start : found.end] == found.text == "Xyzzy Peninsula"
    assert (len(sizes) > 1, sum(sizes)) == (True, len(text))


def test_missing_tagger_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(GeoError, match=r"dateline\[spacy\]"):
        load_tagger()
