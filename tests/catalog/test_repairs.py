"""The log of repairs in a dataset's folder, and the file as it was received."""

import hashlib

import pytest

from portal.catalog import repairs
from portal.catalog.intake import read_dataset
from portal.draft import log

RECEIVED = "id;age\n1;30\n"
SHA256 = hashlib.sha256(RECEIVED.encode()).hexdigest()
HEADER = ",".join(log.COLUMNS) + "\n"


def line(**cells):
    """Return a row of a log as text."""
    row = {
        **dict.fromkeys(log.COLUMNS, ""),
        "number": "1",
        "decision": "accepted",
        "repair": "delimiter",
        "rule": ";",
        "count": "2",
        "file": "old.csv",
        "sha256": SHA256,
        **cells,
    }
    return ",".join(row.values()) + "\n"


@pytest.fixture
def received(write, package, site):
    """Write a dataset with this log and these files in original/; return what it describes."""

    def run(text, **originals):
        folder = write(package, repairs__csv=text)
        for name, content in originals.items():
            path = folder / "original" / name.replace("__", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="")
        return read_dataset(folder, site)

    return run


def test_log_and_original_belong_to_the_files_of_a_version(received):
    described = received(HEADER + line(), old__csv=RECEIVED, other__csv="secret\n")

    assert described.files == ("datapackage.json", "repairs.csv", "people.csv", "original/old.csv")
    assert [entry.rule for entry in described.repairs] == [";"]
    assert (described.report.errors, described.report.warnings) == ([], [])


def test_a_folder_without_a_log_is_as_it_was(read, package):
    described = read(package)

    assert (described.repairs, described.files) == ((), ("datapackage.json", "people.csv"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "the first row must be number,decision"),
        ("id,age\n1,30\n", "the first row must be number,decision"),
        (HEADER + line(decision="maybe"), "row 2, column B (decision)"),
        (HEADER + line(count="many"), "row 2: number, count and row"),
        (HEADER + line(count="-1"), "row 2: -1"),
        (HEADER + line() + line(row=str(2**63)), f"row 3: {2**63}"),
        (HEADER + "1,accepted\n", "row 2: 12 cells expected, 2 found"),
        (HEADER + line(before="\ud800"), "is not in UTF-8"),
        (HEADER + line(sha256=SHA256[:-1]), "row 2: the file and its SHA-256"),
        (HEADER + line(file=""), "row 2: the file and its SHA-256"),
    ],
    ids=[
        *("empty", "other", "decision", "count", "negative", "too great", "short", "encoding"),
        *("hash", "no file"),
    ],
)
def test_a_damaged_log_keeps_the_dataset_out(write, package, site, incomplete, text, expected):
    folder = write(package)
    (folder / "repairs.csv").write_bytes(text.encode("utf-8", "surrogatepass"))

    described = read_dataset(folder, site)

    (error,) = described.report.errors
    assert (error.code, error.file) == ("repairs-invalid", "people/repairs.csv")
    assert expected in error.parameters["note"]
    assert described.dataset is None
    assert incomplete([error]) == []


@pytest.mark.parametrize("name", ["../secret.csv", "a/b.csv", "/etc/passwd", "a\\b.csv", ".."])
def test_a_name_that_leads_elsewhere_keeps_the_dataset_out(received, incomplete, name):
    described = received(HEADER + line(file=name))

    (error,) = described.report.errors
    assert (error.code, error.file) == ("path-unsafe", "people/repairs.csv")
    assert (error.value, described.dataset) == (name, None)
    assert incomplete([error]) == []


def test_a_link_out_of_the_folder_is_not_followed(write, package, site, tmp_path):
    (tmp_path / "secret.csv").write_text(RECEIVED)
    folder = write(package, repairs__csv=HEADER + line())
    (folder / "original").mkdir()
    (folder / "original" / "old.csv").symlink_to(tmp_path / "secret.csv")

    described = read_dataset(folder, site)

    (error,) = described.report.errors
    assert (error.code, error.rule) == ("path-unsafe", "outside")


@pytest.mark.parametrize(
    "originals",
    [{"old__csv": RECEIVED + "2;40\n"}],
    ids=["another one"],
)
def test_a_log_without_its_file_is_published_with_a_warning(received, incomplete, originals):
    described = received(HEADER + line(), **originals)

    (warning,) = described.report.warnings
    assert (warning.code, warning.value) == ("original-differs", "original/old.csv")
    assert described.dataset is not None
    assert "original/old.csv" not in described.files
    assert incomplete([warning]) == []


def test_a_file_that_is_not_there_is_not_to_be_published(received):
    described = received(HEADER + line())

    assert described.report.warnings == []
    assert "original/old.csv" not in described.files


def test_a_folder_in_place_of_the_file_is_told(write, package, site):
    folder = write(package, repairs__csv=HEADER + line())
    (folder / "original" / "old.csv").mkdir(parents=True)

    described = read_dataset(folder, site)

    (warning,) = described.report.warnings
    assert (warning.code, warning.rule) == ("original-unread", None)


def test_a_file_that_is_too_large_is_not_taken_along(received, incomplete, monkeypatch):
    monkeypatch.setattr(repairs, "LARGEST_ORIGINAL", len(RECEIVED) - 1)

    described = received(HEADER + line(), old__csv=RECEIVED)

    (warning,) = described.report.warnings
    assert (warning.code, warning.rule) == ("original-unread", "size")
    assert incomplete([warning]) == []


def test_an_old_log_names_several_files(received):
    text = HEADER + line() + line(number="2", file="older.csv", count="0")

    described = received(text, old__csv=RECEIVED, older__csv=RECEIVED)

    assert described.files[-2:] == ("original/old.csv", "original/older.csv")
