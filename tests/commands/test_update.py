"""``portal update``: next year's file, by the log of this year's; what is wrong changes nothing."""

import io
from pathlib import Path

import openpyxl

from portal.draft import log

THIS_YEAR = """Pupils in the districts,,
,,
Code,District,Pupils
01,Amman,"1,204,310"
02,Irbid,"412,005"
03,Zarqa ,"98,120"
Total,,"1,714,435"
"""
NEXT_YEAR = """Pupils in the districts,,
Final figures,,
,,
Code,District,Pupils
01,Amman,"1,250,001"
02,Irbid,"420,110"
03,Zarqa,"99,870"
04,Jerash,"61,200"
Total,,"1,831,181"
Source: the ministry,,
"""
SAID = ("--title", "Pupils", "--licence", "CC0-1.0", "--no-ask")


def test_what_was_accepted_is_done_again_and_only_the_new_is_decided(desk, steward):
    desk.draft(desk.write("2024.csv", THIS_YEAR), "--name", "pupils", "--accept", "all", *SAID)
    steward.publish()
    file = desk.write("2025.csv", NEXT_YEAR)

    undecided = desk.update("pupils", file, "--no-ask")
    before = desk.table("pupils")
    code, out = desk.update("pupils", file, "--accept", "all")
    steward.publish()

    assert undecided[0] == 2
    assert "New in this file, not in the log:" in undecided[1]
    assert "01,Amman,1204310" in before
    assert code == 0, out
    assert desk.table("pupils") == (
        "Code,District,Pupils\n01,Amman,1250001\n02,Irbid,420110\n03,Zarqa,99870\n04,Jerash,61200\n"
    )
    assert steward.rows("select count(*) from pupils") == [(4,)]
    assert "As in the log: Total rows left out: 1" in out
    assert "Source: the ministry" in out


def test_a_decision_that_is_not_needed_this_year_is_kept_for_the_next(desk):
    file = desk.write("2024.csv", THIS_YEAR)
    desk.draft(file, "--name", "pupils", "--accept", "all", "--original", *SAID)

    desk.update("pupils", desk.write("2025.csv", NEXT_YEAR), "--accept", "all")

    entries = {entry.repair: entry for entry in desk.log("pupils")}
    assert (entries["spaces"].count, entries["spaces"].accepted) == (0, True)
    assert {entry.file for entry in desk.log("pupils")} == {"2025.csv"}
    assert [path.name for path in (desk.datasets / "pupils" / "original").iterdir()] == ["2025.csv"]


def test_what_was_refused_stays_refused(desk):
    file = desk.write("2024.csv", THIS_YEAR)
    _, listed = desk.draft(file, "--name", "pupils", "--no-ask")
    numbers = [
        line.split(".")[0].split()[-1]
        for line in listed.splitlines()
        if line.startswith("– ") and "blanks at the ends" not in line
    ]
    desk.draft(file, "--name", "pupils", "--accept", ",".join(numbers), *SAID)

    code, _ = desk.update("pupils", desk.write("2025.csv", THIS_YEAR + "\n"), "--accept", "none")

    assert code == 0
    assert "03,Zarqa ,98120" in desk.table("pupils")


def test_a_file_that_breaks_the_rules_changes_nothing(desk):
    desk.draft(desk.write("2024.csv", THIS_YEAR), "--name", "pupils", "--accept", "all", *SAID)
    folder = desk.datasets / "pupils"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    wrong = NEXT_YEAR.replace('"420,110"', "many").replace("Code", "Nr")

    code, out = desk.update("pupils", desk.write("2025.csv", wrong), "--accept", "all")

    assert code == 1
    assert "The dataset stays as it was." in out
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert list(desk.datasets.glob(".draft-*")) == []


def test_the_descriptor_keeps_its_bytes_and_other_files_stay(desk):
    desk.draft(desk.write("2024.csv", THIS_YEAR), "--name", "pupils", "--accept", "all", *SAID)
    folder = desk.datasets / "pupils"
    (folder / "README.md").write_text("By hand.")
    written = (folder / "datapackage.json").read_text("utf-8").replace("  ", " ")
    (folder / "datapackage.json").write_text(written, "utf-8")

    code, out = desk.update("pupils", desk.write("2025.csv", NEXT_YEAR), "--accept", "all")

    assert code == 0, out
    assert (folder / "README.md").read_text() == "By hand."
    assert (folder / "datapackage.json").read_text("utf-8") == written


def test_the_same_file_again_is_nothing_to_do(desk):
    file = desk.write("2024.csv", THIS_YEAR)
    desk.draft(file, "--name", "pupils", "--accept", "all", *SAID)

    code, out = desk.update("pupils", file)

    assert code == 0
    assert "nothing to do" in out


def test_a_person_is_asked_about_what_is_new(desk, monkeypatch):
    desk.draft(desk.write("2024.csv", THIS_YEAR), "--name", "pupils", "--accept", "all", *SAID)
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))

    code, out = desk.update("pupils", desk.write("2025.csv", NEXT_YEAR), "--ask", "--lang", "ar")

    assert code == 0, out
    assert "كما في السجل" in out
    assert "Source" not in desk.table("pupils")


def test_a_dataset_without_a_log_takes_a_file_as_well(desk, steward):
    code, out = desk.update(
        "facts", desk.write("new.csv", "code;value\nJOR;5\n"), "--accept", "all"
    )
    steward.publish()

    assert code == 0, out
    assert steward.rows("select code, value from facts") == [("JOR", 5)]


def test_what_is_not_there_is_said(desk):
    code, out = desk.update("pupil", desk.write("2025.csv", NEXT_YEAR))

    assert code == 2
    assert "portal draft FILE" in out


def test_a_log_that_cannot_be_read_is_said(desk):
    desk.draft(desk.write("2024.csv", THIS_YEAR), "--name", "pupils", "--accept", "all", *SAID)
    (desk.datasets / "pupils" / log.LOG).write_text("number,decision\n")

    code, out = desk.update("pupils", desk.write("2025.csv", NEXT_YEAR), "--accept", "all")

    assert code == 2
    assert "pupils/repairs.csv: the first row must be" in out


def test_a_dataset_without_a_licence_is_checked_as_any_other(desk):
    desk.draft(desk.write("2024.csv", THIS_YEAR), "--name", "pupils", "--accept", "all", "--no-ask")
    before = desk.table("pupils")
    other = desk.write("other.csv", "State,Total\nAlabama,7\n")

    code, out = desk.update("pupils", other, "--accept", "all")

    assert code == 1, out
    assert desk.table("pupils") == before
    assert "licenses" not in desk.descriptor("pupils")


def test_the_sheet_of_last_year_is_read_again(desk):
    def workbook(name, pupils):
        book = openpyxl.Workbook()
        book.active.title = "Read me"
        book.active.append(["Pupils by district"])
        sheet = book.create_sheet("Data")
        for row in (["District", "Pupils"], ["Amman ", pupils], ["Irbid", 412_005]):
            sheet.append(row)
        book.save(Path(name))
        return Path(name)

    first = ("--name", "pupils", "--sheet", "Data", "--accept", "all", *SAID)
    desk.draft(workbook("2024.xlsx", 1_204_310), *first)

    code, out = desk.update("pupils", workbook("2025.xlsx", 1_250_001), "--no-ask")

    assert code == 0, out
    assert desk.table("pupils") == "District,Pupils\nAmman,1250001\nIrbid,412005\n"
