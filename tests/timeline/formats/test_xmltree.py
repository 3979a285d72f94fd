import pytest

from timeline.errors import FormatError
from timeline.formats.limits import LIMITS
from timeline.formats.xmltree import parse_xml, text_in, text_of, texts_of, xml_text


@pytest.mark.parametrize(
    "data",
    [
        "<a><b>Séoul</b></a>".encode(),
        "\ufeff<a><b>Séoul</b></a>".encode(),
        "\n <?xml version='1.0'?><a><b>Séoul</b></a>".encode(),
        "<?xml version='1.0' encoding='ISO-8859-1'?><a><b>Séoul</b></a>".encode("latin-1"),
        "<?xml version='1.0' encoding='windows-1252'?><a><b>Séoul</b></a>".encode("cp1252"),
        "<?xml version='1.0' encoding='UTF-16'?><a><b>Séoul</b></a>".encode("utf-16"),
        "\ufeff<?xml version='1.0' encoding='ISO-8859-1'?><a><b>Séoul</b></a>".encode(),
        "<x:a xmlns:x='y'><x:b>Séoul</x:b></x:a>".encode(),
        "<a><x:b y:c='1'>Séoul</x:b></a>".encode(),
    ],
)
def test_any_encoding_and_prefix_gives_the_same_tree(data: bytes) -> None:
    root = parse_xml(data, "", LIMITS)
    assert (root.tag, text_of(root, "b")) == ("a", "Séoul")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not XML"),
        (b"<a>", "not XML: no element found in line 1, column 4"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "entities"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a>&b;</a>', "not XML|entities"),
        (b"<?xml version='1.0' encoding='no-such'?><a/>", "says that it is 'no-such'"),
        (b"<?xml version='1.0' encoding='euc-kr'?><a>\xff\xff</a>", "says that it is 'euc-kr'"),
        (b"<a>" * 201, "nested 201 deep or more"),
    ],
)
def test_what_cannot_be_trusted_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        parse_xml(data, "", LIMITS)


def test_text_is_all_that_is_inside_an_element() -> None:
    root = parse_xml(b"<a> one <b>two</b> three <b>four</b></a>", "", LIMITS)
    assert text_in(root) == "one two three four"
    assert list(texts_of(root, "b")) == ["two", "four"]
    assert text_of(None, "b") == text_of(root, "c") == ""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;'"),
        ("a\rb\nc\td", "a&#13;b\nc\td"),
        ("\x00\x0b\ufffe", "\ufffd\ufffd\ufffd"),
    ],
)
def test_text_is_written_as_xml_holds_it(text: str, written: str) -> None:
    assert xml_text(text) == written
