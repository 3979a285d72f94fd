"""Tables of text: what parts their cells and their lines, and what is odd about their rows."""

from corpus.case import Case, Cells, table

SUMMITS = table(
    ["Title", "Date", "Latitude", "Longitude"],
    ["Summit", "2018-06-12", "1.25", "103.82"],
    ["Talks", "2019-02-27", "21.03", "105.85"],
)
READ: Cells = {
    "title": ["Summit", "Talks"],
    "date": ["2018-06-12", "2019-02-27"],
    "lon": [103.82, 105.85],
    "lat": [1.25, 21.03],
    "country": ["SGP", "VNM"],
}


def same(id_: str, name: str, data: bytes | str, *notes: str) -> Case:
    return Case(id=id_, name=name, data=data, rows=2, placed=2, cells=READ, notes=notes)


MARKS = [
    same("comma", "a.csv", SUMMITS),
    same("semicolon-decimal-comma", "a.csv", SUMMITS.replace(",", ";").replace(".", ",")),
    same("tab", "a.tsv", SUMMITS.replace(",", "\t")),
    same("tab-named-csv", "a.csv", SUMMITS.replace(",", "\t")),
    same("pipe-named-txt", "a.txt", SUMMITS.replace(",", "|")),
    same("no-suffix", "export", SUMMITS),
    same("suffix-in-capitals", "A.CSV", SUMMITS),
    same("sep-line", "a.csv", "sep=;\n" + SUMMITS.replace(",", ";")),
    same("sep-line-caret", "a.csv", "sep=^\n" + SUMMITS.replace(",", "^")),
    same(
        "every-cell-quoted",
        "a.csv",
        '"' + SUMMITS.strip().replace(",", '","').replace("\n", '"\n"') + '"\n',
    ),
    same("spaces-around-cells", "a.csv", SUMMITS.replace(",", " , ")),
    same(
        "spaces-before-quotes",
        "a.csv",
        SUMMITS.replace("Summit", '"Summit"')
        .replace(",", ", ")
        .replace("2018-06-12", '"2018-06-12"'),
    ),
    same("crlf", "a.csv", SUMMITS.replace("\n", "\r\n")),
    same("cr-only", "a.csv", SUMMITS.replace("\n", "\r")),
    same("mixed-line-ends", "a.csv", SUMMITS.replace("\n", "\r\n", 1)),
    same("no-last-line-end", "a.csv", SUMMITS.rstrip()),
    same("dos-end-of-file-mark", "a.csv", SUMMITS + "\x1a"),
    same(
        "title-with-delimiters-above-the-header",
        "a.csv",
        "Summits, talks; and more\n" + SUMMITS.replace(",", ";"),
        "above it stands",
    ),
    same("blank-rows-between", "a.csv", SUMMITS.replace("\n", "\n\n ,,,\n\n")),
    same("many-blank-rows-at-the-end", "a.csv", SUMMITS + ",,,\n" * 3000),
    same("trailing-delimiters", "a.csv", SUMMITS.replace("\n", ",,,\n")),
    same(
        "trailing-delimiters-of-rows-only",
        "a.csv",
        SUMMITS.replace("\n", ",\n").replace("Longitude,", "Longitude"),
    ),
    same(
        "fewer-trailing-delimiters-than-the-header",
        "a.csv",
        SUMMITS.replace("Longitude", "Longitude,,,"),
    ),
    same("blank-first-column", "a.csv", "," + SUMMITS.strip().replace("\n", "\n,") + "\n"),
    same(
        "index-column-of-pandas",
        "a.csv",
        "," + SUMMITS.strip().replace("\nS", "\n0,S").replace("\nT", "\n1,T"),
    ),
    same("non-breaking-spaces", "a.csv", SUMMITS.replace(",", ",\u00a0")),
    same(
        "comment-lines-above",
        "a.csv",
        "# by hand\n# on Monday\n" + SUMMITS,
        "The header is in line 3",
    ),
    same(
        "markdown-table",
        "a.txt",
        "| " + SUMMITS.strip().replace(",", " | ").replace("\n", " |\n| ") + " |\n",
    ),
]

ROWS = [
    Case(
        id="quoted-newlines",
        name="a.csv",
        data='Title,Text,Date\n"Summit","line one\nline two",2018-06-12\nB,"x\r\ny",2019\n',
        rows=2,
        cells={"text": ["line one\nline two", "x\r\ny"]},
    ),
    Case(
        id="row-after-a-quoted-newline-keeps-its-line",
        name="a.csv",
        data='Title,Text,Date\n"Summit","line one\nline two",2018-06-12\nB,x,2019-02-30\n',
        rows=1,
        rejected=1,
        reasons=["the days of February 2019 go from 1 to 28"],
    ),
    Case(
        id="quote-never-closed",
        name="a.csv",
        data='Title,Text,Date\nSummit,"open,2018-06-12\nB,b,2019-01-01\n',
        fault=["opened on line 2 or later is never closed", "close it or double it"],
    ),
    Case(
        id="inches-are-no-quotes",
        name="a.csv",
        data='Title,Date\n5" gun,2018\nThe 12" gun,2019\n',
        rows=2,
        cells={"title": ['5" gun', 'The 12" gun']},
    ),
    Case(
        id="doubled-quotes",
        name="a.csv",
        data='Title,Date\n"He said ""no""",2018\n',
        rows=1,
        cells={"title": ['He said "no"']},
    ),
    Case(
        id="ragged-rows",
        name="a.csv",
        data="Title,Date,Place\nA,2018,Seoul\nB,2019\nC,1,2,3\n",
        rows=1,
        rejected=2,
        reasons=["the row has 2 cells where the header has 3", "the row has 4 cells"],
    ),
    Case(
        id="unquoted-comma-in-a-title",
        name="a.csv",
        data="Title,Date\nTalks, then a walk,2018\nB,2019\n",
        rows=1,
        rejected=1,
        reasons=["the row has 3 cells where the header has 2"],
    ),
    Case(
        id="footer-below-the-table",
        name="a.csv",
        data="Title,Date,Place\nA,2018,Seoul\nB,2019,Hanoi\n\nSource: our own research\n",
        rows=2,
        rejected=1,
        reasons=["the row has 1 cell where the header has 3"],
    ),
    Case(id="header-only", name="a.csv", data="Title,Date\n"),
    Case(id="empty", name="a.csv", data=b"", fault=["is empty", "first line"]),
    Case(id="blank-lines-only", name="a.csv", data="\n \n,,\n", fault=["is empty"]),
    Case(id="byte-order-mark-only", name="a.csv", data=b"\xef\xbb\xbf", fault=["is empty"]),
    Case(
        id="one-column-of-dates",
        name="a.csv",
        data="Date\n2018\n2019-02\n",
        rows=2,
        cells={"date": ["2018", "2019-02"]},
        notes=["2 rows without a title"],
    ),
    Case(
        id="one-column-of-titles",
        name="a.csv",
        data="Event\nSummit\nTalks\n",
        rows=2,
        undated=2,
        cells={"title": ["Summit", "Talks"]},
    ),
    Case(
        id="500-columns",
        name="a.csv",
        data=lambda: table(
            ["Title", "Date", *(f"c{n}" for n in range(498))], ["A", "2018", *"x" * 498]
        ).encode(),
        rows=1,
        cells={"title": ["A"], "c497": ["x"]},
        notes=["Columns kept as they came: c0, c1"],
    ),
    Case(
        id="thousands-separators",
        name="a.csv",
        data=table(
            ["Title", "Date", "Strength"],
            ["A", 2018, "28,500"],
            ["B", 2019, "1 200"],
            ["C", 2019, "1'200'000"],
            ["D", 2019, "28.500.000"],
        ),
        rows=4,
        cells={"strength_low": [28500, 1200, 1200000, 28500000]},
    ),
    Case(
        id="number-that-could-be-two",
        name="a.csv",
        data="Title,Date,Strength\nA,2018,1.200\nB,2019,900\n",
        rows=1,
        rejected=1,
        reasons=["'1.200' could be more than one number"],
    ),
    Case(
        id="words-for-nothing",
        name="a.csv",
        data="Title,Date,Place,Latitude,Longitude\n"
        "A,n/a,,NULL,None\nB,-,Seoul,-,-\nC,2018,Seoul,NaN,nan\n",
        rows=3,
        undated=2,
    ),
]
CASES = MARKS + ROWS
