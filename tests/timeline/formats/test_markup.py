import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats.markup import plain_text, to_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("a < b and c > d", "a < b and c > d"),
        ("one<br>two<br/>\nthree", "one\ntwo\nthree"),
        ("<p>one</p>\n\n<p>two  three</p>", "one\ntwo three"),
        ("<b>bo</b>ld <a href='x>'>link</a>", "bold link"),
        ("a<script>alert('<b>')</script>b<style>p{}</style>c", "abc"),
        ("<!-- gone <b> -->kept", "kept"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<p>1 < 2</p>", "1 < 2"),
        ("<script>never closed", ""),
    ],
)
def test_markup_becomes_what_a_reader_sees(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_plain_text_comes_back_equal(text: str) -> None:
    assert plain_text(to_html(text)) == text


@pytest.mark.parametrize("part", ["<", "<!--", "<a ", "<script>", "<p>", "&", "</"])
def test_hostile_markup_takes_no_time(part: str) -> None:
    start = time.perf_counter()
    plain_text(part * 100_000)
    assert time.perf_counter() - start < 5
