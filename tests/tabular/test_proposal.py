"""How a bare file may be read: proposed where it is plain, doubted where it is not."""

import random
import time

import pytest

from portal.tabular import kinds
from portal.tabular.proposal import header_like_data, propose


@pytest.fixture
def proposed(tmp_path):
    """Return a function that writes a file and gives what is proposed for it."""

    def run(content, codec="utf-8", name="data.csv", **given):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(codec))
        return propose(path, **given)

    return run


SEMICOLON = {"delimiter": ";"}
TAB = {"delimiter": "\t"}
CERTAIN = {
    "comma": ("id,name\n1,a\n", {}),
    "one row": ("a,b,c\n", {}),
    "one word": ("hello\n", {}),
    "nothing": ("", {}),
    "blank lines": ("\n\n\n", {}),
    "arabic": ("المحافظة;السكان\nعمّان;4007526\nإربد;1770158\nالزرقاء;1364878\n", SEMICOLON),
    "arabic digits": ("المحافظة;القيمة\nعمّان;١٢٫٥\nإربد;٧٫٥\n", SEMICOLON),
    "arabic commas in texts": ("الاسم,الملاحظة\nعمّان,العاصمة، وسط\nإربد,الشمال، قرب\n", {}),
    "thousands": ("المحافظة\tالسكان\nعمّان\t4,007,526\nإربد\t1,770,158\n", TAB),
    "decimal comma": ("name;share\nA;42,5\nB;18,7\nC;1,6\n", SEMICOLON),
    "french": ("région;population\nCorse;344 679,5\nBretagne;3 354 854,0\n", SEMICOLON),
    "quoted semicolons": ('"code";"libellé"\n"01";"Ain; nord"\n"2A";"Sud"\n', SEMICOLON),
    "pipe": ("id|name|note\n1|a, b|x\n2|c|y\n3|d, e|z\n", {"delimiter": "|"}),
    "caret": ("id^name\n1^a, b\n2^c\n", {"delimiter": "^"}),
    "section sign": ("id§name\n1§a, b\n2§c\n", {"delimiter": "§"}),
    "colon": ("id:score:year\n1:2.5:2019\n2:3.5:2020\n3:4.1:2021\n", {"delimiter": ":"}),
    "spaces": ("id x y\n1 2.5 7\n2 3.5 8\n3 9.1 9\n", {"delimiter": " "}),
    "names of two words": ("full name\nAhmad Ali\nSara Omar\nRami Zaid\n", {}),
    "times in one column": ("time\n10:00\n10:15\n10:30\n", {}),
    "keys and values": ("name: Ahmad\ncity: Amman\nnote: x\n", {}),
    "texts only": ("name,city\nAhmad,Amman\nSara,Irbid\nRami,Zarqa\n", {}),
    "years as labels": ("country,2019,2020\nJordan,1,2\nEgypt,4,5\nIraq,7,8\n", {}),
    "years as all labels": ("2019,2020,2021\n1,2,3\n4,5,6\n", {}),
    "numbers as labels": ("1,2,3,4\n0.5,0.2,0.1,0.3\n0.7,0.9,0.2,0.1\n", {}),
    "no header": ("0,0\n0.01,0\n0.02,0.008\n0.03,0.1\n", {"header": False}),
    "no header, dates": (
        "01/02/2020;1 234,50\n02/02/2020;12,00\n03/02/2020;7,5\n04/02/2020;9,0\n",
        {**SEMICOLON, "header": False},
    ),
    "no header, codes": ("JO-1,Amman,5\nJO-2,Irbid,6\nJO-30,Zarqa,7\n", {"header": False}),
    "titles": (
        "دائرة الإحصاءات,,\nالسكان,,\nالمحافظة,الذكور,الإناث\nعمّان,21,19\nإربد,9,8\n",
        {"headerRows": [3]},
    ),
    "title and blank row": ("List\n\nid,temp\n1,5.5\n2,6.5\n", {"headerRows": [3]}),
    "keys above": ("Station,Amman\nid,temp,rain,wind\n1,5,0,3\n2,6,1,4\n", {"headerRows": [2]}),
    "blank rows above": ("\n\nid,temp\n1,5.5\n2,6.5\n", {"headerRows": [3]}),
    "header repeated": ("id,temp\nid,temp\n1,5.5\n2,6.5\n3,7\n4,8\n", {"headerRows": [1, 2]}),
    "separator line": ("sep=;\na;b\n1;2\n3;4\n", {**SEMICOLON, "headerRows": [2]}),
    "comments": ("# source\n# 2020\nid,name\n1,a\n2,b\n", {"commentChar": "#"}),
    "blank row after comments": (
        "# source\n\nid,name\n1,a\n2,b\n",
        {"commentChar": "#", "headerRows": [3]},
    ),
    "hash in the header": ("#id,name,v\n1,a,5\n2,b,6\n", {}),
    "hash in a column": ("tag,n\n#a,1\n#b,2\n#c,3\n", {}),
    "inch marks": ('size,price\n12" pipe,5\n3/4" valve,7\n6" tube,9\n', {"quoteChar": ""}),
    "single quotes": (
        "id,'name','note'\n1,'a, b','x'\n2,'c','y, z'\n3,'d','w'\n",
        {"quoteChar": "'"},
    ),
    "apostrophes": ("id,name\n1,Men's hat\n2,Kids' cap\n3,It's\n", {}),
    "escapes": ('id,text\n1,"a \\"b\\" c"\n2,"d, \\"e\\""\n', {"escapeChar": "\\"}),
    "windows paths": ('id,path\n1,C:\\data\\new\n2,"D:\\x, y\\z"\n3,"E:\\"\n', {}),
    "space after delimiters": ('id, name\n1, "a, x"\n2, "b"\n', {"skipInitialSpace": True}),
    "line breaks in cells": ('id,text\n1,"one\ntwo, and"\n2,"x\ny"\n3,z\n', {}),
    "lists in cells": ("id,tags\n1,a;b;c\n2,d;e;f\n3,g;h;i\n", {}),
    "json in cells": ('id,data\n1,"{""a"": 1, ""b"": [1,2]}"\n2,"{""a"": 2}"\n', {}),
    "open quotation mark": ('a,b\n1,"x,\nx,\nx,\nx,\n', {}),
    "trailing delimiter": ("a,b,c\n1,2,3,\n4,5,6,\n7,8,9,\n", {}),
    "row names of R": ('"","x"\n"1",5.1\n"2",6.2\n', {}),
    "single CR": ("a;b\r1;2\r3;4\r", {**SEMICOLON, "lineTerminator": "\r"}),
}
DOUBTED = {
    "two delimiters": ("a,b;c,d\n1,2;3,4\n5,6;7,8\n", "delimiter"),
    "rows of any width": ("a,b\n1,2,3\n4\n5,6,7,8,9\n1,1,1,1\n", "ragged"),
    "labels like data": ("JO,Amman,good\nJO,Irbid,bad\nJO,Zarqa,good\n", "header"),
    "one row of data": ("Amman,4007526\n", "header"),
    "groups of columns": ("id,All,,Share,\n,m,f,m,f\n1,5,6,7,8\n2,6,7,8,9\n", "header-rows"),
    "row of units": ("name,area,pop\n-,km2,persons\nA,7579,40\nB,1572,17\n", "header-rows"),
    "one title": ("List of items,,\nid,temp,rain\n1,5.5,0\n2,6.5,1\n", "title"),
    "title above texts": ("List of items\nname,city\nAhmad,Amman\nSara,Irbid\n", "title"),
    "titles above a column": ("List\nof items\nvalue\n5\n6\n7\n", "title"),
    "comment inside": ("id,name,x\n1,a,2\n# corrected\n2,b,3\n4,5,6\n", "comment"),
    "note below": ("id,m,f\nA,2,1\nB,9,8\nC,1,2\nD,3,4\nSource: office,,\n", "footer"),
    "escape of nothing": ('id,text\n1,"8\\\'9\\" long, x"\n2,"d \\"e\\""\n', "escape"),
}


@pytest.mark.parametrize("name", CERTAIN)
def test_plain_files_are_proposed(proposed, name):
    content, dialect = CERTAIN[name]

    proposal = proposed(content)

    assert (proposal.dialect, proposal.doubts) == (dialect, ())
    assert proposal.certain


@pytest.mark.parametrize("name", DOUBTED)
def test_what_is_not_plain_is_doubted_in_words(proposed, name):
    content, code = DOUBTED[name]

    proposal = proposed(content)

    assert [doubt.code for doubt in proposal.doubts] == [code]
    error = proposal.doubts[0].error("a/data.csv")
    assert kinds.kind_of(error).code == f"dialect-doubtful/{code}"
    for language in kinds.LANGUAGES:
        assert "{" not in kinds.sentence(error, language) + kinds.advice(error, language)


def test_a_doubt_names_the_rows(proposed):
    proposal = proposed(DOUBTED["one title"][0])

    error = proposal.doubts[0].error("a/data.csv")
    assert kinds.sentence(error, "en") == (
        "Row 1 seems to be a title above the table, and row 2 its header: List of items"
    )


def test_alternatives_and_a_sample_are_shown(proposed):
    proposal = proposed("a,b;c,d\n1,2;3,4\n5,6;7,8\n")

    assert proposal.alternatives == ({"delimiter": ";"},)
    assert proposal.sample[:2] == (("a", "b;c", "d"), ("1", "2;3", "4"))


def test_the_sample_begins_with_the_header(proposed):
    assert proposed(CERTAIN["titles"][0]).sample[0] == ("المحافظة", "الذكور", "الإناث")


@pytest.mark.parametrize(
    ("content", "dialect"),
    [("a\tb\n1\t2\n", {}), ("a,b,c\n1,2,3\n4,5,6\n", {"delimiter": ","})],
    ids=["tabs", "commas"],
)
def test_in_a_tsv_a_tab_is_the_default(proposed, content, dialect):
    assert proposed(content, name="data.tsv").dialect == dialect


@pytest.mark.parametrize(
    "given",
    [
        {"delimiter": ","},
        {"delimiter": ";", "headerRows": [1]},
        {"header": False},
        {"quoteChar": "'"},
        {"skipInitialSpace": False, "escapeChar": None},
    ],
)
def test_what_is_given_is_kept(proposed, given):
    proposal = proposed("List;\n\nid;name\n1;'a;b'\n2;'c'\n3;'d'\n", dialect=given)

    assert given.items() <= proposal.dialect.items()


def test_a_given_header_is_not_doubted(proposed):
    proposal = proposed(DOUBTED["one title"][0], dialect={"headerRows": [2]})

    assert (proposal.dialect, proposal.doubts) == ({"headerRows": [2]}, ())


@pytest.mark.parametrize(
    ("tail", "code"),
    [("#5,a\n", "comment"), ("", None)],
    ids=["a row begins like a comment", "none does"],
)
def test_comments_are_looked_for_in_the_whole_file(proposed, tail, code):
    content = "# source\nid,name\n" + "1,a\n" * 100_000 + tail

    proposal = proposed(content)

    assert proposal.dialect == {"commentChar": "#"}
    assert [doubt.code for doubt in proposal.doubts] == ([code] if code else [])


def test_quotation_marks_are_looked_for_in_the_whole_file(proposed):
    content = 'size,price\n12" pipe,5\n6" tube,9\n' + "x,7\n" * 100_000 + '"y",1\n'

    assert [doubt.code for doubt in proposed(content).doubts] == ["quote"]


ARABIC = "المحافظة,السكان\nعمّان,4007526\nإربد,1770158\nالزرقاء,1364878\n"
FRENCH = "région,libellé\nÎle-de-France,Préfecture à Paris\nProvence,Année écoulée\n"
MIXED = "nom,الاسم\nAlgérie,الجزائر\nJordanie,الأردن\nLiban,لبنان\n"


@pytest.mark.parametrize(
    ("text", "codec", "name", "reason"),
    [
        (ARABIC, "utf-8", "utf-8", "utf-8"),
        (ARABIC, "utf-8-sig", "utf-8", "bom"),
        (ARABIC, "utf-16", "utf-16", "bom"),
        (ARABIC, "utf-16-le", "utf-16-le", "guessed"),
        (ARABIC, "utf-16-be", "utf-16-be", "guessed"),
        (ARABIC, "cp1256", "windows-1256", "guessed"),
        (MIXED, "cp1256", "windows-1256", "guessed"),
        (ARABIC.replace("ّ", ""), "iso8859_6", "iso-8859-6", "guessed"),
        (FRENCH, "cp1252", "windows-1252", "guessed"),
        (FRENCH, "latin-1", "windows-1252", "guessed"),
        (FRENCH.upper(), "cp1252", "windows-1252", "guessed"),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_encodings(proposed, text, codec, name, reason):
    proposal = proposed(text, codec)

    assert (proposal.encoding, proposal.encoding_reason) == (name, reason)
    assert (proposal.dialect, proposal.doubts) == ({}, ())
    assert proposal.sample[0] == tuple(text.splitlines()[0].split(","))


def test_an_encoding_that_is_given_is_kept(proposed):
    proposal = proposed(ARABIC, "cp1256", encoding="iso-8859-6")

    assert (proposal.encoding, proposal.encoding_reason) == ("iso-8859-6", "declared")


def test_utf8_is_utf8_whatever_is_given(proposed):
    assert proposed(ARABIC, "utf-8", encoding="windows-1256").encoding == "utf-8"


def test_few_letters_leave_the_encoding_in_doubt(proposed):
    proposal = proposed("id,name\n1,عمان\n", "cp1256")

    assert [doubt.code for doubt in proposal.doubts] == ["encoding"]


def test_russian_is_left_to_the_detector_and_doubted(proposed):
    proposal = proposed("название,число\nМосква,5\nСанкт-Петербург,6\n", "cp1251")

    assert proposal.encoding == "windows-1251"
    assert not proposal.certain


def test_an_unknown_encoding_is_an_error(proposed):
    with pytest.raises(LookupError):
        proposed(ARABIC, encoding="no-such")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["28/01/2018", "2"], ["29/01/2018", "0"], ["30/01/2018", "1"]], True),
        ([["5"], ["6"], ["7"]], True),
        ([["AB-1", "5", "x"], ["AB-20", "6", "y"], ["CD-300", "7", "z"]], True),
        ([["date", "n"], ["29/01/2018", "0"], ["30/01/2018", "1"]], False),
        ([["x", "5"], ["y", "6"], ["z", "7"]], False),
        ([["2019", "2020"], ["1", "2"], ["3", "4"]], False),
        ([["1", "2", "3"], ["7", "8", "1"], ["3", "4", "9"]], False),
        ([["Jordan", "Amman"], ["Egypt", "Cairo"], ["Iraq", "Baghdad"]], False),
        ([["5", "6"]], False),
        ([["5", "6"], ["7", "8"]], False),
        ([["", "5", "6"], ["a", "7", "8"], ["b", "9", "10"]], True),
        ([["١", "٢٫٥"], ["٣", "٤٫٥"], ["٥", "٦٫٥"]], True),
        ([], False),
    ],
)
def test_a_header_that_looks_like_data(rows, expected):
    assert header_like_data(rows) == expected


NOISE = random.Random(3).randbytes(1 << 20)  # noqa: S311  # the same at every run
LONG = {
    "line of 1 MB": b"a" * (1 << 20) + b"\n",
    "half a million cells": b"a," * (1 << 19) + b"\n",
    "33,000 columns": b",".join(b"c%d" % i for i in range(33_000)) + b"\n" + b"1," * 32_999,
    "random bytes": NOISE,
    "quotation marks": b'"' * (1 << 18),
    "apostrophes": b"','" * (1 << 17),
    "all delimiters": b",;\t|^~:# \n" * 30_000,
    "open quotation mark": b'a,b\n1,"' + b"x,\n" * 90_000,
    "NUL": b"\0" * (1 << 18),
    "300,000 rows": b"v\n" + b"12345\n" * 300_000,
    "Windows-1256 after ASCII": b"a,b\n" * 500_000 + "عمان، الأردن\n".encode("cp1256"),
}


@pytest.mark.parametrize("name", LONG)
def test_no_file_takes_long(proposed, name):
    start = time.perf_counter()

    proposed(LONG[name])

    # A second on an idle machine is plenty; test machines are busy.
    assert time.perf_counter() - start < 5
