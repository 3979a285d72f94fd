"""Keep the text of an article exactly, and what is known of who published it when.

Every offset of every step counts code points of this text, and `text[start:end]`
is the quote.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of the article: offsets in code points, the end exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read, with what is known of it; "" and None where nothing is."""

    text: str
    title: str = ""
    outlet: str = ""
    published: date | None = None
    url: str = ""
    pages: tuple[int, ...] = ()  # where each page of a PDF begins

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def span(self, start: int, end: int) -> Span:
        """Return the span from start to end with its words."""
        return Span(start, end, self.text[start:end])
