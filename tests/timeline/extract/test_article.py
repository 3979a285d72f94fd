from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from timeline.errors import FormatError
from timeline.extract.article import Article, article_from_text, read_article
from timeline.formats.limits import Limits
from timeline.formats.worker import read_in_worker

SENTENCE = "On “Friday” — 20 December — 10,000 troops left São Paulo’s café 🪖 for Kursk."
BODY = f"{SENTENCE} They were said to be from the North, and to number more than before. " * 3
PAGE = f"""<!DOCTYPE html><html><head><title>Troops leave – The Outlet</title>
<meta property="og:title" content="Troops leave"><meta property="og:site_name" content="The Outlet">
<meta property="article:published_time" content="2024-12-20T10:00:00Z">
<meta name="author" content="Jane Doe"><link rel="canonical" href="https://example.org/a"></head>
<body><nav><a href="/">Home</a> <a href="/x">Subscribe now</a></nav><article><h1>Troops leave</h1>
<p>{BODY}</p><p>{BODY}</p></article><footer>All rights reserved 1999</footer></body></html>"""


# --- files made by code ---------------------------------------------------------------------------


def pdf(*pages: str, info: str = "", trailer: str = "") -> bytes:
    """The smallest PDF with these lines on its pages."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, text in enumerate(pages):
        shown = " T* ".join(f"({line}) Tj" for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET" if text else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R "
            f">> >> /Contents {5 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    return _assembled(objects, trailer)


def _assembled(objects: list[str], trailer: str) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{held}\nendobj\n".encode("cp1252")
    table = "".join(f"{at:010} 00000 n \n" for at in offsets)
    end = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{end}\n"
    return out + f"{head}startxref\n{len(out)}\n%%EOF\n".encode()


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Secret."))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-'
    'properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/'
    'terms/"><dc:title>Troops leave</dc:title><dc:creator>Jane Doe</dc:creator>'
    "<dcterms:created>2024-12-20T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def docx(body: str, *, core: str = CORE, head: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("docProps/core.xml", core)
    return out.getvalue()


def paragraphs(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


# --- plain text and Markdown ----------------------------------------------------------------------

TEXTS = {
    "curly quotes, dashes, accents, emoji": SENTENCE,
    "line ends of Windows": f"Title\r\n\r\n{SENTENCE}\r\nSecond\rThird\n",
    "spaces and tabs": "  \tIndented,\u00a0 kept   \n\n\n as  it is \t",
    "letters with marks apart": "Cafe\u0301 and \u1100\u1161 and \ufb01",
    "a mark inside": "one\ufefftwo",
    "other alphabets": "Сеул 서울 東京",
}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "", "a.pdf"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_is_kept_code_point_by_code_point(text: str, name: str) -> None:
    assert read_article(text.encode(), name=name).text == text
    assert article_from_text(text).text == text


ENCODINGS = [
    ("utf-8-sig", SENTENCE, 0),
    ("utf-16", SENTENCE, 0),
    ("utf-16-le", "Troops left for Kursk’s café.\r\n", 1),
    ("utf-16-be", "Troops left for Kursk’s café.\r\n", 1),
    ("utf-32", SENTENCE, 0),
    ("cp1252", "Troops left “São Paulo” — for 5 €.", 1),
    ("latin-1", "Troops left São Paulo for a café.", 1),
]


@pytest.mark.parametrize(("encoding", "text", "notes"), ENCODINGS)
def test_encoding_is_told_by_the_bytes_and_a_guess_is_noted(
    encoding: str, text: str, notes: int
) -> None:
    article = read_article(text.encode(encoding), name="a.txt")
    assert (article.text, len(article.notes)) == (text, notes)


def test_hash_is_of_the_text_in_utf_8_without_its_mark() -> None:
    marked = read_article(SENTENCE.encode("utf-8-sig"))
    assert marked.sha256 == read_article(SENTENCE.encode("utf-16")).sha256
    assert marked.sha256 != article_from_text(f"{SENTENCE}\n").sha256


@pytest.mark.parametrize(
    "data",
    [SENTENCE.encode(), f"x\r\n{SENTENCE}".encode("utf-16"), PAGE.encode(),
     docx(paragraphs("Other.", SENTENCE))],
    ids=["text", "utf-16", "html", "docx"],
)  # fmt: skip
def test_quote_is_the_text_between_its_offsets(data: bytes) -> None:
    article = read_article(data)
    start = article.text.index("10,000 troops")
    quote = article.span(start, start + len("10,000 troops"))
    assert article.text[quote.start : quote.end] == quote.text == "10,000 troops"
    assert SENTENCE in article.text


HEADS = [
    ("A title\nBy: Jane Doe\nThe text begins.", "A title", "Jane Doe", "", None),
    ("A title\n\nBy JANE DOE and Joe Roe\n\nText.", "A title", "JANE DOE and Joe Roe", "", None),
    ("Title\nPublished December 20, 2024\nText.", "Title", "", "", "2024-12-20"),
    ("Title\nPublished: 2024-12-20T10:00Z\nText.", "Title", "", "", "2024-12-20"),
    ("Title\nPosted on Friday, 20th December 2024\nText.", "Title", "", "", "2024-12-20"),
    ("Title\nFri., Dec. 20, 2024, 10:30 AM ET\nText.", "Title", "", "", "2024-12-20"),
    ("Title\nBy Jane Doe | 20 December 2024\nText.", "Title", "Jane Doe", "", "2024-12-20"),
    ("Title\nUpdated Dec 22, 2024\nPublished Dec 20, 2024\nText", "Title", "", "", "2024-12-20"),
    ("Text of it, all of it.\n\nPublished 20 Sept. 2024", "", "", "", "2024-09-20"),
    ("SEOUL, Dec. 20 (Yonhap) — Troops left.", "", "", "Yonhap", None),
    ("SEOUL, Dec. 20, 2024 (Yonhap) -- Troops left.", "", "", "Yonhap", "2024-12-20"),
    ("SEOUL, South Korea (AP) — Troops left.", "", "", "AP", None),
    ("Title\nSource: The Korea Herald\nText.", "Title", "", "The Korea Herald", None),
    ("NATO: a brief history\nText.", "NATO: a brief history", "", "", None),
    ("UN-led talks begin\nText.", "UN-led talks begin", "", "", None),
    ("# A *title*\n\nText.", "A title", "", "", None),
    ("Some words.\n\nA title\n=======\n\nText.", "A title", "", "", None),
    ("---\ntitle: 'A title'\nauthor: J. Doe\ndate: 2024-12-20\n---\nText.", "A title", "J. Doe",
     "", "2024-12-20"),
    ("By the end of the day, troops left.\nMore.", "", "", "", None),
    ("Published February 30, 2024\nText.", "", "", "", None),
    ("Published 03/04/2024\nText.", "Published 03/04/2024", "", "", None),
    ("Chronicle\n3 December 2024\nMartial law.\n4 December 2024\nNone.", "Chronicle", "", "", None),
    ("On December 20, 2024 the troops left.\nMore.", "", "", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "author", "outlet", "published"), HEADS)
def test_what_the_text_says_of_itself_is_found_and_nothing_more(
    text: str, title: str, author: str, outlet: str, published: str | None
) -> None:
    found = article_from_text(text)
    assert (found.title, found.author, found.outlet) == (title, author, outlet)
    assert found.published == (date.fromisoformat(published) if published else None)


def test_what_a_person_says_comes_before_what_the_text_says() -> None:
    text = "Title\nPublished December 20, 2024\nText."
    said = article_from_text(text, title="Mine", outlet="Ours", published=date(2025, 1, 1))
    assert (said.title, said.outlet, said.published) == ("Mine", "Ours", date(2025, 1, 1))


# --- HTML -----------------------------------------------------------------------------------------


def test_page_gives_its_article_without_menus_and_what_it_declares() -> None:
    found = read_article(PAGE.encode(), name="wrong.txt")
    assert found.text.count(SENTENCE) >= 3
    assert "Subscribe" not in found.text
    assert (found.title, found.outlet, found.author) == ("Troops leave", "The Outlet", "Jane Doe")
    assert (found.published, found.url) == (date(2024, 12, 20), "https://example.org/a")
    assert (found.format, found.notes) == ("html", ())


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1", "windows-1251", "shift_jis"])
def test_encoding_that_a_page_declares_is_used(encoding: str) -> None:
    word = {"windows-1251": "Курск", "shift_jis": "東京"}.get(encoding, "São Paulo")
    text = PAGE.replace(SENTENCE, f"Troops left {word}.").replace("–", "-")
    declared = text.replace("<head>", f'<head><meta charset="{encoding}">')
    assert f"Troops left {word}." in read_article(declared.encode(encoding)).text


@pytest.mark.parametrize(
    "declared",
    ["", '<meta name="date" content="yesterday">', "<p>Copyright 2024</p>"],
)
def test_date_that_a_page_does_not_declare_is_asked_for(declared: str) -> None:
    page = f"<html><head>{declared}</head><body><article><p>{BODY}</p></article></body></html>"
    assert read_article(page.encode()).published is None


@pytest.mark.parametrize("day", ["1951-06-25", "2019-02-28", "2094-12-20"])
def test_declared_date_is_used_whatever_day_it_is_today(day: str) -> None:
    page = PAGE.replace("2024-12-20T10:00:00Z", day)
    assert read_article(page.encode()).published == date.fromisoformat(day)


def test_page_with_a_declaration_of_xml_is_a_page() -> None:
    page = f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}'
    assert read_article(page.encode()) == read_article(PAGE.encode())
    assert read_article(page.encode("utf-16")).text == read_article(PAGE.encode()).text


def test_page_without_an_article_is_kept_whole_with_a_note() -> None:
    found = read_article(b"<div>Only <b>this</b></div><script>never()</script>", name="a.html")
    assert "Only this" in found.text
    assert "never" not in found.text


def test_text_that_only_holds_tags_further_on_is_no_page() -> None:
    text = "He wrote <b>this</b> & that.\n<p>"
    assert read_article(text.encode()).text == text


# --- PDF ------------------------------------------------------------------------------------------


def test_pages_of_a_pdf_are_joined_and_their_beginnings_noted() -> None:
    found = read_article(pdf("First page.\nNext line.", "Second page."), name="a.bin")
    assert found.text == "First page.\nNext line.\n\nSecond page."
    assert [found.text[at : at + 6] for at in found.pages] == ["First ", "Second"]


def test_properties_of_a_pdf_are_used_and_its_date_is_not_that_of_publication() -> None:
    info = "/Title (Troops leave) /Author (Jane Doe) /CreationDate (D:20241220101500Z)"
    found = read_article(pdf("Some text.", info=info))
    assert (found.title, found.author, found.made, found.published) == (
        "Troops leave", "Jane Doe", date(2024, 12, 20), None,
    )  # fmt: skip
    said = read_article(pdf("A title\nPublished 1 May 2023\nText.", info=info))
    assert said.published == date(2023, 5, 1)


def test_title_that_a_program_wrote_is_not_one() -> None:
    found = read_article(pdf("A title\nSome text.", info="/Title (Microsoft Word - x.docx)"))
    assert found.title == "A title"


def test_page_without_text_is_noted() -> None:
    found = read_article(pdf("Text.", "", "More."), name="a.pdf")
    assert found.notes == ("a.pdf has no text on page 2; what is pictured there was not read.",)


# --- DOCX -----------------------------------------------------------------------------------------


def test_document_gives_paragraphs_tables_and_properties() -> None:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>".format(
        paragraphs("Japan"), paragraphs("50,000")
    )
    found = read_article(docx(paragraphs(SENTENCE, "Next.") + table))
    assert found.text == f"{SENTENCE}\n\nNext.\n\nJapan\t50,000"
    assert (found.title, found.author, found.made, found.published) == (
        "Troops leave", "Jane Doe", date(2024, 12, 20), None,
    )  # fmt: skip
    assert (found.format, found.notes) == ("docx", ())


def test_document_that_goes_by_another_name_is_found_by_its_link() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", links)
        body = f"<w:document {WORD}><w:body>{paragraphs(SENTENCE)}</w:body></w:document>"
        archive.writestr("word/document2.xml", body)
    assert read_article(out.getvalue()).text == SENTENCE


def test_byline_comes_before_whoever_saved_the_file() -> None:
    found = read_article(docx(paragraphs("A title", "By: Ann Lee", SENTENCE)))
    assert found.author == "Ann Lee"


def test_deleted_words_and_second_tellings_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>Troops </w:t></w:r><w:del><w:r><w:t>never </w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>left</w:t><w:br/><w:t>Kursk</w:t></w:r></w:ins>"
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:r><w:t>.</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>!</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert read_article(docx(body)).text == "Troops left\nKursk."


# --- what is refused ------------------------------------------------------------------------------

BOMB = docx(paragraphs("x" * 30_000_000))
ENTITY = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
REFUSED = {
    "nothing": (b"", "is empty"),
    "only space": (b"\xef\xbb\xbf \r\n\t", "is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n123", "a picture"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "save it as DOCX"),
    "RTF": (rb"{\rtf1 text}", "RTF"),
    "bytes": (bytes(range(256)) * 8, "control character|cannot be told"),
    "no Latin text": ("Сеул и Токио".encode("cp1251") * 9, "save it as UTF-8"),
    "broken UTF-16": (b"\xff\xfea\x00b", "not UTF-16-LE text at byte"),
    "other XML": (b"<?xml version='1.0'?><kml></kml>", "no article"),
    "a locked PDF": (locked_pdf(), "encrypted PDF"),
    "a scan": (pdf("", ""), "no text on its 2 pages"),
    "a broken PDF": (b"%PDF-1.4\nnothing", "damaged PDF"),
    "a PDF in an unknown lock": (
        pdf("Text.", trailer="/Encrypt << /Filter /Odd >> /ID [(a) (a)]"),
        "encrypted|damaged PDF",
    ),
    "a PDF with an unknown filter": (
        pdf("Text.").replace(b"/Length", b"/Filter /Odd /Length"),
        "damaged PDF",
    ),
    "half a PDF": (pdf("Text.")[:120], "damaged PDF|no text|scan"),
    "another archive": (b"PK\x05\x06" + b"\0" * 18, "Word document"),
    "a damaged archive": (docx(paragraphs("x"))[:-30], "cannot be unpacked"),
    "an archive that swells": (BOMB, "times its size"),
    "entities": (docx(paragraphs("x"), head=ENTITY), "entities"),
    "entities in properties": (docx(paragraphs("x"), core=f"{ENTITY}<c>&b;</c>"), "entities"),
    "deep XML": (docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "DATELINE_MAX_XML_DEPTH"),
    "a document without text": (docx(paragraphs(" ")), "holds no text"),
    "too many tags": (b"<html><body>" + b"<p>a" * 300_001, "tags"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_article_is_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as caught:
        read_article(data, name="some.file")
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("data", "limits", "message"),
    [
        (b"a" * 101, Limits(file_bytes=100), "101 bytes and the limit is 100"),
        (b"a" * 101, Limits(article_chars=100), "101 characters"),
        (pdf("Some words.", "And more."), Limits(article_chars=12), "more than 12 characters"),
        (pdf("a", "b", "c"), Limits(pages=2), "3 pages and the limit is 2"),
    ],
)
def test_article_above_a_limit_is_refused_with_the_limit(
    data: bytes, limits: Limits, message: str
) -> None:
    with pytest.raises(FormatError, match=message):
        read_article(data, limits=limits)


DEEP = {
    "deep": "<div>" * 50_000 + SENTENCE + "</div>" * 50_000,
    "never closed": "<p><b><i>" * 30_000 + SENTENCE,
    "comments": "<!--" * 50_000 + "--><html>" + SENTENCE,
    "half tags": "<html>" + "<a href='" * 50_000 + SENTENCE,
    "entities": "<html>" + "&lt;&#x0;&bogus;" * 50_000 + SENTENCE,
}


@pytest.mark.parametrize("markup", DEEP.values(), ids=DEEP.keys())
def test_page_made_to_do_harm_is_read_or_refused_soon(markup: str) -> None:
    begun = time.monotonic()
    try:
        found: Article | None = read_article(markup.encode(), name="a.html")
    except FormatError:
        found = None
    assert time.monotonic() - begun < 20
    assert found is None or "\x00" not in found.text


@pytest.mark.parametrize("data", [pdf("Some text.", "More text."), docx(paragraphs(SENTENCE))])
def test_half_a_file_is_an_article_or_a_sentence(data: bytes) -> None:
    for cut in range(0, len(data), max(1, len(data) // 40)):
        try:
            read_article(data[:cut], name="half")
        except FormatError as error:
            assert str(error).endswith(".")


def test_article_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    assert read_in_worker(path, call="article") == read_article(PAGE.encode(), name="a.html")
    with pytest.raises(FormatError, match=r"a\.txt is empty"):
        read_in_worker(b"", name="a.txt", call="article")
    with pytest.raises(FormatError, match="cannot be read"):
        read_in_worker(tmp_path / "no.txt", call="article")


def test_module_of_articles_is_light_until_one_is_read() -> None:
    asked = (
        "import sys, timeline.extract.article, timeline.extract.article_html as h\n"
        "import timeline.extract.article_pdf, timeline.extract.article_docx\n"
        "print([m for m in ('trafilatura', 'pypdf', 'lxml', 'dateparser') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
