"""Turn the HTML that descriptions are written in into plain text, and plain text into HTML.

Text whose only tag is <br> keeps its white space, so that what we write is read back equal.
"""

import html
import re

_ATTRIBUTES = r"""[\s/](?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*|[^<>]*)"""
_TAG = re.compile(rf"<!--.*?(?:-->|\Z)|<(/?[a-zA-Z][a-zA-Z0-9]*)(?:{_ATTRIBUTES})?>", re.DOTALL)
_ONLY_BREAKS = re.compile(r"<br ?/?>\n?", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
     "blockquote", "section", "article", "dd", "dt", "pre"}
)  # fmt: skip
_CELLS = frozenset({"td", "th"})


def plain_text(markup: str) -> str:
    """Return what a reader of HTML sees, block by block on a line; other text as it is."""
    if "<" not in markup:
        return html.unescape(markup)
    names = {(found[1] or "").lower() for found in _TAG.finditer(markup)}
    if names <= {"br"}:
        return html.unescape(_ONLY_BREAKS.sub("\n", markup))
    return _tidied("".join(_seen(markup)))


def to_html(text: str) -> str:
    """Write plain text as HTML that shows it, whatever it holds."""
    return html.escape(text).replace("\n", "<br>")


def _seen(markup: str) -> list[str]:
    parts: list[str] = []
    at, hidden = 0, ""
    for found in _TAG.finditer(markup):
        name = (found[1] or "").lower()
        if not hidden:
            parts.append(html.unescape(re.sub(r"\s+", " ", markup[at : found.start()])))
            parts.append(_instead_of(name.removeprefix("/")))
            hidden = name if name in _UNSEEN else ""
        elif name == f"/{hidden}":
            hidden = ""
        at = found.end()
    if not hidden:
        parts.append(html.unescape(re.sub(r"\s+", " ", markup[at:])))
    return parts


def _instead_of(name: str) -> str:
    if name in _BLOCKS:
        return "\n"
    return " " if name in _CELLS else ""


def _tidied(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
