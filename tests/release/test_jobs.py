"""Several tables at once: the same answer as one after another, whoever does the work."""

from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from portal.exceptions import ReleaseError
from portal.release import crew
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


def test_a_worker_that_was_ended_is_a_sentence(found):
    with pytest.raises(ReleaseError, match="one job at a time"):
        found(Dying())


def test_the_option_starts_processes_of_its_own(steward, monkeypatch, capsys):
    from scripts.cli import run

    monkeypatch.setattr(crew, "LARGE", 0)

    code = run(["validate", "--root", str(steward.root), "--jobs", "2"])

    assert code == 0
    assert "2 rows" in capsys.readouterr().out
