"""Take the text out of a DOCX document: its paragraphs and tables, as accepted so far.

The archive is unpacked within limits and its XML parsed without entities. Deleted
words of tracked changes, comments, footnotes, headers and pictures are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

from timeline.errors import FormatError
from timeline.extract.article import Article
from timeline.formats.archive import read_members
from timeline.formats.limits import Limits
from timeline.formats.xmltree import parse_xml, text_of

_LINKS, _DOCUMENT, _PROPERTIES = "_rels/.rels", "word/document.xml", "docProps/core.xml"
_SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "pPr", "rPr", "sectPr", "instrText", "drawing"}
)
_INSTEAD = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_BETWEEN = "\n\n"


def read_docx(data: bytes, *, name: str, limits: Limits) -> Article:
    """Read a document's text, with title, author and date of its properties."""
    document = _document(data, limits)
    members = read_members(data, limits=limits, wanted=(document, _PROPERTIES).__contains__)
    if document not in members:
        raise FormatError(
            f"{name} is an archive without a Word document in it; choose a DOCX, or unpack it."
        )
    body = parse_xml(members[document], name, limits).find("body")
    if body is None:
        raise FormatError(f"{name} is a Word document without a body; save it as DOCX again.")
    paragraphs = (text for text in _paragraphs(body) if text.strip())
    article = Article(_BETWEEN.join(paragraphs), format="docx")
    if not article.text:
        raise FormatError(f"{name} holds no text; paste the article's text instead.")
    return _with_properties(article, members.get(_PROPERTIES), name, limits)


def _document(data: bytes, limits: Limits) -> str:
    """The name of the member that holds the text; some programs call it otherwise."""
    links = read_members(data, limits=limits, wanted=_LINKS.__eq__).get(_LINKS)
    for link in parse_xml(links, _LINKS, limits) if links else ():
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    return _DOCUMENT


def _paragraphs(parent: Element) -> Iterator[str]:
    """Each paragraph as a text, and each row of a table as its cells with tabs between."""
    for child in parent:
        if child.tag == "p":
            yield "".join(_words(child))
        elif child.tag == "tr":
            yield "\t".join(" ".join(_paragraphs(cell)) for cell in child if cell.tag == "tc")
        elif child.tag not in _SKIPPED:
            yield from _paragraphs(child)


def _words(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag == "t":
            yield child.text or ""
        elif child.tag in _INSTEAD:
            yield _INSTEAD[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _words(child)


def _with_properties(
    article: Article, properties: bytes | None, name: str, limits: Limits
) -> Article:
    if properties is None:
        return article
    about = parse_xml(properties, name, limits)
    return replace(
        article,
        title=" ".join(text_of(about, "title").split()),
        author=" ".join(text_of(about, "creator").split()),
        made=_day(text_of(about, "created")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
