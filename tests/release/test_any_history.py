"""Whatever a steward does, in whatever order, a release stays true to its archive."""

import csv
import hashlib
import itertools
import json
import os
import shutil
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from portal.exceptions import RequestError
from portal.release.publish import publish, readmit, withdraw
from portal.release.rollback import roll_back

CODES = ("AAA", "BBB", "CCC", "DDD")
NAMES = ("codes", "facts", "more", "notes", "pair")
HISTORIES = int(os.environ.get("PORTAL_HISTORIES", "12"))

codes = st.lists(st.sampled_from(CODES), max_size=4)
names = st.sampled_from(NAMES)


class History(RuleBasedStateMachine):
    """A catalog with a parent, two children, a grandchild and a dataset of two resources.

    The model is small: what was ever published, and what is withdrawn.
    """

    def __init__(self, make):
        super().__init__()
        self.make = make
        self.called = {name: name for name in NAMES}
        self.published = set()
        self.withdrawn = set()
        self.versions = {}

    @initialize()
    def begin(self):
        self.steward, self.in_child = self.make()
        for name in NAMES:
            self.write(name, CODES if name == "codes" else CODES[:2])
        self.publish()

    @rule(name=names, used=codes)
    def edit(self, name, used):
        self.write(name, used)

    @rule(name=names)
    def spoil(self, name):
        table = next(iter(sorted(self.folder(name).glob("*.csv"))), None)
        if table is not None:
            table.write_text(table.read_text() + "too,many,cells,in,this,row\n")

    @rule(name=names, text=st.sampled_from(["{", "{}", '{"name": 1}', "[]"]))
    def break_descriptor(self, name, text):
        if self.folder(name).is_dir():
            (self.folder(name) / "datapackage.json").write_text(text)

    @rule(name=names)
    def remove(self, name):
        shutil.rmtree(self.folder(name), ignore_errors=True)

    @rule(name=names, used=codes, follow=st.booleans())
    def rename(self, name, used, follow):
        old = self.called[name]
        shutil.rmtree(self.folder(name), ignore_errors=True)
        self.called[name] = name if old != name else f"{name}-2"
        self.write(name, used, former=[old])
        if follow:
            for other in NAMES:
                self.write(other, CODES if other == "codes" else used)

    @rule(name=names)
    def copy(self, name):
        if self.folder(name).is_dir():
            shutil.copytree(self.folder(name), self.folder(name).with_name("x"), dirs_exist_ok=True)

    @rule(name=names)
    def withdraw(self, name):
        current = self.called[name]
        try:
            withdraw(self.steward.root, current, "It was wrong.", self.tick())
        except RequestError:
            return
        self.withdrawn.add(current)
        self.check()

    @rule(name=names)
    def readmit(self, name):
        current = self.called[name]
        if current in self.withdrawn:
            self.withdrawn.remove(current)
            readmit(self.steward.root, current, self.tick())
            self.check()

    @rule()
    def roll_back(self):
        try:
            roll_back(self.steward.root, None, self.tick())
        except RequestError:
            return
        self.check(rolled_back=True)

    @rule(what=st.sampled_from(["build", "build/current", "datasets/x"]))
    def lose(self, what):
        path = self.steward.root / what
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    @rule(title=st.sampled_from(["One", "Two"]))
    def change_settings(self, title):
        path = self.steward.root / "metadata.json"
        described = json.loads(path.read_text())
        described["publisher"]["title"] = title
        path.write_text(json.dumps(described))

    @rule()
    def publish(self):
        done = self.steward.publish()
        self.check(done)
        again = self.steward.publish()
        assert again.nothing_new
        assert again.release == done.release
        assert sorted(again.refused) == sorted(done.refused)

    @rule()
    def try_out(self):
        before = self.steward.current
        self.steward.publish(dry_run=True)
        assert self.steward.current == before
        assert self.steward.left_over() == []

    @rule(step=st.integers(0, 80))
    def die(self, step):
        clock = self.steward.clock + timedelta(minutes=1)
        self.in_child(publish, self.steward.root, clock, after=step)
        self.tick()
        self.publish()

    def teardown(self):
        self.publish()
        shutil.rmtree(self.steward.root)

    def check(self, done=None, *, rolled_back=False):
        """Hold the current release against the archive and the model."""
        steward = self.steward
        assert steward.left_over() == []
        assert steward.rows("pragma integrity_check") == [("ok",)]
        assert steward.rows("pragma foreign_key_check") == []
        status = dict(steward.catalog("select name, status from dataset"))
        held = {name for name, word in status.items() if word != "withdrawn"}
        former = dict(steward.catalog("select name, dataset from former_name"))
        assert not held & self.withdrawn
        assert {n for n in self.withdrawn if status.get(n) != "withdrawn"} == set()
        assert not held & former.keys()
        self.check_versions(held)
        for name in held:
            self.check_rows(name)
        self.check_catalog()
        if rolled_back:
            self.published = held
            return
        out = {n for n, o in done.outcomes.items() if o.side is None} if done else set()
        gone = {former.get(n, n) for n in self.published} - held - out
        assert {n for n in gone if status.get(n) != "withdrawn"} == set()
        self.published = held
        for name in done.refused if done else ():
            refused = done.outcomes[name].refused if done.outcomes else None
            if refused is not None and name in held:
                ((published,),) = steward.catalog(
                    "select content_hash from dataset where name = ?", name
                )
                assert published != refused.content_hash

    def check_versions(self, held):
        """Every version stays as it was, and its files are there."""
        archive = self.steward.root / "archive"
        known = {
            (path.parent.name, int(path.stem)): json.loads(path.read_bytes())
            for path in archive.glob("datasets/*/*.json")
            if path.stem.isdecimal()
        }
        assert known.items() >= self.versions.items()
        for (name, number), version in known.items():
            if (name, number) not in self.versions:
                assert number > max((n for m, n in self.versions if m == name), default=0)
            for entry in version["files"].values():
                path = archive / "objects" / entry["sha256"][:2] / entry["sha256"]
                assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]
        used = {e["sha256"] for v in known.values() for e in v["files"].values()}
        assert {path.name for path in archive.glob("objects/*/*")} == used
        self.versions = known
        listed = set(self.steward.catalog("select dataset, number, content_hash from version"))
        former = self.steward.catalog("select name, dataset from former_name")
        lineage = [(name, name) for name in held] + [(o, n) for o, n in former if n in held]
        assert listed == {
            (now, number, version["content_hash"])
            for (name, number), version in known.items()
            for old, now in lineage
            if old == name
        }

    def check_rows(self, name):
        """Hold the rows of a dataset against the files of its version."""
        steward = self.steward
        ((version,),) = steward.catalog("select version from dataset where name = ?", name)
        ((written,),) = steward.catalog(
            "select files from version where dataset = ? and number = ?", name, version
        )
        files = json.loads(written)
        tables = steward.catalog("select table_name, name from resource where dataset = ?", name)
        for table, resource in tables:
            sha256 = files[f"{resource}.csv"]["sha256"]
            path = steward.root / "archive/objects" / sha256[:2] / sha256
            rows = list(csv.reader(path.read_text().splitlines()))[1:]
            columns = [
                column
                for (column,) in steward.catalog(
                    "select column_name from field where table_name = ? order by position", table
                )
            ]
            found = steward.rows(f"select {', '.join(columns)} from {table} order by _rowid_")
            assert [["-" if v is None else str(v) for v in row] for row in found] == rows

    def check_catalog(self):
        """Hold what the catalog says of the data against them."""
        steward = self.steward
        for table, rows, key in steward.catalog(
            "select table_name, rows, primary_key from resource"
        ):
            assert steward.rows(f"select count(*) from {table}") == [(rows,)]
            for column, missing, parent in steward.catalog(
                "select column_name, missing, reference_table from field where table_name = ?",
                table,
            ):
                query = f"select count(*) from {table} where {column} is null"
                assert steward.rows(query) == [(missing,)]
                if parent is not None:
                    steward.rows(f"select 1 from {parent}")
            noted = steward.catalog(
                "select row_key from missing_reason where table_name = ?"
                " union all select row_key from correction where table_name = ?",
                table,
                table,
            )
            keys = set(
                steward.rows(f"select json_array({', '.join(json.loads(key))}) from {table}")
            )
            assert set(noted) <= keys
        sums = steward.catalog(
            "select d.rows - (select sum(rows) from resource r where r.dataset = d.name)"
            " from dataset d where status != 'withdrawn'"
        )
        assert set(sums) <= {(0,)}
        for path, sha256 in steward.catalog("select path, sha256 from file"):
            content = (steward.current.folder / "downloads" / path).read_bytes()
            assert hashlib.sha256(content).hexdigest() == sha256

    def tick(self):
        self.steward.clock += timedelta(minutes=1)
        return self.steward.clock

    def folder(self, name):
        return self.steward.root / "datasets" / self.called[name]

    def write(self, name, used, former=()):
        """Write a dataset that is right, unless a code is twice or not in its parent."""
        if self.folder(name).is_dir() and not former:
            was = self.folder(name) / "datapackage.json"
            try:
                former = json.loads(was.read_text()).get("formerNames", ())
            except (ValueError, AttributeError, OSError):
                former = ()
        shutil.rmtree(self.folder(name), ignore_errors=True)
        code = {"name": "code", "type": "string", "constraints": {"required": True}}
        keys = {"primaryKey": ["code"]}
        parent = {"more": "codes", "facts": "codes", "notes": "facts", "pair": "codes"}.get(name)
        if parent is not None:
            reference = {
                "package": self.called[parent],
                "resource": self.called[parent],
                "fields": ["code"],
            }
            keys["foreignKeys"] = [{"fields": ["code"], "reference": reference}]
        rows = "".join(f"{value}\n" for value in used)
        former = {"Former": list(former)} if former else {}
        self.steward.write(self.called[name], f"code\n{rows}", [code], **keys, **former)
        if name == "pair":
            self.add_second(used)

    def add_second(self, used):
        """Give the pair its second resource: gaps with reasons, a key inside, a correction."""
        path = self.folder("pair") / "datapackage.json"
        described = json.loads(path.read_text())
        described["resources"].append(
            {
                "name": "second",
                "path": "second.csv",
                "schema": {
                    "fields": [
                        {"name": "code", "type": "string"},
                        {"name": "value", "type": "integer"},
                    ],
                    "missingValues": [{"value": "-", "label": "not collected"}],
                    "foreignKeys": [
                        {
                            "fields": ["code"],
                            "reference": {"resource": self.called["pair"], "fields": ["code"]},
                        }
                    ],
                },
            }
        )
        if used:
            described["corrections"] = [
                {
                    "resource": "second",
                    "key": {"code": used[0]},
                    "field": "value",
                    "old": "7",
                    "new": None,
                    "reason": "withheld",
                }
            ]
        path.write_text(json.dumps(described))
        rows = "".join(f"{value},-\n{value},5\n" for value in used)
        (self.folder("pair") / "second.csv").write_text(f"code,value\n{rows}")


def test_any_history_leaves_a_true_release(steward, tmp_path, in_child):
    places = (tmp_path / f"portal-{number}" for number in itertools.count())

    def make():
        made = type(steward)(next(places))
        shutil.rmtree(made.root / "datasets")
        return made, in_child

    run_state_machine_as_test(
        lambda: History(make),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
