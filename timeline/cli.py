"""Decide what the command `dateline` does: open the app, export a selection, check files."""

from __future__ import annotations

import json
import os
import runpy
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from geo.basemap import ONLINE
from geo.errors import GeoError
from timeline.collection import Collection, load_collection
from timeline.dates import parse_date
from timeline.errors import FormatError, TimelineError
from timeline.formats import to_bytes
from timeline.formats.limits import Limits
from timeline.formats.link import fetch
from timeline.formats.mapping import parse_overrides
from timeline.formats.rejected import write_left_aside
from timeline.formats.worker import read_in_worker
from timeline.gather import gather
from timeline.left_aside import LISTS, LeftAside, left_aside
from timeline.query import Filter, Window, select
from timeline.schema import ReadResult, undated, unplaced
from timeline.story import Step, read_story, story_beside, unknown_ids

if TYPE_CHECKING:
    from timeline.extract.article import Article
    from timeline.extract.drafts import Draft

OPEN_MARK = "--open"
REJECTED, UNREADABLE = 1, 2

_APPS = (Path(__file__).parent / "_app" / "app.py", Path(__file__).parent.parent / "app.py")
_FLAGS = (
    "--browser.gatherUsageStats=false",
    "--client.toolbarMode=minimal",
    "--server.showEmailPrompt=false",
)
_SHOWN = 100  # of each list in the terminal
_BUILT_IN = "the built-in collection"


class Role(StrEnum):
    """How a country takes part in an event."""

    EITHER = "either"
    WHERE = "where"
    WHO = "who"


app = typer.Typer(
    help="Dated events on a linked map and timeline.",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    add_completion=False,
)

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE]...", help="Files or https links; none: the built-in events."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help="What a column is; may be repeated."),
]
DayFirst = Annotated[
    bool | None,
    typer.Option("--day-first/--month-first", help="What 03/04/2024 begins with."),
]
Sheet = Annotated[str, typer.Option(help="Sheet of a workbook, layer of a map file.")]
Allowed = Annotated[int, typer.Option("--allow", help="So many rejected rows are no fault.")]
Drafts = Annotated[
    Path | None, typer.Option("--out", "-o", help="Its suffix says what is written.")
]
Published = Annotated[str, typer.Option(help="Day of publication, such as 2024-12-20.")]
ArticleTitle = Annotated[str, typer.Option("--title", help="Headline of the article.")]
Outlet = Annotated[str, typer.Option(help="Who published it.")]
Narrative = Annotated[
    bool, typer.Option("--narrative", help="A history: words count from the dates before them.")
]
Helper = Annotated[
    bool, typer.Option("--helper", help="Ask the model of DATELINE_LM_URL too; it calls out.")
]
Lists = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the lists as CSV.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Its suffix says what is written.")]
Country = Annotated[list[str] | None, typer.Option(help="A code or a name; may be repeated.")]
AsRole = Annotated[Role, typer.Option(help="Where it happened, who took part, or either.")]
From = Annotated[str, typer.Option("--from", help="First day, month or year.")]
To = Annotated[str, typer.Option("--to", help="Last day, month or year, all of it included.")]
Words = Annotated[list[str] | None, typer.Option(help="May be repeated.")]
Text = Annotated[str, typer.Option(help="Words that title, text, place or actors must hold.")]
Title = Annotated[str, typer.Option(help="Title of the page.")]
Told = Annotated[
    Path | None,
    typer.Option("--story", metavar="FILE", help="Steps for the page, as YAML or CSV."),
]
Tiles = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help=f"Online map that the page offers: {', '.join(ONLINE)}."),
]
Language = Annotated[str, typer.Option("--lang", help="Language of the page, such as ko.")]
Built = Annotated[str, typer.Option(help="Date to note on the page; none is made up.")]
AsJson = Annotated[bool, typer.Option("--json", help="The same, for programs.")]
Version = Annotated[bool, typer.Option("--version", help="Say which version this is.")]


def main() -> None:
    """Run the command."""
    app()


gazetteer = typer.Typer(help="The places that names are looked up in.", no_args_is_help=True)
app.add_typer(gazetteer, name="gazetteer")


@app.callback(invoke_without_command=True)
def dateline(context: typer.Context, show_version: Version = False) -> None:
    """Open the app when no command is given."""
    if show_version:
        typer.echo(f"dateline {_version()}")
    elif context.invoked_subcommand is None:
        open_app()


@app.command("open")
def open_app(files: Files = None) -> None:
    """Open the app on files, or on the built-in collection."""
    with _told_plainly():
        found = [name if is_link(name) else str(_existing(name).resolve()) for name in files or ()]
        for path in filter(None, map(story_beside, _paths(files or ()))):
            _say(f"with the story {path}")
        sys.argv = ["streamlit", "run", str(_app_file()), *_flags(), "--", OPEN_MARK, *found]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


@app.command()
def export(  # noqa: PLR0913  # one argument for every option
    files: Files = None,
    *,
    out: Out,
    country: Country = None,
    role: AsRole = Role.EITHER,
    first: From = "",
    last: To = "",
    kind: Words = None,
    category: Words = None,
    status: Words = None,
    actor: Words = None,
    text: Text = "",
    title: Title = "",
    built: Built = "",
    story: Told = None,
    tiles: Tiles = None,
    lang: Language = "",
    columns: Columns = None,
    day_first: DayFirst = None,
    sheet: Sheet = "",
) -> None:
    """Write what a filter lets through to a file; its suffix says in which format.

    What was guessed of the files is said on the error stream; --map and --day-first overrule it.
    A page tells the story of --story, else the one beside its file: NAME.story.yaml.
    """
    with _told_plainly():
        wanted = Filter(
            countries=tuple(country or ()),
            country_role=role.value,
            window=read_window(first, last),
            kinds=tuple(kind or ()),
            categories=tuple(category or ()),
            statuses=tuple(status or ()),
            actors=tuple(actor or ()),
            text=text,
        )
        reading = _Reading(tuple(columns or ()), day_first, sheet)
        collection, result = _collection(files or (), reading)
        for note in result.notes:
            _say(note)
        chosen = select(collection.frame, wanted)
        options: dict[str, Any] = {}
        if out.suffix.lower() == ".html":
            options = {
                "title": title or collection.title,
                "dated": collection.dated,
                "sources": collection.sources,
                "built": built or None,
                "rejected": result.rejected,
                "story": _story(collection, files or (), story),
                "tiles": tiles or (),
                "language": lang or None,
            }
        elif story or tiles or lang:
            raise FormatError(
                f"A story, online maps and a language are for a page, and {out} is none; "
                "write to a file that ends in .html."
            )
        _write(out, to_bytes(chosen.frame, str(out), **options))
    certain = int(chosen.certain.sum())
    _say(f"{out}: {_events(len(chosen.frame))}, {len(chosen.frame) - certain:,} of them possible")
    _say_rest(chosen.undated, "without a date left aside")
    _say_rest(result.rejected_rows, "rejected; see them with: dateline check")


@app.command()
def check(  # one argument for every option
    files: Files = None,
    *,
    as_json: AsJson = False,
    allow: Allowed = 0,
    lists: Lists = None,
    columns: Columns = None,
    day_first: DayFirst = None,
    sheet: Sheet = "",
) -> None:
    """List what was rejected, undated, unplaced or needs your word, with counts.

    Ends with 1 if more rows were rejected than allowed, with 2 if a file is no good.
    """
    with _told_plainly():
        results = _read_each(files or (), _Reading(tuple(columns or ()), day_first, sheet))
        if lists:
            _write(lists, write_left_aside(left_aside(results)))
    if as_json:
        typer.echo(json.dumps(_report(results), ensure_ascii=False, indent=2))
    else:
        for name, result in results.items():
            typer.echo("\n".join(_lines(name, result)))
    rejected = sum(result.rejected_rows for result in results.values())
    raise typer.Exit(REJECTED if rejected > allow else 0)


@app.command()
def extract(  # one argument for every option
    file: str,
    *,
    out: Drafts = None,
    published: Published = "",
    title: ArticleTitle = "",
    outlet: Outlet = "",
    narrative: Narrative = False,
    helper: Helper = False,
) -> None:
    """Draft events and forces from an article: text, Markdown, HTML, PDF or DOCX.

    Nobody has reviewed them: each has a confidence, and its words. Without -o they are listed.
    """
    from timeline.extract.extractor import extract as drafts_of
    from timeline.extract.review import drafts_frame

    with _told_plainly():
        article = _article(file, published, title, outlet)
        mode: Literal["news", "narrative"] = "narrative" if narrative else "news"
        drafts = drafts_of(article, mode=mode)
        if helper:
            drafts = (*drafts, *_helped(article, mode))
        if out:
            _write(out, to_bytes(drafts_frame(article, drafts), str(out)))
    dated = article.published.isoformat() if article.published else "unknown; say --published"
    count = "1 draft" if len(drafts) == 1 else f"{len(drafts):,} drafts"
    _say(f"{file}: {count} to be reviewed; published {dated}")
    if not out:
        for draft in drafts:
            typer.echo(_drafted(draft))


def _article(file: str, published: str, title: str, outlet: str) -> Article:
    """Read an article, and put what the person says of it before what it says itself."""
    source: Path | bytes
    limits = Limits.from_environment(os.environ)
    if is_link(file):
        fetched = fetch(file, limits=limits)
        source, label = fetched.data, fetched.name
    else:
        source, label = _existing(file), file
    article: Article = read_in_worker(source, name=label, limits=limits, call="article")
    day = _day(published) if published else article.published
    return replace(
        article, published=day, title=title or article.title, outlet=outlet or article.outlet
    )


def _day(text: str) -> date:
    found = parse_date(text)
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise FormatError(
            f"The date of publication '{text}' is no day; write one such as 2024-12-20."
        ) from None


def _helped(article: Article, mode: Literal["news", "narrative"]) -> tuple[Draft, ...]:
    """Ask the language model of the environment; what it points at is read by our own rules."""
    from timeline.extract.helper import HelperSettings, ask_helper
    from timeline.extract.helper_drafts import drafts_from_claims

    settings = HelperSettings.from_environment(os.environ)
    if settings is None:
        raise FormatError(
            "No helper is set; name one in DATELINE_LM_URL and DATELINE_LM_MODEL, or drop --helper."
        )
    answer = ask_helper(article, settings)
    _say(f"{settings.host}: {len(answer.claims)} claims kept, {len(answer.dropped)} dropped")
    return drafts_from_claims(article, answer.claims, mode=mode)


def _drafted(draft: Draft) -> str:
    event = draft.event
    where = ", ".join(filter(None, (event.place, event.country)))
    parts = (str(event.date or "undated"), event.title, where, event.status, f"{event.confidence}")
    return " | ".join(filter(None, parts))


@gazetteer.command("add")
def add_places(file: Path) -> None:
    """Add places of one's own: a GeoNames country dump, or CSV with name, longitude, latitude."""
    from geo.gazetteer_import import import_file

    with _told_plainly():
        count = import_file(_existing(str(file)))
    _say(f"{file}: {count:,} {'place' if count == 1 else 'places'} added")


def stories_of(files: Sequence[str | Path]) -> dict[Path, tuple[Step, ...]]:
    """Find what files tell, by where it was found: beside them, or in an exported page."""
    from timeline.formats.page import read_page_story

    told: dict[Path, tuple[Step, ...]] = {}
    for path in _paths(files):
        if beside := story_beside(path):
            told[beside] = read_story(beside)
        elif path.suffix.lower() in (".html", ".htm"):
            told[path] = read_page_story(path.read_bytes(), name=str(path))
    return {path: steps for path, steps in told.items() if steps}


def read_window(first: str, last: str) -> Window | None:
    """Read two dates as people write them as the window from the one to the other."""
    if not first.strip() and not last.strip():
        return None
    start, end = (str(parse_date(text)) if text.strip() else None for text in (first, last))
    return Window.from_days(start, end)


@dataclass(frozen=True)
class _Reading:
    """How files are to be read where they do not say so themselves."""

    columns: tuple[str, ...] = ()
    day_first: bool | None = None
    sheet: str = ""

    def options(self) -> dict[str, Any]:
        given = {"overrides": parse_overrides(self.columns), "sheet": self.sheet}
        return {"day_first": self.day_first, "lookup": True} | {
            name: said for name, said in given.items() if said
        }


def is_link(name: str | Path) -> bool:
    """Say whether a person has named a link rather than a file."""
    return str(name).lower().startswith(("http://", "https://"))


def _paths(files: Sequence[str | Path]) -> list[Path]:
    return [Path(name) for name in files if not is_link(name)]


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Say an error in its one sentence, and end with the code for it."""
    try:
        yield
    except (TimelineError, GeoError) as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(UNREADABLE) from None


def _collection(
    files: Sequence[str], reading: _Reading = _Reading()
) -> tuple[Collection, ReadResult]:
    if not files:
        collection = load_collection()
        return collection, ReadResult(collection.frame, read=len(collection.frame))
    result = gather(_read_each(files, reading))
    title = " and ".join(Path(name).stem for name in files)
    return Collection(result.frame, title, "", {}), result


def _story(collection: Collection, files: Sequence[str], given: Path | None) -> tuple[Step, ...]:
    """Choose the story of a page, and say on the error stream where it comes from."""
    told = {given: read_story(_existing(str(given)))} if given else stories_of(files)
    for path, steps in told.items():
        _say(f"{path}: a story of {len(steps):,} {'step' if len(steps) == 1 else 'steps'}")
    story = tuple(chain.from_iterable(told.values())) if told else collection.story
    for note in unknown_ids(story, set(collection.frame["id"])):
        _say(note)
    return story


def _read_each(files: Sequence[str], reading: _Reading = _Reading()) -> dict[str, ReadResult]:
    if not files:
        return {_BUILT_IN: _collection(())[1]}
    limits = Limits.from_environment(os.environ)
    return {name: _read_one(name, reading, limits) for name in files}


def _read_one(name: str, reading: _Reading, limits: Limits) -> ReadResult:
    source: Path | bytes
    if is_link(name):
        fetched = fetch(name, limits=limits)
        source, label = fetched.data, fetched.name
    else:
        source, label = _existing(name), name
    result: ReadResult = read_in_worker(source, name=label, limits=limits, **reading.options())
    return result


def _version() -> str:
    try:
        return version("dateline")
    except PackageNotFoundError:
        return "of a folder that was never installed"


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise FormatError(f"There is no file {path}; check its name.")
    return path


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise FormatError(f"The file {path} cannot be written: {error.strerror}.") from None


def _app_file() -> Path:
    found = next((path for path in _APPS if path.is_file()), None)
    if found is None:
        raise FormatError("The app is missing from this copy of Dateline; install it again.")
    return found


def _flags() -> list[str]:
    """Flags for Streamlit: this machine only, unless its own variable says otherwise."""
    local = [] if "STREAMLIT_SERVER_ADDRESS" in os.environ else ["--server.address=localhost"]
    return [*_FLAGS, *local]


def _report(results: dict[str, ReadResult]) -> dict[str, Any]:
    each = {name: _counts(result) for name, result in results.items()}
    total = _counts(gather(results))
    return {**total, "files": each} if len(each) > 1 else total


def _counts(result: ReadResult) -> dict[str, Any]:
    return {
        "read": result.read,
        "events": len(result.frame),
        "rejected": [
            {name: getattr(row, name) for name in ("line", "column", "value", "reason", "fix")}
            for row in result.rejected
        ],
        "undated": int(undated(result.frame).sum()),
        "unplaced": int(unplaced(result.frame).sum()),
    }


def _lines(name: str, result: ReadResult) -> Iterator[str]:
    counts = _counts(result)
    rejected = result.rejected_rows
    yield f"{name}: {result.read:,} rows read, {_events(counts['events'])}, {rejected:,} rejected"
    yield f"  undated {counts['undated']:,}, unplaced {counts['unplaced']:,}"
    yield from (f"  note: {note}" for note in result.notes)
    aside = left_aside({name: result})
    for named in LISTS:
        rows = [row for row in aside if row.list == named]
        if rows:
            yield f"  {named} ({len(rows):,}):"
        yield from (f"    {_in_a_line(row)}" for row in rows[:_SHOWN])
        if len(rows) > _SHOWN:
            yield f"    and {len(rows) - _SHOWN:,} more; write all with --lists FILE.csv"


def _in_a_line(row: LeftAside) -> str:
    where = ", ".join(filter(None, (f"line {row.line}" if row.line else "", row.column)))
    value = "" if not row.value or row.value in row.reason else f"{row.value!r}: "
    return f"{where}: {value}{row.reason}" + (f"; {row.fix}" if row.fix else "")


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count:,} events"


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _say_rest(count: int, what: str) -> None:
    if count:
        _say(f"{'1 row' if count == 1 else f'{count:,} rows'} {what}")
