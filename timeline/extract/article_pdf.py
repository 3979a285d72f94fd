"""Take the text out of a PDF, page after page, and note where each page begins.

Lines stay as the pages have them, with an empty line between two pages. A PDF that is
locked or that only holds pictures of pages is refused. The day it
was made on is kept, but is none of publication.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import accumulate
from typing import TYPE_CHECKING

from timeline.errors import FormatError
from timeline.extract.article import Article
from timeline.formats.limits import Limits

if TYPE_CHECKING:
    from pypdf import PdfReader

_BETWEEN = "\n\n"
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_NO_TITLE = re.compile(
    r"untitled|microsoft word|\.(?:docx?|pdf|indd|qxd|tmp)\b|^\W*$", re.IGNORECASE
)


def read_pdf(data: bytes, *, name: str, limits: Limits) -> Article:
    """Read the text of a PDF's pages, with title, author and date of its properties."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        _refuse_locked(reader, name)
        return _article(reader, name, limits)
    except (FormatError, MemoryError):
        raise
    except LimitReachedError:
        raise FormatError(
            f"{name} unpacks to more than a PDF of text does; print it to a new PDF."
        ) from None
    except Exception as error:  # pypdf says itself that a broken file may raise any
        raise FormatError(
            f"{name} is a damaged PDF ({_reason(error)}); print it to a new PDF."
        ) from None


def _refuse_locked(reader: PdfReader, name: str) -> None:
    from pypdf.errors import DependencyError, PyPdfError

    try:
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
    except (DependencyError, PyPdfError, NotImplementedError):
        is_open = False
    if not is_open:
        raise FormatError(
            f"{name} is an encrypted PDF; open it with its password and print it to a new PDF."
        )


def _article(reader: PdfReader, name: str, limits: Limits) -> Article:
    count = len(reader.pages)
    if count > limits.pages:
        raise FormatError(
            f"{name} has {count:,} pages and the limit is {limits.pages:,}; split it."
        )
    texts = list(_texts(reader, name, limits))
    empty = [number for number, text in enumerate(texts, 1) if not text.strip()]
    if len(empty) == len(texts):
        raise FormatError(
            f"{name} has no text on its {count:,} pages, so it is a scan; run text recognition "
            "(OCR) on it first, or paste the article's text."
        )
    starts = accumulate((len(text) + len(_BETWEEN) for text in texts[:-1]), initial=0)
    notes = (_listed(empty, name),) if empty else ()
    article = Article(_BETWEEN.join(texts), pages=tuple(starts), format="pdf", notes=notes)
    return _with_properties(article, reader)


def _texts(reader: PdfReader, name: str, limits: Limits) -> Iterator[str]:
    left = limits.article_chars
    for page in reader.pages:
        text = _UNREADABLE.sub("\ufffd", page.extract_text())
        left -= len(text)
        if left < 0:
            raise FormatError(
                f"{name} has more than {limits.article_chars:,} characters, which is the limit "
                "for an article; split it."
            )
        yield text


def _listed(empty: list[int], name: str) -> str:
    shown = ", ".join(f"{number:,}" for number in empty[:10])
    more = f" and {len(empty) - 10:,} more" if len(empty) > 10 else ""
    return f"{name} has no text on page {shown}{more}; what is pictured there was not read."


def _with_properties(article: Article, reader: PdfReader) -> Article:
    about = reader.metadata
    if about is None:
        return article
    title, author = _line(about.get("/Title")), _line(about.get("/Author"))
    return replace(
        article,
        title="" if _NO_TITLE.search(title) else title,
        author=author,
        made=_made(about.get("/CreationDate")),
    )


def _line(value: object) -> str:
    return " ".join(_UNREADABLE.sub("", str(value or "")).split())[:300]


def _made(value: object) -> date | None:
    found = re.match(r"D?:?(\d{8})", str(value or "").strip())
    try:
        return datetime.strptime(found[1], "%Y%m%d").date() if found else None
    except ValueError:
        return None


def _reason(error: Exception) -> str:
    said = " ".join(_UNREADABLE.sub("\ufffd", str(error)).split())
    return said.rstrip(".")[:120] or type(error).__name__
