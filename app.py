"""The Streamlit page: choose a collection, filter it, look at it, take it away."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.basemap import ONLINE
from geo.countries import lookup_country
from timeline.cli import OPEN_MARK, read_window, stories_of
from timeline.collection import Collection, load_collection
from timeline.errors import TimelineError
from timeline.event import KINDS, STATUSES
from timeline.formats import READABLE, read, to_bytes
from timeline.formats.rejected import write_rejected
from timeline.gather import gather
from timeline.query import FacetCount, Filter, Selection, Window, facets, select
from timeline.schema import ReadResult, RejectedRow, undated, unplaced
from timeline.story import (
    SUFFIXES,
    Step,
    from_json,
    read_story,
    story_beside,
    unknown_ids,
    write_story,
)
from timeline.view.component import linked_timeline, settled
from timeline.view.language import Words, spoken_language, words_in
from timeline.view.options import LANGUAGES, view_options, whole_of
from timeline.view.payload import encode

VIEW = "view"
LISTS = ("country", "kind", "category", "status", "actor")
TEXTS = ("from", "to", "q")
ROLES = ("either", "where", "who")
NOTHING = "-"  # a choice of what has no country or category, as the address says it
VIEW_KEYS = ("w", "sel", "at", "lanes", "step")
LISTED = 1_000
NOTED = 3
SAMPLE = """\
title,date,place,longitude,latitude,country,actors,category,text
Armistice signed,1953-07-27,Panmunjom,126.6771,37.9561,PRK,USA; PRK; CHN,agreement,Fighting stops.
Talks begin,July 1951,Kaesong,126.5545,37.9708,PRK,USA; PRK; CHN,diplomacy,
War,1950-06-25/1953-07-27,Korean Peninsula,127.0,38.0,KOR,KOR; PRK; USA; CHN,military,
Black ships arrive,1853-07~,Uraga,139.711,35.244,JPN,USA; JPN,diplomacy,The day is not sure.
"""
STYLE = """
<style>
  .stMainBlockContainer { padding: 0.3rem 0.8rem 0.5rem; max-width: none; }
  .stApp { --view-height: calc(100dvh - 3.6rem); }
  .stApp:has([data-testid="stExpandSidebarButton"]) { --view-height: calc(100dvh - 5.4rem); }
  .stApp:has([data-testid="stExpandSidebarButton"]) .stMainBlockContainer { padding-top: 2.1rem; }
  .stMainBlockContainer > .stVerticalBlock { gap: 0; }
  .stAppHeader { background: transparent; height: 2.4rem; min-height: 0; }
  .stAppHeader, .stAppHeader * { pointer-events: none; }
  .stAppHeader :is(button, a), .stAppHeader :is(button, a) * { pointer-events: auto; }
  .stAppDeployButton { display: none; }
  [data-testid="stSidebarHeader"] { height: 2.2rem; margin: 0; padding-bottom: 0; }
  [data-testid="stSidebarUserContent"] { padding: 0 0 1rem; }
  [data-testid="stSidebarUserContent"] .stVerticalBlock { gap: 0.35rem; }
  .st-key-left-aside { flex-wrap: nowrap; overflow-x: auto; padding-top: 0.35rem; }
  .st-key-left-aside > * { flex: none; }
  .st-key-left-aside button { min-height: 2rem; padding-block: 0; white-space: nowrap; }
  @media (max-width: 40rem) {
    .st-key-left-aside { gap: 0.25rem; scrollbar-width: none; }
    .st-key-left-aside button { padding-inline: 0.3rem; }
    .st-key-left-aside button * { font-size: 0.75rem; }
    .st-key-left-aside button [data-testid="stIconMaterial"] { display: none; }
  }
  @media print {
    .stSidebar, .stAppHeader, .st-key-left-aside, [data-testid="stStatusWidget"],
    [data-testid="stExpandSidebarButton"] { display: none !important; }
    .stApp { --view-height: auto !important; }
    .stApp, .stApp :is(.stAppViewContainer, .stMain, .stMainBlockContainer, .stVerticalBlock) {
      display: block; position: static; height: auto; padding: 0; overflow: visible;
    }
  }
</style>
"""
RIGHT_TO_LEFT = """
<style>
  [data-testid="stSidebarUserContent"], .st-key-left-aside, [data-testid="stPopoverBody"],
  [data-testid="stSelectboxVirtualDropdown"], [role="listbox"], [data-testid="stTooltipContent"] {
    direction: rtl;
  }
  [data-testid="stCaptionContainer"], .stAlert { text-align: right; }
</style>
"""


@dataclass(frozen=True)
class Opened:
    """What is on show: the collection, how reading went, and a key that changes with both.

    `told` is the collection's story as the reader has made it.
    """

    collection: Collection
    result: ReadResult
    key: str
    told: tuple[Step, ...] = ()

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """All events of the collection."""
        return self.collection.frame

    @property
    def story_key(self) -> str:
        """Which story is told at first; what the reader makes of it is kept under this key."""
        told = f"{self.collection.title}\n{self.collection.story!r}"
        return sha256(told.encode("utf-8")).hexdigest()[:16]


def main() -> None:
    """Draw the page."""
    hear_sidebar()
    st.set_page_config(page_title="Dateline", layout="wide", initial_sidebar_state="auto")
    restore_address()
    st.html(STYLE + RIGHT_TO_LEFT * words().is_right_to_left)
    with st.sidebar:
        opened = choose_collection()
        wanted = choose_filter(opened)
        selection = selected(opened.key, repr(wanted), opened, wanted)
        offer_downloads(opened, selection)
        choose_language()
    key = f"{opened.key} {opened.story_key}"
    sent = with_undated(opened.key, repr(wanted), opened, wanted)
    said = linked_timeline(
        encoded(key, repr(wanted), start_address(), words().language, opened, wanted, sent),
        key=VIEW,
        height="var(--view-height)",
        on_view=follow_back,
        on_clear=clear_chip,
        on_toggle=toggle_choice,
        on_language=follow_language,
    )
    show_left_aside(opened.result.rejected, sent)
    remember_address(said.address)


# --- the language -----------------------------------------------------------------------------


def words() -> Words:
    """Return the words in the language that the reader has chosen."""
    return words_in(st.session_state["lang"])


def language_of_the_reader() -> str:
    """Return the language of the reader's browser if we speak it."""
    return spoken_language(st.context.locale) or LANGUAGES[0]


def choose_language() -> None:
    """Let the reader choose the language of the whole page; each is offered by its own name."""
    st.session_state["lang"] = st.session_state["lang"]  # its label changes with it
    st.selectbox(
        f":material/translate: {words()('languageLabel')}", LANGUAGES, key="lang",
        format_func=lambda language: words_in(language)("language"),
    )  # fmt: skip


def follow_language() -> None:
    """Take the language that the reader has chosen in the view."""
    hear_view()
    if language := spoken_language(settled(VIEW).language):
        ask("lang", language)


# --- the collection ---------------------------------------------------------------------------


def choose_collection() -> Opened:
    """Let the reader choose: files of the reader's own, those of the command, or the built-in."""
    say = words()
    drawer = st.expander(say("collection"), icon=":material/folder_open:")
    with drawer:
        uploaded = st.file_uploader(
            say("ownEvents"),
            type=[suffix.removeprefix(".") for suffix in READABLE],
            accept_multiple_files=True,
            key="upload",
            help=say("ownEventsHelp"),
        )
        st.download_button(
            say("sampleFile"), SAMPLE, "sample.csv", "text/csv", key="sample", on_click="ignore",
            icon=":material/draft:", width="stretch",
        )  # fmt: skip
    sources: dict[str, tuple[str, Any]] = {
        file.name: (file.file_id, file.getvalue()) for file in uploaded or ()
    } or {path.name: (str(path), path) for path in files_of_the_command()}
    with st.spinner(say("reading")):
        results = read_all(sources)
        opened = opened_files(results) if results else built_in()
    if results and not uploaded:
        opened = with_story(opened, stories_of_the_command())
    with drawer:
        opened = choose_story(opened)
    for note in opened.result.notes:
        st.caption(note)
    return opened


def files_of_the_command() -> list[Path]:
    """Return the files that `dateline open` was given."""
    if OPEN_MARK not in sys.argv:
        return []
    return [Path(name) for name in sys.argv[sys.argv.index(OPEN_MARK) + 1 :]]


def read_all(sources: Mapping[str, tuple[str, Any]]) -> dict[str, tuple[str, ReadResult]]:
    """Read files, each once; one that cannot be read is told and left out."""
    results = {}
    for name, (key, source) in sources.items():
        stamp = stamp_of(source) if isinstance(source, Path) else 0
        try:
            results[name] = (f"{key} {stamp}", read_file(key, name, stamp, source))
        except TimelineError as error:
            tell(name, str(error))
        except Exception as error:
            logging.getLogger("dateline").exception("%s cannot be read", name)
            show_error(words()("noFileOfItsKind", name=name, reason=str(error)))
    return results


def tell(name: str, fault: str) -> None:
    """Say what is wrong with a file, naming it once."""
    said = fault if name in fault else f"{name}: {fault}"
    show_error(words()("fault", fault=said))


def show_error(said: str) -> None:
    """Show one sentence that says what is wrong."""
    st.error(said, icon=":material/error:")


@st.cache_resource(max_entries=16, show_spinner=False)
def read_file(key: str, name: str, stamp: int, _source: bytes | Path) -> ReadResult:
    """Read one file; `key` and `stamp` change when its content does."""
    return read(_source, name=name)


@st.cache_resource(max_entries=4, show_spinner=False)
def joined(key: str, _results: Mapping[str, ReadResult]) -> ReadResult:
    """Join files into one result."""
    return gather(_results)


def opened_files(results: Mapping[str, tuple[str, ReadResult]]) -> Opened:
    """Show these files as one collection."""
    key = " ".join(stamp for stamp, _ in results.values())
    result = joined(key, {name: result for name, (_, result) in results.items()})
    stems = (Path(name).stem for name in results)
    title = reduce(lambda first, last: words()("joined", first=first, last=last), stems)
    return Opened(Collection(result.frame, title, "", {}), result, key)


@st.cache_resource(show_spinner=False)
def built_in() -> Opened:
    """Show the built-in collection."""
    collection = load_collection()
    result = ReadResult(collection.frame, read=len(collection.frame))
    return Opened(collection, result, "built-in")


# --- the story --------------------------------------------------------------------------------


def choose_story(opened: Opened) -> Opened:
    """Let the reader bring a story of the collection, and take away the one that is told."""
    say = words()
    file = st.file_uploader(
        say("story"),
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key="upload-story",
        help=say("storyHelp"),
    )
    if file:
        try:
            opened = with_story(opened, read_story(file.getvalue(), name=file.name))
        except TimelineError as error:
            tell(file.name, str(error))
    steps = told_story(opened)
    ids = set(opened.frame["id"]) if steps else set()
    for note in islice(unknown_ids(steps, ids), NOTED):
        st.caption(note)
    name = "dateline" if opened.collection.sources else opened.collection.title
    st.download_button(
        say("story"), partial(write_story, steps), f"{name}.story.yaml", "application/yaml",
        key="download-story", disabled=not steps, on_click="ignore",
        icon=":material/auto_stories:", width="stretch",
    )  # fmt: skip
    return replace(opened, told=steps)


def with_story(opened: Opened, story: tuple[Step, ...]) -> Opened:
    """Give a collection another story."""
    return replace(opened, collection=replace(opened.collection, story=story))


def stories_of_the_command() -> tuple[Step, ...]:
    """Return what the files of `dateline open` tell, one after the other."""
    told: list[Step] = []
    for path in files_of_the_command():
        try:
            told += story_of(str(path), stamp_of(story_beside(path) or path))
        except TimelineError as error:
            tell(path.name, str(error))
    return tuple(told)


@st.cache_resource(max_entries=16, show_spinner=False)
def story_of(path: str, stamp: int) -> tuple[Step, ...]:
    """Read what one file tells; `stamp` changes when it does."""
    return tuple(chain.from_iterable(stories_of([Path(path)]).values()))


def stamp_of(path: Path) -> int:
    """Say when a file changed last."""
    return path.stat().st_mtime_ns if path.is_file() else 0


def told_story(opened: Opened) -> tuple[Step, ...]:
    """Return the story as the reader has made it, else as it came."""
    said, story = settled(VIEW), opened.collection.story
    if said.story_key != opened.story_key:
        return story
    try:
        return from_json(said.story, initial=story, within=whole_of(opened.frame))
    except TimelineError as error:
        tell(words()("theStory"), str(error))
        return story


# --- the filter -------------------------------------------------------------------------------


def choose_filter(opened: Opened) -> Filter:
    """Let the reader filter by country, date, kind, category, status, actor and words."""
    say = words()
    wanted = filter_of(st.session_state, read_dates())
    counts = counted(opened.key, repr(wanted), opened, wanted)
    choose("country", say("countries"), counts)
    st.session_state["role"] = st.session_state["role"]  # its labels change with the language
    st.radio(
        say("role"), ROLES, key="role", format_func=lambda role: say(f"role.{role}"),
        horizontal=True, label_visibility="collapsed",
    )  # fmt: skip
    first, last = st.columns(2)
    first.text_input(say("from"), key="from", placeholder="2018")
    last.text_input(say("to"), key="to", placeholder="2019-06", help=say("toHelp"))
    for text in date_faults():
        st.error(text, icon=":material/event_busy:")
    choose("kind", say("kinds"), counts)
    choose("category", say("categories"), counts)
    choose("actor", say("actors"), counts)
    choose("status", say("status"), counts)
    st.text_input(say("words"), key="q", placeholder=say("wordsHint"))
    return wanted


def choose(name: str, label: str, counts: Mapping[str, Sequence[FacetCount]]) -> None:
    """Offer the values of one facet with how many events each would keep."""
    say = words()
    labels = {count.value: counted_label(name, count) for count in counts[name]}
    # Streamlit knows a choice by its label, and the labels carry counts: say the choice anew.
    st.session_state[name] = list(st.session_state[name])
    st.multiselect(
        label, list(labels), key=name, placeholder=say("choose"),
        format_func=lambda value: labels.get(value, value),
    )  # fmt: skip


def counted_label(facet: str, count: FacetCount) -> str:
    """Say a value with its counts: "South Korea · 12 + 3 possible"."""
    say = words()
    name = name_of(facet, count.value)
    label = name[:1].upper() + name[1:]
    if not count.possible:
        return say("counted", label=label, certain=count.certain)
    return say("countedPossible", label=label, certain=count.certain, possible=count.possible)


def name_of(facet: str, value: str) -> str:
    """Name a value of a facet in the reader's language; actors may be countries."""
    country = lookup_country(value) if facet in ("country", "actor") and value else None
    is_country = country is not None and country.alpha3 == value
    return words().country(value) if is_country else words().value(facet, value)


def filter_of(state: Any, window: Window | None) -> Filter:
    """Return the filter that the widgets say."""
    return Filter(
        countries=tuple(state["country"]),
        country_role=state["role"],
        window=window,
        kinds=tuple(state["kind"]),
        categories=tuple(state["category"]),
        statuses=tuple(state["status"]),
        actors=tuple(state["actor"]),
        text=state["q"],
    )


def read_dates() -> Window | None:
    """Return the window that the two date fields say; one that cannot be read restricts nothing."""
    fields = [st.session_state[name] for name in ("from", "to")]
    if date_faults():
        return None
    return read_window(*fields)


def date_faults() -> list[str]:
    """Say what is wrong with the two date fields."""
    fields = [st.session_state[name] for name in ("from", "to")]
    alone = [fault_of(fields[0], ""), fault_of("", fields[1])]
    return [fault for fault in alone if fault] or [fault for fault in [fault_of(*fields)] if fault]


def fault_of(first: str, last: str) -> str:
    """Say why two dates make no window, or nothing."""
    try:
        read_window(first, last)
    except TimelineError as error:
        key = "reversedDates" if first and last else "badDate"
        return words()(key, reason=str(error), value=first or last)
    return ""


@st.cache_resource(max_entries=32, show_spinner=False)
def counted(
    key: str, said: str, _opened: Opened, _wanted: Filter
) -> dict[str, tuple[FacetCount, ...]]:
    """Count what every value of every facet would keep."""
    return facets(_opened.frame, _wanted)


@st.cache_resource(max_entries=32, show_spinner=False)
def selected(key: str, said: str, _opened: Opened, _wanted: Filter) -> Selection:
    """Select what the filter lets through."""
    return select(_opened.frame, _wanted)


@st.cache_resource(max_entries=8, show_spinner=False)
def with_undated(key: str, said: str, _opened: Opened, _wanted: Filter) -> gpd.GeoDataFrame:
    """Return what is shown, and what has no date: that is listed whatever the dates wanted are."""
    frame = selected(key, said, _opened, _wanted).frame
    if _wanted.window is None:
        return frame
    whenever = select(_opened.frame, replace(_wanted, window=None)).frame
    aside = whenever[undated(whenever)]
    return frame if aside.empty else pd.concat([frame, aside], ignore_index=True)


# --- the view ---------------------------------------------------------------------------------


@st.cache_resource(max_entries=8, show_spinner=False)
def encoded(  # the first four are the cache's key
    key: str,
    said: str,
    address: str,
    language: str,
    _opened: Opened,
    _wanted: Filter,
    _frame: gpd.GeoDataFrame,
) -> bytes:
    """Encode the selection for the browser; it depends on nothing that happens there."""
    collection = _opened.collection
    tiles = tuple(ONLINE)
    options = view_options(_opened.frame, story=collection.story, tiles=tiles, language=language)
    facet = counted(_opened.key, said, _opened, _wanted)["category"]
    options["legend"] = [one.value for one in facet if one.value and one.certain + one.possible]
    options["undated_aside"] = _wanted.window is not None
    return encode(
        _frame,
        title=collection.title,
        dated=collection.dated,
        total=len(_opened.frame),
        chips=chips(_wanted),
        rejected=_opened.result.rejected,
        options={**options, "address": address, "story_key": _opened.story_key},
        sources=collection.sources,
        domain=_opened.frame,
    )


def chips(wanted: Filter) -> list[tuple[str, str]]:
    """Name every part of the filter, so that the view can offer to drop it."""
    state, say = st.session_state, words()
    named = [(f"{name}={value}", name_of(name, value)) for name in LISTS for value in state[name]]
    if wanted.country_role != "either":
        role, last = f"chip.{wanted.country_role}", len(wanted.countries)
        named[:last] = [(key, say(role, country=label)) for key, label in named[:last]]
    if wanted.window:
        dates = [name for name in ("from", "to") if state[name]]
        named += [(name, say(f"chip.{name}", date=state[name])) for name in dates]
    return named + ([("q", say("chip.q", text=state["q"]))] if state["q"] else [])


def clear_chip() -> None:
    """Drop the part of the filter whose chip the reader has removed."""
    hear_view()
    name, _, value = (settled(VIEW).cleared or "").partition("=")
    if name in LISTS:
        ask(name, [held for held in st.session_state[name] if held != value])
    elif name in TEXTS:
        ask(name, "")


def toggle_choice() -> None:
    """Filter by the entry of the legend that the reader has clicked, or no longer."""
    hear_view()
    name, _, value = (settled(VIEW).toggled or "").partition("=")
    if name in LISTS:
        held = st.session_state[name]
        others = [one for one in held if one != value]
        ask(name, others if value in held else [*held, value])


def ask(name: str, value: Any) -> None:
    """Set a choice of the sidebar for the reader.

    A run that the next one overtakes never tells the browser, which then says the old
    choice as if it were the reader's: so it is kept until the browser says the new one.
    """
    state = st.session_state
    if name in state and state[name] != value:
        olds, _ = state.setdefault("asked", {}).get(name, ((), None))
        state["asked"][name] = ((*olds, state[name]), value)
    state[name] = value


def hear_view() -> None:
    """Begin a run that the view brought about: what it says of the sidebar may be out of date."""
    state = st.session_state
    if state.get("is_of_the_view"):
        return
    state["is_of_the_view"] = True
    asked = state.setdefault("asked", {})
    for name, (olds, value) in tuple(asked.items()):
        if state[name] in olds:
            state[name] = value
        else:
            del asked[name]


def hear_sidebar() -> None:
    """Take the sidebar at its word where the view has not brought this run about."""
    if not st.session_state.pop("is_of_the_view", False):
        st.session_state["asked"] = {}


# --- the address ------------------------------------------------------------------------------


def restore_address() -> None:
    """Start a new session with what its address says, or go back to where the reader was."""
    state = st.session_state
    params = st.query_params.to_dict()
    if state.get("address", params) != params and state["left"] == choices():
        go_to(params)
    for name, value in choices_of(params).items():
        state.setdefault(name, value)
    state.setdefault("seen", {name: params[name] for name in VIEW_KEYS if name in params})
    state.setdefault("start", urlencode(state["seen"]))


def follow_back() -> None:
    """Go where the reader went with the browser's buttons, as the view has heard."""
    hear_view()
    address = settled(VIEW).address
    if address.startswith("?"):
        go_to(dict(parse_qsl(address[1:])))


def go_to(params: Mapping[str, str]) -> None:
    """Take filter and view from an address."""
    for name, value in choices_of(params).items():
        ask(name, value)
    st.session_state["seen"] = {name: params[name] for name in VIEW_KEYS if name in params}


def choices_of(params: Mapping[str, str]) -> dict[str, Any]:
    """Return the filter that an address says, as its widgets hold it."""
    held: dict[str, Any] = {name: params.get(name, "") for name in TEXTS}
    for name in LISTS:
        said = [word for word in params.get(name, "").split("~") if word]
        known = (known_word(name, word) for word in said)
        held[name] = [word for word in known if word is not None]
    role = params.get("role", "either")
    language = spoken_language(params.get("lang")) or language_of_the_reader()
    return held | {"role": role if role in ROLES else "either", "lang": language}


def choices() -> list[Any]:
    """Return all that the reader may have changed, to tell it from a change of the address."""
    names = (*LISTS, *TEXTS, "role", "lang")
    return [settled(VIEW).address, *(st.session_state.get(name) for name in names)]


def known_word(name: str, word: str) -> str | None:
    """Return a word of the address as the filter knows it, or nothing."""
    allowed = {"kind": KINDS, "status": STATUSES}.get(name)
    if allowed is not None:
        return word if word in allowed else None
    if word == NOTHING:
        return ""
    if name == "country":
        country = lookup_country(word)
        return country.alpha3 if country else None
    return word


def start_address() -> str:
    """Return what a new view starts from; it stays as it was when the session began."""
    start: str = st.session_state["start"]
    return start


def remember_address(view: str) -> None:
    """Keep filter and view in the address, so that a reload or a link restores them."""
    state = st.session_state
    if view != state.get("heard", ""):
        heard = dict(parse_qsl(view.removeprefix("?")))
        state["seen"] = {name: heard[name] for name in VIEW_KEYS if name in heard}
        state["heard"] = view
    said = {name: "~".join(word or NOTHING for word in state[name]) for name in LISTS}
    said |= {name: state[name] for name in TEXTS}
    said["role"] = "" if state["role"] == "either" else state["role"]
    said["lang"] = "" if state["lang"] == language_of_the_reader() else state["lang"]
    address = {name: value for name, value in {**said, **state["seen"]}.items() if value}
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)
    state["address"], state["left"] = address, choices()


# --- taking it away ---------------------------------------------------------------------------


def offer_downloads(opened: Opened, selection: Selection) -> None:
    """Offer what is shown as a page, a table and GeoJSON; each is made when it is asked for."""
    collection = opened.collection
    about = {
        "title": collection.title,
        "dated": collection.dated,
        "sources": collection.sources,
        "rejected": opened.result.rejected,
        "story": opened.told,
    }
    say = words()
    write = partial(partial, to_bytes, selection.frame)
    st.caption(say("download", count=len(selection.frame)))
    download(say("page"), "html", write("x.html", **about), "text/html")
    table, shapes = st.columns(2)
    with table:
        download("CSV", "csv", write("x.csv"), "text/csv")
    with shapes:
        download("GeoJSON", "geojson", write("x.geojson"), "application/geo+json")


def download(label: str, suffix: str, make: Callable[[], bytes], mime: str) -> None:
    """Offer one file; it is made when the button is pressed, without running the page again."""
    name = f"dateline.{suffix}"
    st.download_button(
        label, make, name, mime, key=f"download-{suffix}", on_click="ignore", width="stretch"
    )


def show_left_aside(rejected: Sequence[RejectedRow], frame: gpd.GeoDataFrame) -> None:
    """List what cannot be shown on timeline or map or is to be looked at, each with its count.

    `frame` is what the view was sent, which counts the same rows.
    """
    lists = st.container(key="left-aside", horizontal=True, gap="small")
    list_events(lists, "undated", frame[undated(frame)])
    list_events(lists, "unplaced", frame[unplaced(frame)])
    rows = len({row.line for row in rejected})
    with lists.popover(words()("aside", label=words()("rejected"), count=rows)):
        show_table("rejected", table_of(rejected))
        offer_csv("rejected", partial(write_rejected, rejected), disabled=not rejected)
    list_events(lists, "review", frame[frame["confidence"].notna()])


def list_events(place: Any, name: str, frame: gpd.GeoDataFrame) -> None:
    """List events in a drawer, with a table to take away."""
    with place.popover(words()("aside", label=words()(name), count=len(frame))):
        columns = ["date", "title", "place", "country", "source"]
        columns += ["confidence"] if name == "review" else []
        show_table(name, frame[columns].head(LISTED))
        offer_csv(name, partial(to_bytes, frame, "x.csv"), disabled=frame.empty)


def show_table(key: str, table: Any) -> None:
    """Show a table under names in the reader's language."""
    names = {name: words()(f"column.{name}") for name in table}
    st.dataframe(table, width=720, key=key, hide_index=True, column_config=names)


def table_of(rejected: Sequence[RejectedRow]) -> dict[str, list[Any]]:
    """Return the first rejected rows as columns."""
    rows = rejected[:LISTED]
    return {name: [getattr(row, name) for row in rows] for name in RejectedRow.__slots__}


def offer_csv(name: str, make: Callable[[], bytes], *, disabled: bool) -> None:
    """Offer a table."""
    st.download_button(
        "CSV", make, f"{name}.csv", "text/csv", key=f"csv-{name}", disabled=disabled,
        on_click="ignore",
    )  # fmt: skip


main()
