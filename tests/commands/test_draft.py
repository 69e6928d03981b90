"""``portal draft``, as typed: what is proposed, who decides, what lies in the folder afterwards."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

MESSY = """Schools of the districts,,,\r
School year 2023/2024,,,\r
,,,\r
Code,District,Opened on,Pupils\r
01,Amman ,25/03/2001,"1,204,310"\r
02,Irbid,14/11/1998,"412,005"\r
03,Zarqa,01/02/2005,"98,120"\r
Total,,,"1,714,435"\r
,,,\r
Source: Ministry of Education,,,\r
"""
REPAIRED = """Code,District,Opened on,Pupils
01,Amman,2001-03-25,1204310
02,Irbid,1998-11-14,412005
03,Zarqa,2005-02-01,98120
"""
SAID = ("--title", "Schools", "--licence", "CC0-1.0", "--no-ask")


def test_a_messy_file_becomes_a_dataset_that_can_be_published(desk, steward):
    file = desk.write("Schools 2024.csv", MESSY)

    code, out = desk.draft(file, "--accept", "all", "--original", *SAID)
    steward.publish()

    assert (code, desk.table("schools-2024")) == (0, REPAIRED)
    assert file.read_bytes() == MESSY.encode()
    original = desk.datasets / "schools-2024" / "original" / "Schools 2024.csv"
    assert original.read_bytes() == MESSY.encode()
    assert steward.rows("select * from schools_2024")[0][:4] == (
        "01",
        "Amman",
        "2001-03-25",
        1204310,
    )
    assert "Still to be said: description, topic, how often it is updated" in out


def test_the_file_itself_is_not_published_unless_asked_for(desk):
    file = desk.write("schools.csv", MESSY)

    desk.draft(file, "--accept", "all", *SAID)

    names = sorted(path.name for path in (desk.datasets / "schools").iterdir())
    assert names == ["datapackage.json", "repairs.csv", "schools.csv"]


def test_the_log_says_what_was_done(desk):
    file = desk.write("schools.csv", MESSY)

    desk.draft(file, "--accept", "all", *SAID)

    entries = {(entry.repair, entry.column): entry for entry in desk.log("schools")}
    assert {kind for kind, _ in entries} == {
        *("title-rows", "blank-rows", "total-rows", "footer-rows"),
        *("spaces", "dates", "thousands"),
    }
    dates = entries["dates", "Opened on"]
    assert (dates.rule, dates.count, dates.before, dates.after) == (
        *("dd/mm/yyyy", 3, "25/03/2001", "2001-03-25"),
    )
    assert all(entry.accepted for entry in entries.values())


def test_a_file_of_which_all_is_refused_stays_as_it_was(desk):
    content = MESSY.replace(",", ";").replace("Amman", "عمّان").encode("windows-1256")
    file = desk.write("schools.csv", content)

    code, out = desk.draft(file, "--accept", "none", "--encoding", "windows-1256", *SAID)

    resource = desk.descriptor("schools")["resources"][0]
    assert (desk.datasets / "schools" / "schools.csv").read_bytes() == content
    assert resource["encoding"] == "windows-1256"
    assert resource["dialect"] == {"delimiter": ";", "headerRows": [4]}
    assert not any(entry.accepted for entry in desk.log("schools"))
    assert code == 1, out  # the blank row and the note are still in it
    assert f"To decide again: delete {desk.datasets / 'schools'}" in out
    assert "nothing of it is published before it is" in out


def test_only_what_is_accepted_is_done(desk):
    file = desk.write("schools.csv", MESSY)
    _, listed = desk.draft(file)
    number = next(
        line.split(".")[0].split()[-1] for line in listed.splitlines() if "of thousands" in line
    )

    desk.draft(file, "--accept", number, *SAID)

    assert [entry.repair for entry in desk.log("schools") if entry.accepted] == ["thousands"]
    lines = desk.table("schools").splitlines()
    assert lines[0] == "Schools of the districts,,,"
    assert lines[4] == "01,Amman ,25/03/2001,1204310"


def test_nothing_is_done_where_nobody_decides(desk):
    file = desk.write("schools.csv", MESSY)

    code, out = desk.draft(file, "--no-ask")

    assert code == 2
    assert "Say which are accepted" in out
    assert not (desk.datasets / "schools").exists()


def test_what_the_file_cannot_tell_is_not_accepted_with_all(desk):
    file = desk.write("days.csv", "id,day\n1,03/04/2024\n2,05/06/2024\n3,07/08/2024\n")

    code, out = desk.draft(file, "--accept", "all", *SAID)

    assert code == 0
    assert "because the file alone cannot tell: 1, 2" in out
    assert desk.table("days") == file.read_text()
    assert desk.descriptor("days")["resources"][0]["schema"]["fields"][1]["type"] == "string"


def test_two_readings_of_the_same_cells_are_not_both_accepted(desk):
    file = desk.write("days.csv", "id,day\n1,03/04/2024\n2,05/06/2024\n3,07/08/2024\n")

    code, out = desk.draft(file, "--accept", "1-2", *SAID)

    assert code == 2
    assert "1 and 2 read the same cells in different ways" in out


@pytest.mark.parametrize("accept", ["7-99", "0", "most", "3-1"])
def test_what_cannot_be_accepted_is_said(desk, accept):
    file = desk.write("schools.csv", MESSY)

    code, out = desk.draft(file, "--accept", accept, *SAID)

    assert code == 2
    assert f"--accept {accept}" in out


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_log_is_decided_in_a_file(desk, suffix):
    file, decisions = desk.write("schools.csv", MESSY), f"list{suffix}"

    first = desk.draft(file, "--log", decisions, *SAID)
    untouched = desk.draft(file, "--log", decisions, *SAID)
    decide(decisions, {"thousands": "نعم", "dates": "yes", "spaces": "no"})
    second = desk.draft(file, "--log", decisions, *SAID)

    assert first[0] == 0
    assert "Nothing was changed" in first[1]
    assert untouched[0] == 2
    assert "holds no decision yet" in untouched[1]
    assert second[0] == 1
    assert {entry.repair for entry in desk.log("schools") if entry.accepted} == {
        "thousands",
        "dates",
    }


def test_a_decision_that_cannot_be_read_is_named_by_its_cell(desk):
    file = desk.write("schools.csv", MESSY)
    desk.draft(file, "--log", "list.xlsx", *SAID)
    decide("list.xlsx", {"title-rows": "perhaps"})

    code, out = desk.draft(file, "--log", "list.xlsx", *SAID)

    assert code == 2
    assert "list.xlsx, cell B2: “perhaps” is neither yes nor no" in out


def decide(name, words):
    """Write decisions into a log, by kind of repair."""
    if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(name)
        for row in book["repairs"].iter_rows(min_row=2):
            row[1].value = words.get(row[2].value)
        book.save(name)
        return
    with Path(name).open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    text = io.StringIO()
    # As a spreadsheet in an Arabic office saves it.
    writer = csv.writer(text, delimiter=";")
    writer.writerow(header)
    writer.writerows([row[0], words.get(row[2], ""), *row[2:]] for row in rows)
    Path(name).write_text(text.getvalue(), "utf-8-sig", newline="")


def test_a_person_is_asked_one_by_one_and_for_what_only_a_person_knows(desk, monkeypatch):
    file = desk.write("schools.csv", MESSY)
    answers = [
        "no",
        "maybe",
        "yes",
        "all",
        "",
        "مدارس",
        "What it is.",
        "",
        "2",
        "x",
        "a@b.org",
        "5",
        "no",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*answers, ""])))

    code, out = desk.draft(file, "--ask")

    described = desk.descriptor("schools")
    accepted = [entry.repair for entry in desk.log("schools") if entry.accepted]
    assert "title-rows" not in accepted
    assert "thousands" in accepted
    assert described["title"] == "Schools of the districts"
    assert described["translations"] == {"ar": {"title": "مدارس"}}
    assert described["licenses"][0]["name"] == "CC0-1.0"
    assert described["contactPoint"]["email"] == "a@b.org"
    assert described["accrualPeriodicity"] == "DAILY"
    assert "Please answer yes, no, all or none." in out
    assert "This is no e-mail address." in out
    assert code == 0, out


def test_all_does_not_take_in_silence_what_the_file_cannot_tell(desk, monkeypatch):
    file = desk.write("days.csv", "id,name,day\n1,A ,03/04/2024\n2,B,05/06/2024\n3,C,07/08/2024\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("all\nall\nyes\n" + "\n" * 20))

    _, out = desk.draft(file, "--ask")

    assert [(entry.repair, entry.accepted) for entry in desk.log("days")] == [
        ("spaces", True),
        ("dates", False),
        ("dates", True),
    ]
    assert "2 is refused: “all” accepts only what is certain." in out
    assert out.count("Accept? yes, no:") == 2


def test_of_several_sheets_a_person_chooses_one(desk, monkeypatch):
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active.append(["Pupils by district"])
    for row in (["District", "Pupils"], ["Amman", 1_204_310], ["Irbid", 412_005]):
        (book["Data"] if "Data" in book.sheetnames else book.create_sheet("Data")).append(row)
    book.save(Path("pupils.xlsx"))
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n" + "\n" * 20))

    code, out = desk.draft(Path("pupils.xlsx"), "--ask")

    assert code == 0, out
    assert "Which one holds the table?" in out
    assert desk.table("pupils") == "District,Pupils\nAmman,1204310\nIrbid,412005\n"


def test_a_long_name_of_a_file_is_cut_between_words(desk):
    stem = "API SP.POP.TOTL population indicator, download format Excel, data format list (2)"
    file = desk.write(f"{stem}.csv", "Code,Pupils\n01,5\n02,6\n")

    desk.draft(file, "--accept", "all", *SAID)

    names = [path.name for path in desk.datasets.iterdir() if path.name.startswith("api")]
    assert names == ["api-sp-pop-totl-population-indicator-download-format-excel-data"]


def test_what_says_where_the_data_come_from_is_no_title(desk, monkeypatch):
    content = "Data Source,World Development Indicators\nUpdated on,2022-06-30\n\nCode,Pupils\n01,5\n02,6\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("all\n" + "\n" * 20))

    _, out = desk.draft(desk.write("pupils.csv", content), "--ask")

    assert "title" not in desk.descriptor("pupils"), out


def test_everything_is_asked_in_arabic(desk, monkeypatch):
    file = desk.write("مدارس 2024.csv", MESSY)
    monkeypatch.setattr("sys.stdin", io.StringIO("الكل\nالمدارس\n\n\n\n1\n\n0\n\n"))

    code, out = desk.draft(file, "--ask", "--lang", "ar", "--name", "schools")

    described = desk.descriptor("schools")
    assert code == 0, out
    assert (described["title"], described["languages"]) == ("المدارس", ["ar"])
    assert "ماذا يُسمح للآخرين بفعله بها؟" in out


def test_without_a_licence_nothing_is_published(desk, steward):
    file = desk.write("schools.csv", MESSY)

    code, out = desk.draft(file, "--accept", "all", "--no-ask")
    done = steward.publish()

    assert code == 0
    assert "Without a licence nothing is published." in out
    assert "schools" in done.refused


def test_a_name_that_is_taken_is_refused(desk):
    file = desk.write("facts.csv", "a,b\n1,2\n")
    before = desk.table("facts")

    code, out = desk.draft(file, "--accept", "all", *SAID)

    assert code == 2
    assert "portal update facts FILE" in out
    assert desk.table("facts") == before


def test_a_fault_leaves_nothing_behind(desk, monkeypatch):
    file = desk.write("schools.csv", MESSY)
    monkeypatch.setattr("scripts.draft.check_lines", lambda *_: 1 / 0)

    code, _ = desk.draft(file, "--accept", "all", *SAID)

    assert code == 3
    assert sorted(path.name for path in desk.datasets.iterdir()) == ["codes", "facts"]


def test_a_file_that_needs_nothing_says_so(desk):
    file = desk.write("clean.csv", "code,value\nJOR,1\nEGY,2\n")

    code, out = desk.draft(file, *SAID)

    assert code == 0
    assert "Nothing in the file needs a repair." in out
    assert desk.table("clean") == file.read_text()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nothing.csv", None, "nothing.csv"),
        ("empty.csv", b"", "empty.csv"),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000", "picture.png"),
        ("page.csv", b"<!DOCTYPE html><html></html>", "page.csv"),
    ],
)
def test_what_is_no_table_is_said_in_a_sentence(desk, name, content, said):
    if content is not None:
        desk.write(name, content)

    code, out = desk.draft(name, "--accept", "all", *SAID)

    assert code == 2
    assert said in out
    assert "Traceback" not in out


@pytest.mark.parametrize(
    ("accepted", "expected", "code"),
    [
        pytest.param("all", "name,pupils,note\nAmman,5,x\nIrbid,6,\nZarqa,7,y\n", 0, id="accepted"),
        pytest.param("2", "name,pupils,note\nAmman,5,x\nIrbid,6\nZarqa,7,y\n", 1, id="refused"),
    ],
)
def test_rows_that_are_too_short_are_not_filled_up_in_silence(desk, accepted, expected, code):
    file = desk.write("a.csv", "name,pupils,note\nAmman ,5,x\nIrbid,6\nZarqa,7,y\n")

    found, out = desk.draft(file, "--accept", accepted, *SAID)

    assert (found, desk.table("a")) == (code, expected), out


def test_tags_below_the_labels_that_stay_are_no_values(desk, steward):
    content = "Country, Date,Cases\n#country+name,#date,#affected\nJordan,2020-01-31,5\nEgypt,2020-02-01,6\n"
    file = desk.write("cases.csv", content)

    code, out = desk.draft(file, "--accept", "none", *SAID)
    steward.publish()

    resource = desk.descriptor("cases")["resources"][0]
    assert code == 0, out
    assert desk.table("cases") == content
    assert resource["dialect"] == {"commentRows": [2]}
    assert [field["name"] for field in resource["schema"]["fields"]] == ["Country", "Date", "Cases"]
    assert steward.rows("select cases from cases order by cases") == [(5,), (6,)]
