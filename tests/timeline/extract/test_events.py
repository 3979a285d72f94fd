# ruff: noqa: E501 - one case a line
"""What, when, where and who of one event, sentence by sentence."""

from datetime import date

import pytest

from timeline.extract.article import Article
from timeline.extract.extractor import extract

PUBLISHED = date(2024, 12, 20)

# sentence, words of the title, date, place or its country, category
CASES = [
    ("Leaders met at the Camp David summit in August last year.", "Camp David summit", "2023-08", "Camp David", "summit"),
    ("A summit in Lima, Peru, in November ended without a text.", "Summit", "2024-11", "Lima", "summit"),
    ("On 12 June 2018 the two met in Singapore.", "met in Singapore", "2018-06-12", "Singapore", "diplomacy"),
    ("The armistice was signed at Panmunjom on 27 July 1953.", "armistice", "1953-07-27", "Panmunjom", "agreement"),
    ("The treaty was signed in Rome on 25 March 1957.", "treaty", "1957-03-25", "Rome", "agreement"),
    ("A ceasefire took effect in Lebanon on 27 November.", "ceasefire", "2024-11-27", "LBN", "agreement"),
    ("Germany invaded Poland on 1 September 1939.", "invaded Poland", "1939-09-01", "Poland", "conflict"),
    ("Russian missiles struck Odesa on Tuesday.", "struck Odesa", "2024-12-17", "Odesa", "conflict"),
    ("The Battle of Stalingrad ended in February 1943.", "Battle", "1943-02", "Volgograd", "conflict"),
    ("The siege of Sarajevo began in April 1992.", "siege of Sarajevo", "1992-04", "Sarajevo", "conflict"),
    ("North Korea fired missiles over the Sea of Japan in October 2022.", "fired missiles", "2022-10", "Sea of Japan", "missile"),
    ("China held naval exercises in the Taiwan Strait in May.", "naval exercises", "2024-05", "Taiwan Strait", "exercise"),
    ("A joint drill near Vladivostok started on 10 September.", "joint drill", "2024-09-10", "Vladivostok", "exercise"),
    ("An earthquake struck Christchurch on 22 February 2011.", "earthquake", "2011-02-22", "Christchurch", "disaster"),
    ("Floods in Valencia in October killed hundreds.", "Floods", "2024-10", "Valencia", "disaster"),
    ("Voters in Moldova went to the polls on 20 October.", "polls", "2024-10-20", "MDA", "political"),
    ("He was elected president of Chile in 2021.", "elected president", "2021", "CHL", "political"),
    ("Martial law was declared in Seoul on December 3.", "martial law", "2024-12-03", "Seoul", "political"),
    ("A coup in Niamey in July 2023 ousted the president.", "coup", "2023-07", "Niamey", "political"),
    ("Thousands protested in Tbilisi on Thursday.", "protested", "2024-12-19", "Tbilisi", "protest"),
    ("The court in The Hague sentenced him in March 2016.", "sentenced", "2016-03", "The Hague", "legal"),
    ("He was arrested in Manila in March 2025.", "arrested", "2025-03", "Manila", "legal"),
    ("Washington imposed tariffs on steel in March 2018.", "tariffs", "2018-03", "USA", "trade"),
    ("The bridge in Istanbul was opened in 1973.", "opened", "1973", "Istanbul", "founding"),
    ("Singapore hosted talks in early 2019.", "talks", "[2019-01-01..2019-04-30]", "Singapore", "diplomacy"),
    ("Between 1960 and 1970 a war was fought in Angola.", "war", "1960/1970", "Angola", "conflict"),
    ("In the third century BCE Rome fought a war against Carthage.", "war", "[-0299..-0200]", "TUN", "conflict"),
    ("The 1950 Korean War drew in China.", "Korean War", "1950", "Korean Peninsula", "conflict"),
    ("In recent days Russia and China have held joint exercises near the Sea of Japan.", "joint exercises", "[2024-12-06..2024-12-20]", "Sea of Japan", "exercise"),
    ("Seoul has just concluded a new agreement with Washington.", "agreement", "[2024-10-21..2024-12-20]", "", "agreement"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "when", "where", "category"), CASES, ids=lambda v: v[:40]
)
def test_event_of_a_sentence_is_found(
    text: str, title: str, when: str, where: str, category: str
) -> None:
    drafts = extract(Article(text, published=PUBLISHED))
    assert drafts, "nothing was found"
    found = drafts[0].event
    assert (str(found.date), found.category) == (when, category)
    assert where in (found.place, found.country) or not where, (found.place, found.country)
    assert title.lower() in f"{found.title} {found.quote}".lower()
    assert len(found.title) <= 80


ACTORS = [
    ("Russia and China held joint exercises near Japan in May 2023.", {"RUS", "CHN"}),
    ("President Biden met Prime Minister Kishida in Tokyo in May 2022.", {"USA", "JPN"}),
    ("South Korean President Lee Sun-ok met her guests in Busan in May 2023.", {"KOR"}),
    ("Pyongyang agreed to a summit with Washington in Hanoi in February 2019.", {"PRK", "USA"}),
    ("French and German officials met in Aachen in January 2019.", {"FRA", "DEU"}),
    ("Talks between Ethiopia and Eritrea in Jeddah in September 2018 ended well.", {"ETH", "ERI"}),
]


@pytest.mark.parametrize(("text", "actors"), ACTORS, ids=[case[0][:40] for case in ACTORS])
def test_those_who_take_part_are_named_by_their_codes(text: str, actors: set[str]) -> None:
    (draft, *_) = extract(Article(text, published=PUBLISHED))
    assert actors <= set(draft.event.actors)
    assert len(draft.evidence["actors"]) >= len(actors)


SEATS = [
    ("Japan's new prime minister took office in October.", "Tokyo"),
    ("The president of Peru was impeached in December 2022.", "Lima"),
    ("In Tokyo, nobody slept. The government resigned on 12 May 2020.", "Tokyo"),
    ("SEOUL, Dec. 4 – Martial law was declared on Tuesday.", "Seoul"),
    ("The town of Bucha was quiet. The town was attacked on 27 February 2022.", "Bucha"),
]


@pytest.mark.parametrize(("text", "place"), SEATS, ids=[case[0][:40] for case in SEATS])
def test_place_that_no_one_wrote_beside_the_event_is_a_guess_and_less_sure(
    text: str, place: str
) -> None:
    found = extract(Article(text, published=PUBLISHED))[-1]
    assert found.event.place == place
    assert found.event.confidence is not None
    assert found.event.confidence < 0.75
    assert not found.rule.endswith("+said")
