"""The Streamlit page: choose a collection, filter it, look at it, take it away."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial, reduce
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.basemap import ONLINE
from geo.countries import lookup_country
from timeline.cli import OPEN_MARK, is_link, read_window, stories_of
from timeline.collection import Collection, load_collection
from timeline.dates import parse_date
from timeline.errors import DateError, TimelineError
from timeline.event import KINDS, STATUSES
from timeline.extract.article import Article, article_from_text
from timeline.extract.drafts import Draft
from timeline.extract.review import Reviewed, accepted_frame, duplicates, review, review_frame
from timeline.formats import READABLE, to_bytes
from timeline.formats.limits import Limits
from timeline.formats.link import Fetched, fetch
from timeline.formats.mapping import FIELDS, KEPT
from timeline.formats.rejected import write_left_aside, write_rejected
from timeline.formats.remembered import folder_of, recall, remember
from timeline.formats.tabular import Preview
from timeline.formats.worker import read_in_worker
from timeline.gather import gather
from timeline.left_aside import left_aside
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
from timeline.view.review_component import log_of, review_drafts
from timeline.view.review_payload import review_data

VIEW = "view"
ARTICLES = ("txt", "md", "html", "htm", "pdf", "docx")
Pair = tuple[int, int]
LISTS = ("country", "kind", "category", "status", "actor")
TEXTS = ("from", "to", "q")
ROLES = ("either", "where", "who")
NOTHING = "-"  # a choice of what has no country or category, as the address says it
VIEW_KEYS = ("w", "sel", "at", "lanes", "step")
LISTED = 1_000
NOTED = 3
KEPT_MOST = 16
SLOW_S, REDRAWN_S = 1.0, 0.5
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
  .stApp { --review-height: max(20rem, calc(64dvh - 5rem)); }
  .stApp:has(.st-key-review-bar) .stMainBlockContainer { padding-inline: 0; }
  .stApp [class*="-library"] { display: none; }
  .st-key-review-bar { padding: 0.1rem 2.4rem 0.5rem 1.75rem; }
  .st-key-review-bar button { min-height: 2.1rem; padding-block: 0; }
  .stAppHeader { background: transparent; height: 2.4rem; min-height: 0; }
  .stAppHeader, .stAppHeader * { pointer-events: none; }
  .stAppHeader :is(button, a), .stAppHeader :is(button, a) * { pointer-events: auto; }
  .stAppDeployButton, [data-testid="stMainMenu"] { display: none; }
  [data-testid="stSidebarHeader"] { height: 2.2rem; margin: 0; padding-bottom: 0; }
  [data-testid="stSidebarUserContent"] { padding: 0 0 1rem; }
  [data-testid="stSidebarUserContent"] .stVerticalBlock { gap: 0.35rem; }
  .st-key-left-aside { flex-wrap: nowrap; overflow-x: auto; padding-top: 0.35rem; }
  .st-key-left-aside > * { flex: none; }
  .st-key-left-aside button { min-height: 2rem; padding-block: 0; white-space: nowrap; }
  @media (max-width: 40rem) {
    .stApp { --review-height: calc(100dvh - 3.8rem); }
    .stApp:has(.st-key-review-bar) .stMainBlockContainer { padding-top: 0.3rem; }
    .st-key-review-bar { flex-wrap: nowrap; gap: 0.4rem; padding-inline: 3.2rem 0.5rem; }
    .st-key-review-bar button { min-height: 2.75rem; padding-inline: 0.5rem; }
    .st-key-review-bar button * { font-size: 0.75rem; white-space: nowrap; }
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
    results: Mapping[str, ReadResult] = field(default_factory=dict)

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
        choose_article()
        opened = with_articles(opened)
        wanted = choose_filter(opened)
        selection = selected(opened.key, repr(wanted), opened, wanted)
        offer_downloads(opened, selection)
        choose_language()
    if "article" in st.session_state:
        show_review()
        remember_address(st.session_state.get("heard", ""))
        return
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
    show_left_aside(opened, sent)
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
        links = choose_links()
    sources: dict[str, tuple[str, Any]] = {
        file.name: (file.file_id, file.getvalue()) for file in uploaded or ()
    } | links or sources_of_the_command()
    results = read_all(sources)
    with st.spinner(say("reading")):
        opened = opened_files(results) if results else built_in()
    with drawer:
        for name, (_, result) in results.items():
            choose_columns(name, sources[name][1])
            choose_order(name, result)
    if results and not uploaded:
        opened = with_story(opened, stories_of_the_command())
    with drawer:
        opened = choose_story(opened)
    for note in opened.result.notes:
        st.caption(note)
    return opened


def choose_links() -> dict[str, tuple[str, Any]]:
    """Let the reader name a link, and fetch what is behind it; nothing else calls the network."""
    say = words()
    held: dict[str, tuple[str, Any]] = st.session_state.setdefault("links", {})
    with st.form("link-form", border=False, clear_on_submit=True):
        url = st.text_input(say("link"), key="link", placeholder="https://")
        if st.form_submit_button(say("load"), width="stretch") and url.strip():
            take_link(url.strip(), held)
    return held


def take_link(url: str, held: dict[str, tuple[str, Any]]) -> None:
    """Fetch a link for this session, or say in one sentence why not."""
    try:
        fetched = fetch(url, limits=limits())
    except TimelineError as error:
        tell(url, str(error))
        return
    held[fetched.name] = (sha256(fetched.data).hexdigest(), fetched.data)


def words_of_the_command() -> list[str]:
    """Return the files and links that `dateline open` was given."""
    return sys.argv[sys.argv.index(OPEN_MARK) + 1 :] if OPEN_MARK in sys.argv else []


def files_of_the_command() -> list[Path]:
    """Return the files that `dateline open` was given."""
    return [Path(name) for name in words_of_the_command() if not is_link(name)]


def sources_of_the_command() -> dict[str, tuple[str, Any]]:
    """Return what `dateline open` was given, links fetched once."""
    held: dict[str, tuple[str, Any]] = {}
    for name in words_of_the_command():
        if is_link(name):
            if fetched := fetched_once(name):
                held[fetched.name] = (name, fetched.data)
        else:
            held[Path(name).name] = (name, Path(name))
    return held


@st.cache_resource(max_entries=8, show_spinner=False)
def fetched_once(url: str) -> Fetched | None:
    """Fetch a link of the command; one that cannot be fetched is told and left out."""
    try:
        return fetch(url, limits=limits())
    except TimelineError as error:
        tell(url, str(error))
        return None


def limits() -> Limits:
    """Return how big a file may be, as the environment says."""
    return Limits.from_environment(os.environ)


def read_all(sources: Mapping[str, tuple[str, Any]]) -> dict[str, tuple[str, ReadResult]]:
    """Read files, each once; one that cannot be read is told and left out."""
    results = {}
    for name, (key, source) in sources.items():
        stamp = stamp_of(source) if isinstance(source, Path) else 0
        told = asked(name)
        known = f"{key} {stamp} {told!r}"
        if known in st.session_state.setdefault("stopped", set()):
            offer_again(name, known)
            continue
        try:
            results[name] = (known, read_file(name, known, source, told))
        except TimelineError as error:
            tell(name, str(error))
        except Exception as error:
            logging.getLogger("dateline").exception("%s cannot be read", name)
            show_error(words()("noFileOfItsKind", name=name, reason=str(error)))
    return results


@dataclass(frozen=True)
class Asked:
    """How the reader wants a file to be read: what its columns are, and which cells are mended."""

    columns: tuple[tuple[str, str], ...] = ()
    day_first: bool | None = None
    sheet: str = ""
    cells: tuple[tuple[tuple[int, str], str], ...] = ()

    def options(self) -> dict[str, Any]:
        """Return the same as options of reading."""
        given = {"overrides": self.columns, "sheet": self.sheet, "amendments": dict(self.cells)}
        options = {name: said for name, said in given.items() if said}
        return {"day_first": self.day_first, "lookup": True} | options


def asked(name: str) -> Asked:
    """Return how a file of this name is to be read."""
    held: dict[str, Asked] = st.session_state.setdefault("ways", {})
    return held.get(name, Asked())


def ask_for(name: str, told: Asked) -> None:
    """Have a file read in another way from now on; `undo` goes back."""
    st.session_state.setdefault("before", []).append((name, asked(name)))
    st.session_state["ways"][name] = told


def undo() -> None:
    """Read the file as it was read before."""
    name, told = st.session_state["before"].pop()
    st.session_state["ways"][name] = told


def offer_again(name: str, known: str) -> None:
    """Say that reading was stopped, and offer to begin anew."""
    say = words()
    st.caption(say("stopped", name=name))
    stopped: set[str] = st.session_state["stopped"]
    st.button(say("again", name=name), key=f"again-{name}", on_click=stopped.discard, args=(known,))


def choose_columns(name: str, source: bytes | Path) -> None:
    """Show what the columns of a table are taken for, and let the reader change it."""
    say, told = words(), asked(name)
    looked = looked_at(name, source, told)
    if looked is None:
        return
    headers = looked.columns.header
    fields = dict(looked.columns.overrides)
    reasons = {guess.header: guess.reason for guess in looked.columns.guesses}
    table = pd.DataFrame(
        {
            "column": headers,
            "sample": [" · ".join(looked.samples.get(head, ())) for head in headers],
            "field": [fields.get(head, KEPT) for head in headers],
            "why": [reasons.get(head, "") for head in headers],
        }
    )
    with st.popover(f"{say('columns')} · {name}", width="stretch"):
        st.caption(" · ".join(filter(None, (looked.schema, say("columnsHelp")))))
        if len(looked.sheets) > 1:
            choose_sheet(name, looked.sheets, told)
        names = {key: say(f"column.{key}") for key in ("column", "sample", "why")}
        field = st.column_config.SelectboxColumn(
            say("column.field"), options=[KEPT, *FIELDS], required=True
        )
        changed = st.data_editor(
            table, key=f"columns-{name}-{looked.signature}", hide_index=True, width=720,
            disabled=["column", "sample", "why"], column_config={**names, "field": field},
        )  # fmt: skip
    pairs = zip(headers, changed["field"], table["field"], strict=True)
    said = dict(told.columns) | {head: now for head, now, then in pairs if now != then}
    if tuple(said.items()) != told.columns:
        columns = tuple(said.items())
        remember(looked.signature, columns, folder_of(os.environ))
        ask_for(name, replace(told, columns=columns))
        st.rerun()


def choose_sheet(name: str, sheets: Sequence[str], told: Asked) -> None:
    """Let the reader choose the sheet of a workbook."""
    chosen = st.selectbox(
        words()("sheet"), ["", *sheets], index=["", *sheets].index(told.sheet), key=f"sheet-{name}"
    )
    if chosen != told.sheet:
        ask_for(name, replace(told, sheet=chosen, columns=()))
        st.rerun()


def looked_at(name: str, source: bytes | Path, told: Asked) -> Preview | None:
    """Look at a table once for each way to read it; recall what was said of its header."""
    stamp = stamp_of(source) if isinstance(source, Path) else sha256(source).hexdigest()
    key = (name, stamp, told.columns, told.sheet)
    held = previews()
    if key not in held:
        options: dict[str, Any] = {"overrides": told.columns, "sheet": told.sheet}
        try:
            held[key] = read_in_worker(
                source, name=name, limits=limits(), call="preview", **options
            )
        except TimelineError:
            held[key] = None  # reading says what is wrong
    looked: Preview | None = held[key]
    is_new = looked is not None and not told.columns and name not in st.session_state["ways"]
    columns = recall(looked.signature, folder_of(os.environ)) if looked and is_new else ()
    if looked and columns:
        known = set(looked.columns.header)
        own = tuple(pair for pair in columns if pair[0] in known)
        st.session_state["ways"][name] = replace(told, columns=own)
        st.rerun()
    return looked


@st.cache_resource(show_spinner=False)
def previews() -> dict[Any, Any]:
    """Hold what tables look like."""
    return Kept()


class Kept(dict[Any, Any]):
    """Forgets the oldest of many."""

    def __setitem__(self, key: Any, value: Any) -> None:
        """Keep one more, and no more than a few."""
        super().__setitem__(key, value)
        while len(self) > KEPT_MOST:
            del self[next(iter(self))]


def choose_order(name: str, result: ReadResult) -> None:
    """Ask whether dates begin with the day where no date of the column says so."""
    told, say = asked(name), words()
    if not result.unsettled and told.day_first is None:
        return
    orders = {"day": True, "month": False}
    now = "month" if told.day_first is False else "day"
    example = result.unsettled or "03/04/2024"
    chosen = st.radio(
        say("unsettled", name=name, example=example), list(orders), format_func=say,
        index=list(orders).index(now), key=f"order-{name}", horizontal=True,
    )  # fmt: skip
    if chosen != now:
        ask_for(name, replace(told, day_first=orders[chosen]))
        st.rerun()


def tell(name: str, fault: str) -> None:
    """Say what is wrong with a file, naming it once."""
    said = fault if name in fault else f"{name}: {fault}"
    show_error(words()("fault", fault=said))


def show_error(said: str) -> None:
    """Show one sentence that says what is wrong."""
    st.error(said, icon=":material/error:")


def read_file(name: str, known: str, source: bytes | Path, told: Asked) -> ReadResult:
    """Read one file in a process of its own, once; `known` changes when anything of it does."""
    held = reads()
    if known not in held:
        with Shown(name, known) as shown:
            held[known] = read_in_worker(
                source, name=name, limits=limits(), progress=shown.hear,
                is_cancelled=shown.look, **told.options(),
            )  # fmt: skip
    result: ReadResult = held[known]
    return result


@st.cache_resource(show_spinner=False)
def reads() -> dict[Any, Any]:
    """Hold what came of files that were read."""
    return Kept()


class Shown:
    """Shows how far reading has come when it takes over a second, and a button that ends it."""

    def __init__(self, name: str, known: str) -> None:
        self.name, self.known = name, known
        self.began = self.drawn = time.monotonic()
        self.place: Any = None
        self.bar: Any = None
        self.done = self.total = 0

    def __enter__(self) -> Shown:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take it away."""
        if self.place is not None:
            self.place.empty()

    def hear(self, _stage: str, done: int, total: int) -> None:
        """Note how many rows have come through."""
        self.done, self.total = done, total
        self.look()

    def look(self) -> bool:
        """Draw twice a second; Streamlit ends the run here when the button was pressed."""
        now = time.monotonic()
        if now - self.began > SLOW_S and now - self.drawn > REDRAWN_S:
            self.drawn = now
            self.draw()
        return False

    def draw(self) -> None:
        """Show bar and button."""
        say = words()
        if self.place is None:
            self.place = st.empty()
            inside = self.place.container()
            self.bar = inside.progress(0.0)
            stopped: set[str] = st.session_state["stopped"]
            inside.button(
                say("stop", name=self.name), key=f"stop-{self.name}", on_click=stopped.add,
                args=(self.known,),
            )  # fmt: skip
        share = self.done / self.total if self.total else 0.0
        said = say("progress", name=self.name, done=self.done, total=self.total)
        self.bar.progress(min(share, 0.99), text=said)


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
    each = {name: result for name, (_, result) in results.items()}
    return Opened(Collection(result.frame, title, "", {}), result, key, results=each)


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


# --- the article ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taken:
    """An article whose accepted rows are in the collection."""

    name: str
    article: Article
    frame: gpd.GeoDataFrame

    @property
    def stamp(self) -> str:
        """Change when the rows do."""
        rows = self.frame[["id", "title", "date", "place", "edits", "merged"]].to_csv()
        return f"{self.name} {sha256(rows.encode()).hexdigest()[:16]}"


def choose_article() -> None:
    """Let the reader bring an article whose events are to be found, and see those taken from."""
    say = words()
    with st.expander(say("article"), icon=":material/article:"):
        text = st.text_area(say("articleText"), key="article-text", height=130)
        file = st.file_uploader(say("articleFile"), type=list(ARTICLES), key="article-file")
        article = read_text(text, file)
        if article:
            ask_about(article)
        for key in tuple(taken()):
            list_article(key)


def read_text(text: str, file: Any) -> Article | None:
    """Read what was uploaded, else what was pasted; what cannot be read is told."""
    try:
        if file:
            return article_of_file(file.file_id, file.name, file.getvalue())
        return article_from_text(text) if text.strip() else None
    except TimelineError as error:
        tell(file.name if file else words()("article"), str(error))
        return None


@st.cache_resource(max_entries=KEPT_MOST, show_spinner=False)
def article_of_file(_key: str, name: str, data: bytes) -> Article:
    """Read a file in a process of its own."""
    article: Article = read_in_worker(data, name=name, limits=limits(), call="article")
    return article


def ask_about(article: Article) -> None:
    """Show what is known of an article, to be put right, and offer to find its events."""
    say, key = words(), article.sha256[:12]
    for note in article.notes:
        st.caption(note)
    title = st.text_input(say("articleTitle"), article.title, key=f"article-title-{key}")
    outlet = st.text_input(say("articleOutlet"), article.outlet, key=f"article-outlet-{key}")
    day = article.published.isoformat() if article.published else ""
    published = st.text_input(
        say("articlePublished"), day, key=f"article-published-{key}", placeholder="2024-12-03",
        help=say("articlePublishedHelp"),
    )  # fmt: skip
    if not published.strip():
        st.caption(say("articleAsk"))
    is_history = st.checkbox(say("articleNarrative"), key=f"article-narrative-{key}")
    is_helped = offer_helper(key)
    if not st.button(say("findEvents"), type="primary", key="find-events", width="stretch"):
        return
    try:
        day_said = day_of(published)
    except TimelineError as error:
        show_error(str(error))
        return
    st.session_state["article"] = replace(
        article, title=title.strip(), outlet=outlet.strip(), published=day_said
    )
    st.session_state["how"] = How("narrative" if is_history else "news", is_helped)


@dataclass(frozen=True)
class How:
    """How an article is read: what its dates count from, and whether the helper is asked."""

    mode: Literal["news", "narrative"] = "news"
    is_helped: bool = False


def offer_helper(key: str) -> bool:
    """Offer to ask the language model that the environment names, if it names one."""
    from timeline.extract.helper import HelperSettings

    try:
        settings = HelperSettings.from_environment(os.environ)
    except TimelineError as error:
        show_error(str(error))
        return False
    if settings is None:
        return False
    return st.checkbox(words()("askHelper", host=settings.host), key=f"article-helper-{key}")


def day_of(text: str) -> date | None:
    """Read one day as people write it, None where nothing is written."""
    if not text.strip():
        return None
    stated = parse_date(text)
    try:
        return date.fromisoformat(stated.text)
    except ValueError:
        raise DateError(f"'{text}' is no single day; write one such as 2024-12-03.") from None


def list_article(key: str) -> None:
    """Name an article of the collection; it can be reviewed again or taken out."""
    say, one = words(), taken()[key]
    name = unmarked(one.name)
    st.button(
        say("aside", label=name, count=len(one.frame)), key=f"review-again-{key[:12]}",
        on_click=open_article, args=(one.article,), icon=":material/rate_review:", width="stretch",
    )  # fmt: skip
    st.button(
        say("removeArticle", name=name), key=f"take-out-{key[:12]}", on_click=take_out,
        args=(key,), icon=":material/close:", type="tertiary",
    )  # fmt: skip


def unmarked(text: str) -> str:
    """Return a text that Streamlit shows as it stands, whatever Markdown is in it."""
    return re.sub(r"([\\`*_{}\[\]()<>#|~$:!-])", r"\\\1", text)


def take_out(key: str) -> None:
    """Take the rows of an article out of the collection again."""
    del taken()[key]


def open_article(article: Article) -> None:
    """Show the review of an article instead of the collection."""
    st.session_state["article"] = article


def taken() -> dict[str, Taken]:
    """Return the articles whose accepted rows are in the collection, by the hash of their text."""
    held: dict[str, Taken] = st.session_state.setdefault("taken", {})
    return held


def with_articles(opened: Opened) -> Opened:
    """Add the rows that were accepted from articles to a collection."""
    frames = {one.name: ReadResult(one.frame) for one in taken().values() if len(one.frame)}
    if not frames:
        return opened
    key = " ".join([opened.key, *(one.stamp for one in taken().values())])
    frame = joined(key, {opened.collection.title: ReadResult(opened.frame), **frames}).frame
    read = opened.result.read + sum(len(one.frame) for one in frames.values())
    return replace(
        opened,
        collection=replace(opened.collection, frame=frame),
        result=replace(opened.result, frame=frame, read=read, lines=None),
        key=key,
    )


@st.cache_resource(max_entries=KEPT_MOST, show_spinner=False)
def drafts_of(_article: Article, how: How, *key: Any) -> tuple[tuple[Draft, ...], tuple[Pair, ...]]:
    """Find the events of an article once, and those that may be one."""
    from timeline.extract.extractor import extract

    drafts = extract(_article, mode=how.mode)
    if how.is_helped:
        drafts = (*drafts, *helped(_article, how))
    return drafts, duplicates(drafts)


def helped(article: Article, how: How) -> tuple[Draft, ...]:
    """Ask the helper for what the rules missed; what it points at is read by the rules."""
    from timeline.extract.helper import HelperSettings, ask_helper
    from timeline.extract.helper_drafts import drafts_from_claims

    settings = HelperSettings.from_environment(os.environ)
    if settings is None:
        return ()
    answer = ask_helper(article, settings)
    kept, dropped = len(answer.claims), len(answer.dropped)
    st.toast(words()("helperSaid", host=settings.host, kept=kept, dropped=dropped))
    return drafts_from_claims(article, answer.claims, mode=how.mode)


@st.fragment
def show_review() -> None:
    """Show the drafts of an article to be reviewed, with map and timeline of what is left."""
    say, article = words(), st.session_state.get("article")
    if article is None:  # a key that was pressed as the review was closed
        return
    with st.spinner(say("finding")):
        drafts, pairs = found_in(article)
    key = f"review-{article.sha256[:12]}"
    log = log_of_review(article, key)
    reviewed = review(drafts, log, anchor=article.published)
    offer_accepted(article, reviewed)
    data = review_data(article, reviewed, log, pairs=pairs, words=say)
    review_drafts(data, key=key, height="var(--review-height)")
    show_preview(article, reviewed, f"{key} {log!r}")


def found_in(article: Article) -> tuple[tuple[Draft, ...], tuple[Pair, ...]]:
    """Return the drafts of an article; without the helper's where it does not answer."""
    how = st.session_state.get("how", How())
    key = (article.sha256, article.published, article.outlet)
    try:
        return drafts_of(article, how, *key)
    except TimelineError as error:
        show_error(str(error))
        return drafts_of(article, replace(how, is_helped=False), *key)


def log_of_review(article: Article, key: str) -> list[dict[str, Any]]:
    """Return what was done in a review so far, and keep it for when the review is left."""
    logs: dict[str, Any] = st.session_state.setdefault("logs", {})
    said = log_of(key)
    if said is not None:
        logs[article.sha256] = said
    log: list[dict[str, Any]] = logs.setdefault(article.sha256, [])
    return log


def offer_accepted(article: Article, reviewed: Sequence[Reviewed]) -> None:
    """Offer to take the accepted drafts into the collection, and to leave the review."""
    say = words()
    frame = accepted_frame(article, reviewed)
    with st.container(key="review-bar", horizontal=True, gap="small"):
        label = say("addAccepted", count=len(frame))
        if st.button(label, type="primary", disabled=frame.empty, key="add-accepted"):
            taken()[article.sha256] = Taken(name_of_article(article), article, frame)
            close_article()
        if st.button(say("closeArticle"), key="close-article"):
            close_article()


def name_of_article(article: Article) -> str:
    """Name an article among those of the collection, each with a name of its own."""
    others = {one.name for key, one in taken().items() if key != article.sha256}
    name = article.title or words()("nameless")
    return name if name not in others else f"{name} ({article.sha256[:6]})"


def close_article() -> None:
    """Go back to the collection."""
    del st.session_state["article"]
    st.rerun()


def show_preview(article: Article, reviewed: Sequence[Reviewed], stamp: str) -> None:
    """Show where and when the drafts are that were not rejected; the open ones need review."""
    shown = [one for one in reviewed if one.decision in ("accepted", "open")]
    if not shown:
        return
    language = words().language
    block = encoded_preview(f"{stamp} {language}", language, article, shown)
    linked_timeline(block, key=f"preview-{article.sha256[:12]}", height="36rem")


@st.cache_resource(max_entries=8, show_spinner=False)
def encoded_preview(
    key: str, language: str, _article: Article, _shown: Sequence[Reviewed]
) -> bytes:
    """Encode drafts for the browser."""
    frame = review_frame(_article, _shown)
    options = {**view_options(frame, language=language), "preview": True}
    return encode(frame, title=_article.title or words()("nameless"), options=options)


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


def show_left_aside(opened: Opened, frame: gpd.GeoDataFrame) -> None:
    """List what cannot be shown on timeline or map or is to be looked at, each with its count.

    `frame` is what the view was sent, which counts the same rows.
    """
    rejected = opened.result.rejected
    lists = st.container(key="left-aside", horizontal=True, gap="small")
    list_events(lists, "undated", frame[undated(frame)])
    list_events(lists, "unplaced", frame[unplaced(frame)])
    rows = len({row.line for row in rejected})
    with lists.popover(words()("aside", label=words()("rejected"), count=rows)):
        show_table("rejected", table_of(rejected))
        offer_csv("rejected", partial(write_rejected, rejected), disabled=not rejected)
    list_events(lists, "review", frame[frame["confidence"].notna()])
    if opened.results:
        with lists.popover(words()("mend")):
            mend(opened.results)


def mend(results: Mapping[str, ReadResult]) -> None:
    """Let the reader mend single cells of their files: what was rejected, undated, unplaced."""
    say = words()
    st.caption(say("mendHelp"))
    tables = {name: to_mend(name, results) for name in ("rejected", "undated", "unplaced")}
    changed = {name: edited(name, table) for name, table in tables.items() if len(table)}
    if not changed:
        st.caption(say("nothingToMend"))
    left, right = st.columns(2)
    fixes = fixes_of(tables, changed)
    if left.button(say("apply"), disabled=not fixes, key="apply", width="stretch"):
        for name, cells in fixes.items():
            told = asked(name)
            ask_for(name, replace(told, cells=(*told.cells, *cells)))
        st.rerun()
    can_undo = bool(st.session_state.get("before"))
    right.button(say("undo"), disabled=not can_undo, on_click=undo, key="undo", width="stretch")
    offer_csv("lists", lambda: write_left_aside(left_aside(results)), disabled=not results)


def edited(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Show a table whose last word is the reader's."""
    own = {"rejected": "value", "undated": "date", "unplaced": "coordinates"}[name]
    names = {key: words()(f"column.{key}") for key in table.columns}
    st.markdown(f"**{words()(name)}**")
    changed: pd.DataFrame = st.data_editor(
        table, key=f"mend-{name}-{len(table)}", hide_index=True, width=720,
        disabled=[key for key in table.columns if key != own], column_config=names,
    )  # fmt: skip
    return changed


def to_mend(kind: str, results: Mapping[str, ReadResult]) -> pd.DataFrame:
    """Return the cells that can be mended, with the file and the line that they are in."""
    found: list[dict[str, Any]] = []
    for file, result in results.items():
        if kind == "rejected":
            rows = [row for row in result.rejected if row.column]
            found += [
                {"file": file, "line": row.line, "column": row.column, "value": row.value,
                 "fix": row.fix, "reason": row.reason} for row in rows
            ]  # fmt: skip
        elif result.lines is not None and len(result.lines) == len(result.frame):
            lacking = undated(result.frame) if kind == "undated" else unplaced(result.frame)
            own = "date" if kind == "undated" else "coordinates"
            some = result.frame[lacking]
            lines = result.lines[lacking]
            shown = zip(lines, some["title"], some["place"], strict=True)
            found += [
                {"file": file, "line": int(line), "title": title, "place": place, own: ""}
                for line, title, place in islice(shown, LISTED)
            ]
    return pd.DataFrame(found[:LISTED])


Fixes = dict[str, list[tuple[tuple[int, str], str]]]


def fixes_of(tables: Mapping[str, pd.DataFrame], changed: Mapping[str, pd.DataFrame]) -> Fixes:
    """Return the cells that the reader has written anew, by file."""
    fixes: Fixes = {}
    own = {"rejected": "value", "undated": "date", "unplaced": "coordinates"}
    for kind, after in changed.items():
        before, column = tables[kind], own[kind]
        for at in range(len(after)):
            said = str(after[column].iloc[at] or "")
            if said == str(before[column].iloc[at] or ""):
                continue
            line, file = int(after["line"].iloc[at]), str(after["file"].iloc[at])
            field = str(after["column"].iloc[at]) if kind == "rejected" else column
            fixes.setdefault(file, []).extend(cells_of(line, field, said))
    return fixes


def cells_of(line: int, field: str, said: str) -> list[tuple[tuple[int, str], str]]:
    """Return the cells that one answer means; a point is two of them."""
    if field != "coordinates":
        return [((line, field), said)]
    lat, _, lon = said.replace(";", ",").partition(",")
    return [((line, "latitude"), lat.strip()), ((line, "longitude"), lon.strip())]


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
    names = ("line", "column", "value", "reason", "fix")
    return {name: [getattr(row, name) for row in rows] for name in names}


def offer_csv(name: str, make: Callable[[], bytes], *, disabled: bool) -> None:
    """Offer a table."""
    st.download_button(
        "CSV", make, f"{name}.csv", "text/csv", key=f"csv-{name}", disabled=disabled,
        on_click="ignore",
    )  # fmt: skip


main()
