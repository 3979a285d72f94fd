"""Split English text into sentences, none longer than a reader would follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 1_200  # a "sentence" beyond this is a table or a list, and is cut

_END = re.compile(
    r"""(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|No|vs))(?<!\b(?:Gen|Col|Maj|Sgt|Adm|Mrs))
    (?<!\b(?:Capt|Sept|Prof))[.!?][.!?"”’')\]]*\s+(?=["“‘'(\[]*[A-Z0-9])|\n+""",
    re.VERBOSE,
)


def find_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and ends; together they cover the text."""
    start = 0
    for match in _END.finditer(text):
        yield from _cut(text, start, match.end())
        start = match.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        middle = text.rfind(" ", start, start + LONGEST) + 1
        middle = middle if middle > start else start + LONGEST
        yield start, middle
        start = middle
    if start < end:
        yield start, end
