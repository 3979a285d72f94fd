"""Take the article out of a web page: its paragraphs without menus, and what its head declares.

Paragraphs stand one per line with an empty line between. A page in which no article
is recognised is kept whole, as a reader would see it, and a note says so. A date
counts only where the page declares it, never where it merely occurs.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from timeline.errors import FormatError
from timeline.extract.article import Article
from timeline.formats.limits import Limits
from timeline.formats.markup import plain_text

if TYPE_CHECKING:
    from trafilatura.settings import Document

# Fixed bounds: without them the library asks what day it is today.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1800-01-01",
    "max_date": "2999-12-31",
}
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_OPENING = re.compile(r"<[a-zA-Z]")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_MOST_TAGS = 300_000
_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)


def read_html(markup: str, *, name: str, limits: Limits) -> Article:
    """Read the article of a page, with title, outlet, author, date and address it declares."""
    markup = _NO_TEXT.sub("\ufffd", _DECLARATION.sub("", markup, count=1))
    if len(_OPENING.findall(markup)) > _MOST_TAGS:
        raise FormatError(
            f"{name} has more than {_MOST_TAGS:,} tags, which is the limit for an article; "
            "paste the article's text instead."
        )
    found = _extracted(markup, limits)
    text = (found and found.text) or ""
    if found is None or not text.strip():
        return _whole(markup, name)
    return Article(
        "\n\n".join(line for line in text.split("\n") if line.strip()),
        title=_line(found.title),
        outlet=_line(found.sitename),
        author=_line(found.author),
        published=_day(found.date),
        url=_address(found.url),
        format="html",
    )


def _extracted(markup: str, limits: Limits) -> Document | None:
    """The article that trafilatura recognises; it only looks at the text, and fetches nothing."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            markup,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except RecursionError:
        return None
    return None if isinstance(found, dict) else found


def _whole(markup: str, name: str) -> Article:
    title = _TITLE.search(markup)
    note = f"{name} holds no article that is recognised, so all of its text was kept; check it."
    text = "\n\n".join(plain_text(markup).split("\n"))
    shown = _line(plain_text(f"<b>{title[1]}</b>")) if title else ""
    return Article(text, title=shown, format="html", notes=(note,))


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _address(url: str | None) -> str:
    return url if url and re.match(r"https?://[^\s<>\"]+\Z", url) else ""
