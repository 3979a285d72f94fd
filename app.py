"""The Streamlit page: choose a collection, filter it, look at it, take it away."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import geopandas as gpd
import streamlit as st

from geo.basemap import ONLINE
from geo.countries import country_name, lookup_country
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
from timeline.view.options import view_options, whole_of
from timeline.view.payload import encode

VIEW = "view"
LISTS = ("country", "kind", "category", "status", "actor")
TEXTS = ("from", "to", "q")
ROLES = {"either": "Either", "where": "Where", "who": "Who"}
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
  .stSidebarHeader { height: 2.2rem; margin: 0; padding-bottom: 0; }
  .stSidebarUserContent { padding: 0 1rem 1rem; }
  .stSidebarUserContent .stVerticalBlock { gap: 0.35rem; }
  .st-key-left-aside { padding-top: 0.35rem; }
  .st-key-left-aside button { min-height: 2rem; padding-block: 0; }
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
    st.set_page_config(page_title="Dateline", layout="wide", initial_sidebar_state="auto")
    st.html(STYLE)
    restore_address()
    with st.sidebar:
        opened = choose_collection()
        wanted = choose_filter(opened)
        selection = selected(opened.key, repr(wanted), opened, wanted)
        offer_downloads(opened, selection)
    key = f"{opened.key} {opened.story_key}"
    said = linked_timeline(
        encoded(key, repr(wanted), start_address(), opened, wanted, selection),
        key=VIEW,
        height="var(--view-height)",
        on_view=follow_back,
        on_clear=clear_chip,
    )
    whenever = replace(wanted, window=None)
    show_left_aside(opened, selection, selected(opened.key, repr(whenever), opened, whenever))
    remember_address(said.address)


# --- the collection ---------------------------------------------------------------------------


def choose_collection() -> Opened:
    """Let the reader choose: files of the reader's own, those of the command, or the built-in."""
    drawer = st.expander("Collection", icon=":material/folder_open:")
    with drawer:
        uploaded = st.file_uploader(
            "Your own events",
            type=[suffix.removeprefix(".") for suffix in READABLE],
            accept_multiple_files=True,
            key="upload",
            help="CSV with title, date, longitude and latitude; GeoJSON; or an exported page.",
        )
        st.download_button(
            "Sample file", SAMPLE, "sample.csv", "text/csv", key="sample", on_click="ignore",
            icon=":material/draft:", width="stretch",
        )  # fmt: skip
    sources: dict[str, tuple[str, Any]] = {
        file.name: (file.file_id, file.getvalue()) for file in uploaded or ()
    } or {path.name: (str(path), path) for path in files_of_the_command()}
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
            tell(name, f"The file cannot be read, it is no file of its kind ({error}).")
    return results


def tell(name: str, fault: str) -> None:
    """Say what is wrong with a file, naming it once."""
    said = fault if name in fault else f"{name}: {fault}"
    st.error(said, icon=":material/error:")


@st.cache_resource(max_entries=16, show_spinner="Reading …")
def read_file(key: str, name: str, stamp: int, _source: bytes | Path) -> ReadResult:
    """Read one file; `key` and `stamp` change when its content does."""
    return read(_source, name=name)


@st.cache_resource(max_entries=4, show_spinner="Reading …")
def joined(key: str, _results: Mapping[str, ReadResult]) -> ReadResult:
    """Join files into one result."""
    return gather(_results)


def opened_files(results: Mapping[str, tuple[str, ReadResult]]) -> Opened:
    """Show these files as one collection."""
    key = " ".join(stamp for stamp, _ in results.values())
    result = joined(key, {name: result for name, (_, result) in results.items()})
    title = " and ".join(Path(name).stem for name in results)
    return Opened(Collection(result.frame, title, "", {}), result, key)


@st.cache_resource(show_spinner="Reading …")
def built_in() -> Opened:
    """Show the built-in collection."""
    collection = load_collection()
    result = ReadResult(collection.frame, read=len(collection.frame))
    return Opened(collection, result, "built-in")


# --- the story --------------------------------------------------------------------------------


def choose_story(opened: Opened) -> Opened:
    """Let the reader bring a story of the collection, and take away the one that is told."""
    file = st.file_uploader(
        "Story",
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key="upload-story",
        help="Steps with title, text, start, end, at and select, as YAML or CSV.",
    )
    if file:
        try:
            opened = with_story(opened, read_story(file.getvalue(), name=file.name))
        except TimelineError as error:
            tell(file.name, str(error))
    steps = told_story(opened)
    for note in islice(unknown_ids(steps, set(opened.frame["id"])), NOTED):
        st.caption(note)
    name = "dateline" if opened.collection.sources else opened.collection.title
    st.download_button(
        "Story", partial(write_story, steps), f"{name}.story.yaml", "application/yaml",
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
        tell("The story", str(error))
        return story


# --- the filter -------------------------------------------------------------------------------


def choose_filter(opened: Opened) -> Filter:
    """Let the reader filter by country, date, kind, category, status, actor and words."""
    wanted = filter_of(st.session_state, read_dates())
    counts = counted(opened.key, repr(wanted), opened, wanted)
    choose("country", "Countries", counts)
    st.radio(
        "Where it happened, who took part, or either",
        list(ROLES), key="role", format_func=ROLES.__getitem__, horizontal=True,
        label_visibility="collapsed",
    )  # fmt: skip
    first, last = st.columns(2)
    first.text_input("From", key="from", placeholder="2018")
    last.text_input("To", key="to", placeholder="2019-06", help="The whole of it is included.")
    for text in date_faults():
        st.error(text, icon=":material/event_busy:")
    for name, label in (("kind", "Kinds"), ("category", "Categories"), ("actor", "Actors")):
        choose(name, label, counts)
    choose("status", "Status", counts)
    st.text_input("Words", key="q", placeholder="in title, text, place or actors")
    return wanted


def choose(name: str, label: str, counts: Mapping[str, Sequence[FacetCount]]) -> None:
    """Offer the values of one facet with how many events each would keep."""
    labels = {count.value: counted_label(count) for count in counts[name]}
    # Streamlit knows a choice by its label, and the labels carry counts: say the choice anew.
    st.session_state[name] = list(st.session_state[name])
    st.multiselect(
        label, list(labels), key=name, format_func=lambda value: labels.get(value, value)
    )


def counted_label(count: FacetCount) -> str:
    """Say a value with its counts: "South Korea · 12 + 3 possible"."""
    label = count.label[:1].upper() + count.label[1:]
    possible = f" + {count.possible:,} possible" if count.possible else ""
    return f"{label} · {count.certain:,}{possible}"


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
        return str(error)
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


# --- the view ---------------------------------------------------------------------------------


@st.cache_resource(max_entries=8, show_spinner=False)
def encoded(  # the first three are the cache's key
    key: str, said: str, address: str, _opened: Opened, _wanted: Filter, _selection: Selection
) -> bytes:
    """Encode the selection for the browser; it depends on nothing that happens there."""
    collection = _opened.collection
    options = view_options(_opened.frame, story=collection.story, tiles=tuple(ONLINE))
    return encode(
        _selection.frame,
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
    state = st.session_state
    role = "" if wanted.country_role == "either" else f" ({wanted.country_role})"
    named = [(f"country={code}", f"{country_name(code)}{role}") for code in wanted.countries]
    named += [
        (f"{name}={value}", value or f"no {name}") for name in LISTS[1:] for value in state[name]
    ]
    if wanted.window:
        named += [(name, f"{name} {state[name]}") for name in ("from", "to") if state[name]]
    return named + ([("q", f"“{state['q']}”")] if state["q"] else [])


def clear_chip() -> None:
    """Drop the part of the filter whose chip the reader has removed."""
    name, _, value = (settled(VIEW).cleared or "").partition("=")
    if name in LISTS:
        st.session_state[name] = [held for held in st.session_state[name] if held != value]
    elif name in TEXTS:
        st.session_state[name] = ""


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
    address = settled(VIEW).address
    if address.startswith("?"):
        go_to(dict(parse_qsl(address[1:])))


def go_to(params: Mapping[str, str]) -> None:
    """Take filter and view from an address."""
    for name, value in choices_of(params).items():
        st.session_state[name] = value
    st.session_state["seen"] = {name: params[name] for name in VIEW_KEYS if name in params}


def choices_of(params: Mapping[str, str]) -> dict[str, Any]:
    """Return the filter that an address says, as its widgets hold it."""
    held: dict[str, Any] = {name: params.get(name, "") for name in TEXTS}
    for name in LISTS:
        words = params.get(name, "").split("~")
        held[name] = [known for word in words if (known := known_word(name, word))]
    role = params.get("role", "either")
    return held | {"role": role if role in ROLES else "either"}


def choices() -> list[Any]:
    """Return all that the reader may have changed, to tell it from a change of the address."""
    names = (*LISTS, *TEXTS, "role")
    return [settled(VIEW).address, *(st.session_state.get(name) for name in names)]


def known_word(name: str, word: str) -> str:
    """Return a word of the address as the filter knows it, or nothing."""
    if name == "country":
        country = lookup_country(word) if word else None
        return country.alpha3 if country else ""
    allowed = {"kind": KINDS, "status": STATUSES}.get(name)
    return word if allowed is None or word in allowed else ""


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
    said = {name: "~".join(state[name]) for name in LISTS} | {name: state[name] for name in TEXTS}
    said["role"] = "" if state["role"] == "either" else state["role"]
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
    write = partial(partial, to_bytes, selection.frame)
    st.caption(f"Download {len(selection.frame):,} events")
    download("HTML page", "html", write("x.html", **about), "text/html")
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


def show_left_aside(opened: Opened, selection: Selection, whenever: Selection) -> None:
    """List what the timeline, the map or both cannot show, each with its count."""
    rejected = opened.result.rejected
    lists = st.container(key="left-aside", horizontal=True, gap="small")
    list_events(lists, "Undated", whenever.frame[undated(whenever.frame)])
    list_events(lists, "Unplaced", selection.frame[unplaced(selection.frame)])
    with lists.popover(f"Rejected ({opened.result.rejected_rows:,})"):
        st.dataframe(table_of(rejected), width=720, key="rejected", hide_index=True)
        offer_csv("rejected", partial(write_rejected, rejected), disabled=not rejected)


def list_events(place: Any, label: str, frame: gpd.GeoDataFrame) -> None:
    """List events in a drawer, with a table to take away."""
    name = label.lower()
    with place.popover(f"{label} ({len(frame):,})"):
        columns = ["date", "title", "place", "country", "source"]
        st.dataframe(frame[columns].head(LISTED), width=720, key=name, hide_index=True)
        offer_csv(name, partial(to_bytes, frame, "x.csv"), disabled=frame.empty)


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
