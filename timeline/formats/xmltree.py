"""Parse XML that nobody trusts, into elements whose names have no namespace.

Entities and anything outside the file are refused. Prefixes that a file forgets to
declare and encodings that the parser does not know are put right before parsing.
"""

import codecs
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from timeline.errors import FormatError
from timeline.formats.limits import Limits

_DECLARED = re.compile(rb"""\A<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["'][^>]*>""")
_ROOT = re.compile(rb"<[A-Za-z_][\w.-]*(?::[\w.-]+)?(?=[\s/>])")
_PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHUNK = 1 << 18


def parse_xml(data: bytes, name: str, limits: Limits) -> Element:
    """Return the root element of a file, its names and those of its attributes without prefix."""
    text = _readable(data)
    try:
        return _parsed(text, limits)
    except ParseError as error:
        if "unbound prefix" not in str(error):
            raise _refusal(error, name) from None
    try:
        return _parsed(_with_prefixes(text), limits)
    except ParseError as error:
        raise _refusal(error, name) from None


def xml_text(text: str) -> str:
    """Write text as XML holds it; the control characters that XML cannot hold become U+FFFD."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = escaped.replace('"', "&quot;").replace("\r", "&#13;")
    return _FORBIDDEN.sub("\ufffd", escaped)


def texts_of(element: Element, name: str) -> Iterator[str]:
    """The texts of the children of a name."""
    return (text_in(child) for child in element if child.tag == name)


def text_of(element: Element | None, name: str) -> str:
    """The text of the first child of a name, trimmed; "" when there is none."""
    return "" if element is None else next(texts_of(element, name), "")


def text_in(element: Element) -> str:
    """Every text inside an element, trimmed."""
    return "".join(element.itertext()).strip()


class _Builder:
    """Builds the tree, forgets namespaces, and counts how deep it goes."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._stack: list[Element] = []
        self._last: Element | None = None
        self._root: Element | None = None
        self._text: list[str] = []

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self._flush()
        if len(self._stack) >= self._limits.xml_depth:
            raise FormatError(
                f"The XML is nested {len(self._stack) + 1:,} deep or more, and the limit is "
                f"{self._limits.said('xml_depth')}; no real file goes so deep."
            )
        element = Element(_bare(tag), {_bare(key): value for key, value in attrs.items()})
        if self._stack:
            self._stack[-1].append(element)
        else:
            self._root = element
        self._stack.append(element)
        self._last = None

    def end(self, tag: str) -> None:
        self._flush()
        self._last = self._stack.pop()

    def data(self, text: str) -> None:
        self._text.append(text)

    def close(self) -> Element | None:
        return self._root

    def _flush(self) -> None:
        if not self._text:
            return
        text = "".join(self._text)
        self._text.clear()
        if self._last is not None:
            self._last.tail = text
        elif self._stack:
            self._stack[-1].text = text


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _parsed(text: bytes, limits: Limits) -> Element:
    parser = DefusedXMLParser(target=_Builder(limits), forbid_entities=True)
    try:
        for at in range(0, len(text), _CHUNK):
            parser.feed(text[at : at + _CHUNK])
        root = parser.close()
    except DefusedXmlException:
        raise FormatError(
            "The file declares XML entities or refers to other files, which is never followed; "
            "save it without its <!DOCTYPE …>."
        ) from None
    except (ValueError, LookupError) as error:
        raise FormatError(f"The file's XML encoding cannot be read: {error}.") from None
    if not isinstance(root, Element):
        raise FormatError("The file is empty; it should be XML.")
    return root


def _readable(data: bytes) -> bytes:
    """The bytes from the first mark on, in an encoding that the parser knows."""
    text = data.lstrip(b" \t\r\n") if data[:1] in b" \t\r\n" else data
    bare = text.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")
    declared = _DECLARED.match(bare)
    if not declared:
        return bare if bare[:1] == b"<" and bare[1:2] != b"\x00" else text
    try:
        encoding = codecs.lookup(declared[1].decode()).name
        if text is not bare and text.startswith(codecs.BOM_UTF8):
            encoding = "utf-8"
        body = bare[declared.end() :]
        if encoding == "utf-8" or encoding.startswith("utf-16"):
            return body
        return body if encoding == "ascii" else body.decode(encoding).encode()
    except (LookupError, UnicodeError, AttributeError) as error:
        raise FormatError(
            f"The file says that it is {declared[1].decode()!r} and is not ({error}); "
            "save it as UTF-8."
        ) from None


def _with_prefixes(text: bytes) -> bytes:
    used = {(one or two) for one, two in _PREFIX.findall(text)} - {b"xml", b"xmlns"}
    lacking = [
        prefix for prefix in sorted(used) if not re.search(rb"\sxmlns:" + prefix + rb"\s*=", text)
    ]
    declared = b"".join(b' xmlns:%b="undeclared:%b"' % (prefix, prefix) for prefix in lacking)
    return _ROOT.sub(lambda found: found[0] + declared, text, count=1)


def _refusal(error: ParseError, name: str) -> FormatError:
    line, column = error.position
    reason = str(error).partition(":")[0]
    return FormatError(
        f"{name or 'The file'} is not XML: {reason} in line {line:,}, column {column + 1:,}."
    )
