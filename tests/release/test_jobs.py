"""Several tables at once: the same answer as one after another, whoever does the work."""

import json
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from portal.exceptions import ReleaseError
from portal.release import crew
from portal.release.loose import checked_folder
from portal.release.named import checked_datasets


class Dying(Executor):
    """An executor whose workers are ended from outside."""

    def submit(self, *_task, **_options):
        from concurrent.futures.process import BrokenProcessPool

        future = Future()
        future.set_exception(BrokenProcessPool("gone"))
        return future


@pytest.fixture
def found(steward, monkeypatch):
    """Check a portal with errors by an executor; give reports, all errors heard, and staged rows."""
    monkeypatch.setattr(crew, "LARGE", 0)
    steward.parent("JOR", "EGY", "EGY")
    steward.child(("JOR", 1), ("XXX", 2), ("EGY", "many"))

    def run(executor):
        heard = []
        listen = lambda report, error: heard.append((report.file, error.code, error.row))  # noqa: E731
        with checked_datasets(steward.root, (), None, listen, executor) as together:
            reports = [
                (report.file, report.rows, report.rejected, report.errors)
                for checked in together.checked
                for report in checked.reports
            ]
            rows = together.checked[0].staging.execute("select * from facts").fetchall()
        return reports, sorted(heard, key=str), rows

    return run


def test_an_executor_changes_nothing(found):
    alone = found(None)

    with ThreadPoolExecutor(2) as executor:
        together = found(executor)

    assert together == alone
    assert any(code == "type-error" for _file, code, _row in alone[1])


def test_errors_that_no_report_keeps_are_heard_all_the_same(found, monkeypatch):
    monkeypatch.setattr("portal.tabular.report.KEPT", 0)
    alone = found(None)

    with ThreadPoolExecutor(2) as executor:
        together = found(executor)

    assert together == alone
    assert [errors for _file, _rows, _rejected, errors in together[0] if errors] == []
    assert len(together[1]) == 2


def test_what_is_published_is_the_same(steward, monkeypatch):
    monkeypatch.setattr(crew, "LARGE", 0)
    steward.publish()
    before = steward.rows("select * from facts")
    steward.parent("JOR", "EGY", "IRQ")
    steward.child(("JOR", 1), ("EGY", 2), ("IRQ", 3))

    with ThreadPoolExecutor(2) as executor:
        done = steward.publish(executor=executor)

    assert (done.refused, set(done.changed)) == ((), {"codes", "facts"})
    assert steward.rows("select * from facts") == [*before, (3, "IRQ", 3)]
    assert steward.left_over() == []


def test_keys_within_a_package_are_decided_on_what_others_checked(steward, monkeypatch):
    monkeypatch.setattr(crew, "LARGE", 0)
    folder = steward.root / "datasets/facts"
    path = folder / "datapackage.json"
    described = json.loads(path.read_text())
    (facts,) = described["resources"]
    facts["schema"]["foreignKeys"][0]["reference"] = {"resource": "codes", "fields": ["code"]}
    schema = {"fields": [{"name": "code", "type": "string"}], "primaryKey": ["code"]}
    described["resources"].append({"name": "codes", "path": "codes.csv", "schema": schema})
    path.write_text(json.dumps(described))
    (folder / "codes.csv").write_text("code\nJOR\n")
    seen = []

    with (
        ThreadPoolExecutor(2) as executor,
        checked_folder(
            folder, lambda name, rows: seen.append((name, rows)), executor=executor
        ) as checked,
    ):
        errors = [(e.code, e.value) for report in checked.reports for e in report.errors]

    assert errors == [("foreign-key", "EGY")]
    assert {name for name, _rows in seen} <= {"facts"}


def test_one_large_table_alone_is_checked_at_home(steward, monkeypatch):
    monkeypatch.setattr(crew, "LARGE", len("code,value\nJOR,1\nEGY,2\n"))

    done = steward.publish(executor=Dying())

    assert done.refused == ()


def test_a_worker_that_was_ended_is_a_sentence(found):
    with pytest.raises(ReleaseError, match="one job at a time"):
        found(Dying())


def test_the_option_starts_processes_of_its_own(steward, monkeypatch, capsys):
    from scripts.cli import run

    monkeypatch.setattr(crew, "LARGE", 0)

    code = run(["validate", "--root", str(steward.root), "--jobs", "2"])

    assert code == 0
    assert "2 rows" in capsys.readouterr().out
