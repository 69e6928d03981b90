"""The inputs are the same bytes each time, and as good or bad as their names say."""

import hashlib

import pytest
from frictionless import Package, system

from benchmarks import inputs as module
from benchmarks.inputs import InputError, build, repeat_the_first, shorten, spoil
from portal.catalog.intake import read_catalog
from portal.catalog.site import read_site

NAMES = ["flights", "x10", "x10-bad", "x10-ragged", "x10-duplicate", "x10-arabic", "x36", "head-10"]


def hashes(inputs):
    return [hashlib.sha256(inputs.csv(name).read_bytes()).hexdigest() for name in NAMES]


def rows(inputs, name):
    return inputs.csv(name).read_text("utf-8").splitlines()[1:]


def errors(descriptor, folder):
    with system.use_context(trusted=True):
        report = Package.from_descriptor(descriptor, basepath=str(folder)).validate()
    return [(error[0], error[1]) for error in report.flatten(["rowNumber", "type"])]


def described(inputs, name):
    from benchmarks import described

    return described.package("p", [described.flights(f"{name}.csv", key=name != "flights")])


def test_two_builds_give_the_same_bytes(data, inputs, tmp_path):
    again = build(tmp_path / "again", data)

    assert hashes(again) == hashes(inputs)


def test_what_was_built_is_not_built_again(data, inputs):
    inputs.csv("x10").write_text("kept", "utf-8")

    build(inputs.folder, data)

    assert inputs.csv("x10").read_text("utf-8") == "kept"


def test_what_other_code_has_built_is_built_again(data, inputs):
    expected = hashes(inputs)
    (inputs.folder / "made-by.txt").write_text("other code", "utf-8")
    inputs.csv("x10").write_text("not kept", "utf-8")

    build(inputs.folder, data)

    assert hashes(inputs) == expected


def test_other_flights_are_refused(data, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SHA256", "0" * 64)

    with pytest.raises(InputError, match="SHA-256"):
        build(tmp_path / "refused", data)


@pytest.mark.parametrize(("name", "times"), [("flights", 1), ("x10", 10), ("x36", 36)])
def test_a_longer_input_repeats_the_rows(inputs, name, times):
    found = rows(inputs, name)

    assert len(found) == 20 * times
    if times > 1:
        assert [row.partition(",")[0] for row in found] == [
            str(n) for n in range(1, 20 * times + 1)
        ]
        assert {row.partition(",")[2] for row in found} == set(rows(inputs, "flights"))


@pytest.mark.parametrize("name", ["flights", "x10", "x10-arabic"])
def test_a_clean_input_is_valid(inputs, name):
    assert errors(described(inputs, name), inputs.folder) == []


def test_the_bad_input_has_one_error_in_a_row_of_a_hundred(inputs):
    found = errors(described(inputs, "x10-bad"), inputs.folder)

    assert [row for row, _kind in found] == [101, 201]


def test_every_kind_of_bad_cell_is_one_error(inputs):
    header, *good = inputs.csv("x10").read_bytes().splitlines()
    spoilt = list(spoil(good[:16], header.decode().split(","), every=2))
    inputs.csv("spoilt").write_bytes(b"".join(row + b"\n" for row in [header, *spoilt]))

    found = errors(described(inputs, "spoilt"), inputs.folder)

    assert [row for row, _kind in found] == [3, 5, 7, 9, 11, 13, 15, 17]
    assert {kind for _row, kind in found} == {"type-error", "constraint-error"}


def test_the_ragged_input_lacks_a_cell_in_a_row_of_a_hundred():
    assert list(shorten([b"1,2", b"3,4", b"5,6"], every=2)) == [b"1,2", b"3", b"5,6"]


def test_the_duplicate_is_the_first_row_at_the_end():
    assert list(repeat_the_first([b"1", b"2"])) == [b"1", b"2", b"1"]


def test_the_arabic_input_has_one_column_of_quoted_arabic(inputs):
    cells = rows(inputs, "x10-arabic")[0].split(",")

    assert cells[14] == '"ذاد"'
    assert ",".join([*cells[:14], "IAH", *cells[15:]]) == rows(inputs, "x10")[0]


def test_the_dataset_with_foreign_keys_is_a_sound_one(inputs):
    (found,) = read_catalog(inputs.root, read_site(inputs.root))

    assert found.dataset is not None
    assert [len(r.schema.foreign_keys) for r in found.dataset.resources] == [2, 0, 0]
    assert found.dataset.resources[0].facets == (("dest", "month"),)
