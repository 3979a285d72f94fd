"""Keep the text of an article exactly, and what is known of who published it when.

Every offset of every step counts code points of this text, and `text[start:end]`
is the quote. Plain text and Markdown stay as they were written, with their line
ends; only the byte order mark before the first character is left out. The text of
HTML, PDF and DOCX is what `article_html`, `article_pdf` and `article_docx` make of
them. What a file is, is decided by its content; its name only tells Markdown.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from timeline.errors import FormatError
from timeline.formats.limits import LIMITS, Limits, check_size


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of the article: offsets in code points, the end exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read, with what is known of it; "" and None where nothing is.

    `notes` say what had to be guessed, for a person to check.
    """

    text: str
    title: str = ""
    outlet: str = ""
    published: date | None = None
    url: str = ""
    pages: tuple[int, ...] = ()  # where each page of a PDF begins
    author: str = ""
    made: date | None = None  # by the file's properties; a template may be years older
    format: str = "text"
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def span(self, start: int, end: int) -> Span:
        """Return the span from start to end with its words."""
        return Span(start, end, self.text[start:end])


def read_article(data: bytes, *, name: str = "", limits: Limits | None = None) -> Article:
    """Read plain text, Markdown, HTML, PDF or DOCX as an article.

    Raises FormatError for what is none of these, is locked, or has no text.
    """
    limits = limits or LIMITS
    check_size(data, limits)
    called = name or "The file"
    if not data.strip(_BLANK):
        raise FormatError(f"{called} is empty; choose a file that holds an article.")
    article = _read(data, name, called, limits)
    if not article.text.strip():
        raise FormatError(f"{called} holds no text; paste the article's text instead.")
    _check_length(article.text, called, limits)
    return _completed(article)


def read_article_file(
    source: Path | bytes, *, name: str = "", limits: Limits | None = None
) -> Article:
    """Read an article from a path, or from the bytes of a file."""
    if isinstance(source, bytes):
        return read_article(source, name=name, limits=limits)
    try:
        check_size(source.stat().st_size, limits or LIMITS)
        data = source.read_bytes()
    except OSError as error:
        raise FormatError(f"'{source}' cannot be read ({error.strerror}); check it.") from None
    return read_article(data, name=name or source.name, limits=limits)


def article_from_text(
    text: str,
    *,
    title: str = "",
    outlet: str = "",
    published: date | None = None,
    url: str = "",
    limits: Limits | None = None,
) -> Article:
    """Keep a text that was pasted, with what the person says of it and else what the text says."""
    if not text.strip():
        raise FormatError("The text is empty; paste the article's text.")
    _check_length(text, "The text", limits or LIMITS)
    return _completed(Article(text, title=title, outlet=outlet, published=published, url=url))


_BLANK = b" \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe\x00"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKDOWN = (".md", ".markdown", ".mdown")
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file; save it as DOCX"),
    (b"{\\rtf", "an RTF document; save it as DOCX or as plain text"),
    (b"\x89PNG", "a picture; paste the article's text"),
    (b"\xff\xd8\xff", "a picture; paste the article's text"),
    (b"GIF8", "a picture; paste the article's text"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"BZh", "a bzip2 archive; unpack it"),
    (b"SQLite format 3", "a database; open it as events"),
    (b"PAR1", "a Parquet table; open it as events"),
)
_PDF_WITHIN = 1024  # readers accept a PDF that begins so late


def _read(data: bytes, name: str, called: str, limits: Limits) -> Article:
    if b"%PDF-" in data[:_PDF_WITHIN]:
        from timeline.extract.article_pdf import read_pdf

        return read_pdf(data, name=called, limits=limits)
    if data.startswith(_ZIP):
        from timeline.extract.article_docx import read_docx

        return read_docx(data, name=called, limits=limits)
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise FormatError(f"{called} is {what}.")
    return _read_text(data, name, called, limits)


def _read_text(data: bytes, name: str, called: str, limits: Limits) -> Article:
    from timeline.extract.article_encoding import decode

    text, notes = decode(data, called)
    suffix = PurePath(name).suffix.lower()
    if suffix in _MARKDOWN:
        return Article(text, format="markdown", notes=notes)
    if is_html(text):
        from timeline.extract.article_html import read_html

        found = read_html(text, name=called, limits=limits)
        return replace(found, notes=(*notes, *found.notes))
    if text.lstrip().startswith("<?xml"):
        raise FormatError(f"{called} is XML and no article; paste the article's text.")
    return Article(text, notes=notes)


_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,5000}?-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|article|main|section|header|div|p|h1)"
    r"(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)


def is_html(text: str) -> bool:
    """Say whether a text begins as a page does; one that only has tags further on is no page."""
    return _HTML.match(text) is not None


def _check_length(text: str, called: str, limits: Limits) -> None:
    if len(text) > limits.article_chars:
        raise FormatError(
            f"{called} has {len(text):,} characters and the limit for an article is "
            f"{limits.article_chars:,}; split it."
        )


def _completed(article: Article) -> Article:
    """Fill what is not known yet with what the text says of itself."""
    from timeline.extract.article_head import read_head

    said = read_head(article.text)
    # The properties of a file name whoever saved it, or a program.
    is_saved = article.format in ("pdf", "docx")
    author = said.author or article.author if is_saved else article.author or said.author
    return replace(
        article,
        title=article.title or said.title,
        outlet=article.outlet or said.outlet,
        author=author,
        published=article.published or said.published,
    )
