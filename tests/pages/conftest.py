"""A release made by hand: every state that a page can show, small enough to read."""

import asyncio
import dataclasses
import hashlib
import json
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

import portal.database
from portal.database.profiles import write_profiles
from portal.database.views import write_views
from portal.draft import log
from portal.search.index import write_index
from scripts.application import open_release

SCHEMA = Path(portal.database.__file__).with_name("schema.sql")
RELEASE = "20261124T101500Z-3f9c2a"
NOW = "2026-11-24T10:15:00Z"
VISITS_CSV = b"country,year,visits,rate\nJOR,2023,1234567,93.5\nJOR,2014,..,45\nPSE,2023,8,0.5\n"
PLACES_CSV = (
    "code,name_en,name_ar\nJOR,Jordan,الأردن\nPSE,State of Palestine,دولة فلسطين\n".encode()
)
DOWNLOADS = {
    "visits/visits.csv": VISITS_CSV,
    "visits/visits.json": VISITS_CSV,
    "places/places_places.csv": PLACES_CSV,
}
RECEIVED = b"PK, and what a spreadsheet holds"
RECEIVED_NAME = "زيارات\u200f <2023>.XLSX"
DIGEST = hashlib.sha256(RECEIVED).hexdigest()
REPAIRS = [
    log.Entry(number, decision, repair, column, rule, count, row, before, after,
              RECEIVED_NAME, "Sheet & 1", DIGEST)
    for number, decision, repair, column, rule, count, row, before, after in (
        (1, "accepted", "thousands", "visits", ",", 1234, 7, "1,234", "1234"),
        (2, "accepted", "invisible-marks", "country", "", 3, 4, "\u200fJOR", "JOR"),
        (3, "accepted", "telepathy", "<b>gone</b>", "", 1, None, "", "<i>guess</i>"),
        (4, "refused", "dates", "opened", "dd/mm/yyyy", 12, 9, "03/04/2024", "2024-04-03"),
        (5, "accepted", "spaces", "kind", "", 0, None, "of last year ", "of last year"),
    )
]  # fmt: skip
REPAIRS_CSV = log.write(REPAIRS)

SITE = {
    "title": "Fictional portal",
    "description": "Figures of places that do not exist, free to use.",
    "official": False,
    "notice": "Nothing here is official.",
    "publisher": {
        "name": "testers",
        "title": "The testers",
        "translations": {"ar": {"title": "المختبرون"}},
    },
    "contactPoint": {"title": "The testers", "translations": {"ar": {"title": "المختبرون"}}},
    "license": "Apache-2.0",
    "license_url": "https://www.apache.org/licenses/LICENSE-2.0",
    "translations": {
        "ar": {
            "title": "بوابة خيالية",
            "description": "أرقام عن أماكن لا وجود لها.",
            "notice": "لا شيء هنا رسمي.",
        }
    },
}

LICENCE = {"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/l/by"}
DESCRIPTORS = {
    "visits": {
        "name": "visits",
        "languages": ["en"],
        "translations": {"ar": {"title": "الزيارات"}},
        "translationStatus": {"en": "source"},
        "contactPoint": {"title": "Help desk", "email": "help@example.org"},
        "licenses": [LICENCE],
        "spatial": "Nowhere",
        "sources": [
            {
                "title": "Survey of visits",
                "version": "1.2",
                "package": "pkg:pypi/visits@1.2",
                "translations": {"ar": {"title": "مسح الزيارات"}},
            }
        ],
        "comparability": [
            {"note": "Until 2014 day trips were counted.", "translations": {"ar": {"note": "حتى عام 2014 كانت الرحلات اليومية تُحسب."}}}
        ],
        "sameMeasure": [{"dataset": "places", "note": "Other method."}],
        "projectionsFrom": "2030",
        "views": [
            {"name": "over-time", "type": "line", "title": "Visits over time", "x": "year", "y": "visits", "series": "country", "translations": {"ar": {"title": "الزيارات عبر الزمن"}}},
            {"name": "rates", "type": "bar", "title": "Rates", "x": "country", "y": "rate", "query": "year=2023", "highlight": ["JOR"], "translations": {"ar": {"title": "المعدلات"}}},
            {"name": "all-years", "type": "bar", "title": "All years", "query": "_group=country&_measure=sum:visits", "translations": {"ar": {"title": "كل السنوات"}}},
        ],
    },
    "places": {"name": "places", "licenses": [LICENCE], "views": [{"name": "list", "type": "table", "resource": "notes"}]},
    "lost": {"name": "lost", "licenses": [LICENCE]},
}  # fmt: skip


def _insert(connection, table, **values):
    values = {
        key: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if isinstance(value, dict | list)
        else value
        for key, value in values.items()
    }
    marks = ", ".join("?" * len(values))
    connection.execute(
        f"insert into {table} ({', '.join(values)}) values ({marks})", tuple(values.values())
    )


def _data(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("""
            create table places_places (code text primary key, name_en text, name_ar text) strict;
            create table places_notes (_row integer primary key, remark text, link text) strict;
            create table visits (
                country text not null references places_places (code), year integer not null,
                visits integer, rate real, kind text, active integer,
                primary key (country, year)) strict;
        """)
        connection.executemany(
            "insert into places_places values (?, ?, ?)",
            [("JOR", "Jordan", "الأردن"), ("PSE", "State of Palestine", "دولة فلسطين")],
        )
        connection.executemany(
            "insert into places_notes values (?, ?, ?)",
            [(n, f"<script>note {n}</script>", "https://example.org/") for n in range(1, 31)],
        )
        connection.executemany(
            "insert into visits values (?, ?, ?, ?, ?, ?)",
            [
                ("JOR", 2014, None, 45.0, "E", 1),
                ("JOR", 2023, 1234567, 93.5, "E", 0),
                ("PSE", 2023, 8, 0.5, "P", 1),
            ],
        )
        connection.commit()


def _field(connection, table, position, column, kind, **more):
    values = {
        "table_name": table,
        "position": position,
        "column_name": column,
        "name": column,
        "type": kind,
        "format": "default",
        "aggregation_over": [],
        "catch_all": [],
        "required": 0,
        "constraints": {},
        "categories": [],
        "missing": 0,
        "translations": {},
    }
    _insert(connection, "field", **values | more)


def _dataset(connection, name, title, **more):
    values = {
        "name": name,
        "status": "published",
        "language": "en",
        "title": title,
        "publisher": "office",
        "version": 1,
        "published_at": NOW,
        "rows": 3,
        "rules": 14,
        "content_hash": "ab" * 32,
        "translations": {},
        "descriptor": DESCRIPTORS[name],
    }
    _insert(connection, "dataset", **values | more)


def _version(connection, name, number, files):
    stated = {
        path: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for path, data in files.items()
    }
    report = [{"file": f"{name}/{name}.csv", "rows": 3, "rules": 14}]
    _insert(
        connection,
        "version",
        dataset=name,
        number=number,
        published_at=NOW,
        content_hash="ab" * 32,
        rows=3,
        files=stated,
        report=report,
    )


def _catalog(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA.read_text("utf-8"))
        _insert(
            connection,
            "release",
            id=RELEASE,
            built_at=NOW,
            content_hash="cd" * 32,
            software_version="0",
        )
        _insert(
            connection,
            "publisher",
            name="office",
            language="en",
            title="Office of Fiction",
            translations={"ar": {"title": "مكتب الخيال"}},
        )
        _insert(
            connection,
            "topic",
            name="travel",
            language="en",
            title="Travel",
            position=1,
            translations={"ar": {"title": "السفر"}},
        )
        _dataset(
            connection,
            "visits",
            "Visits",
            status="rejected",
            version=2,
            description="Visits a **year**. <script>alert(1)</script> [x](javascript:alert(1))",
            frequency="ANNUAL",
            temporal_start="2014",
            temporal_end="2023",
            translations={"ar": {"title": "الزيارات", "description": "عدد **الزيارات** في السنة."}},
        )
        _dataset(connection, "places", "Places", language="", rows=32, rules=0)
        _dataset(connection, "lost", "Lost", status="withdrawn", reason="It named persons.")
        _insert(connection, "dataset_topic", dataset="visits", topic="travel")
        _insert(connection, "former_name", name="old-visits", dataset="visits")
        for table, dataset, name, key, rows in (
            ("visits", "visits", "visits", ["country", "year"], 3),
            ("places_places", "places", "places", ["code"], 2),
            ("places_notes", "places", "notes", ["_row"], 30),
        ):
            _insert(
                connection,
                "resource",
                table_name=table,
                dataset=dataset,
                name=name,
                position=1 + (name == "notes"),
                rows=rows,
                primary_key=key,
                facets=[["kind"], ["country", "kind"]] if table == "visits" else [],
                content_hash="ef" * 32,
                translations={},
            )
        _fields(connection)
        for path_, kind in (
            ("visits/visits.csv", "csv"),
            ("visits/visits.json", "json"),
            ("places/places_places.csv", "csv"),
        ):
            _insert(
                connection,
                "file",
                path=path_,
                dataset=path_.split("/", maxsplit=1)[0],
                format=kind,
                media_type={"csv": "text/csv; charset=utf-8", "json": "application/json"}[kind],
                bytes=len(DOWNLOADS[path_]),
                sha256=hashlib.sha256(DOWNLOADS[path_]).hexdigest(),
            )
        _insert(
            connection,
            "missing_reason",
            table_name="visits",
            row_key=["JOR", 2014],
            column_name="visits",
            value="..",
            label="not available",
            translations={"ar": {"label": "غير متوفر"}},
        )
        _insert(
            connection,
            "missing_count",
            table_name="visits",
            column_name="visits",
            value="..",
            label="not available",
            translations={"ar": {"label": "غير متوفر"}},
            count=1,
        )
        _insert(
            connection,
            "correction",
            dataset="visits",
            position=1,
            table_name="visits",
            row_key=["PSE", 2023],
            column_name="visits",
            old_value="8000",
            new_value="8",
            reason="A slip of the unit.",
            translations={"ar": {"reason": "خطأ في الوحدة."}},
        )
        for position, entry in enumerate(REPAIRS, 1):
            _repair(connection, "visits", position, entry)
        _reports(connection)
        _version(connection, "visits", 1, {"visits.csv": VISITS_CSV})
        files = {"visits.csv": VISITS_CSV, "notes/page.html": b"<script>"}
        received = {"repairs.csv": REPAIRS_CSV, f"original/{RECEIVED_NAME}": RECEIVED}
        _version(connection, "visits", 2, files | received)
        _version(connection, "places", 1, {"places.csv": VISITS_CSV})
        with closing(sqlite3.connect(path.with_name("data.db"))) as data:
            write_profiles(connection, data)
            write_index(connection, data)
            write_views(connection, data)
        connection.commit()


def _repair(connection, dataset, position, entry):
    values = dataclasses.asdict(entry)
    known = ("visits", entry.column) if entry.column in {"visits", "country", "kind"} else None
    table, column = known or (None, None)
    values |= {"label": values.pop("column"), "table_name": table, "column_name": column}
    _insert(connection, "repair", dataset=dataset, position=position, **values)


def _fields(connection):
    arabic = {"ar": {"title": "الدولة"}}
    _field(
        connection,
        "visits",
        1,
        "country",
        "string",
        title="Country",
        role="dimension",
        required=1,
        constraints={"required": True},
        reference_table="places_places",
        reference_column="code",
        translations=arabic,
    )
    _field(
        connection,
        "visits",
        2,
        "year",
        "integer",
        title="Year",
        role="time",
        constraints={"required": True, "minimum": 2014},
        translations={"ar": {"title": "السنة"}},
    )
    _field(
        connection,
        "visits",
        3,
        "visits",
        "integer",
        title="Visits",
        description="Nights are another dataset.",
        role="measure",
        unit="persons",
        aggregation="sum",
        missing=1,
        translations={"ar": {"title": "الزيارات", "unit": "أشخاص"}},
    )
    _field(connection, "visits", 4, "rate", "number", title="Rate", role="measure", decimals=1)
    _field(
        connection,
        "visits",
        5,
        "kind",
        "string",
        title="Kind",
        role="status",
        constraints={"enum": ["E", "P"]},
        categories=[
            {"value": "E", "label": "estimate", "translations": {"ar": {"label": "تقدير"}}},
            {"value": "P", "label": "projection", "translations": {"ar": {"label": "إسقاط"}}},
        ],
    )
    _field(connection, "visits", 6, "active", "boolean")
    _field(connection, "places_places", 1, "code", "string", constraints={"pattern": "[A-Z]{3}"})
    _field(connection, "places_places", 2, "name_en", "string", role="label", language="en")
    _field(connection, "places_places", 3, "name_ar", "string", role="label", language="ar")
    codes = [f"code-{n}" for n in range(40)]
    _field(connection, "places_notes", 1, "remark", "string", constraints={"enum": codes})
    _field(connection, "places_notes", 2, "link", "string")


def _reports(connection):
    common = {
        "dataset": "visits",
        "resource": "visits",
        "file": "visits/visits.csv",
        "checked_at": NOW,
        "rows": 3,
        "rejected": 0,
        "judged": 1,
        "rules": 14,
        "bytes": 1200,
        "encoding": "utf-8",
        "encoding_reason": "utf-8",
        "dialect": {"delimiter": ";", "commentChar": "#"},
        "dialect_reason": "declared",
    }
    _insert(connection, "check_report", id=1, verdict="valid", published=1, errors=0, **common)
    notes = common | {"dataset": "places", "resource": "notes", "file": "places/notes.csv"}
    _insert(
        connection,
        "check_report",
        id=3,
        verdict="invalid",
        published=0,
        errors=120_000,
        **notes | {"rows": 500_000, "rejected": 120_000},
    )
    silent = notes | {"file": "places/datapackage.json", "resource": None}
    _insert(connection, "check_report", id=4, verdict="valid", published=0, errors=0, **silent)
    for row in range(2, 14):
        _error(
            connection,
            3,
            row,
            "type-error",
            row=row,
            field="remark",
            column_letter="A",
            value=f"ten {row}",
            rule="integer",
            parameters={"type": "integer"},
        )
    _error(connection, 3, 14, "encoding-suspect", severity="warning", parameters={"encoding": "windows-1256", "used": "utf-8"})  # fmt: skip
    _count(connection, 3, 1, "type-error", 120_000, field="remark", rule="integer")
    _count(connection, 3, 2, "encoding-suspect", 1, severity="warning")
    refused = common | {"rejected": 2}
    _insert(connection, "check_report", id=2, verdict="invalid", published=0, errors=2, **refused)
    _error(
        connection,
        2,
        1,
        "type-error",
        row=3,
        field="year",
        column_letter="B",
        value="<b>twenty</b>",
        rule="integer",
        suggestion="<b>20</b>",
    )
    _error(connection, 2, 2, "missing-cell", row=4, field="rate", column_letter="D")
    _count(connection, 2, 1, "type-error", 1, field="year", rule="integer")
    _count(connection, 2, 2, "missing-cell", 1, field="rate")
    rows = {
        1: ["country", "year", "visits", "rate"],
        2: ["JOR", "2023", "1234567", "93.5"],
        3: ["الأردن", "<b>twenty</b>", "..", "-5.2%"],
        4: ["PSE", "2023", "\u200f8"],
    }
    for number, cells in rows.items():
        _insert(connection, "check_row", report=2, row=number, cells=cells)


def _error(connection, report, position, code, **about):
    values = {"severity": "error", "parameters": {}, "report": report, "position": position}
    _insert(connection, "check_error", code=code, **values | about)


def _count(connection, report, position, code, count, **about):
    values = {"severity": "error", "report": report, "position": position, "count": count}
    _insert(connection, "check_count", code=code, **values | about)


@pytest.fixture(scope="session")
def make_root(tmp_path_factory):
    """Return a function that makes the root of a portal with these languages."""

    def make(languages):
        root = tmp_path_factory.mktemp("portal")
        release = root / "build" / "releases" / RELEASE
        downloads = release / "downloads"
        for name, content in DOWNLOADS.items():
            path = downloads / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for content in (VISITS_CSV, b"<script>", REPAIRS_CSV, RECEIVED):
            digest = hashlib.sha256(content).hexdigest()
            path = root / "archive" / "objects" / digest[:2] / digest
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _data(release / "data.db")
        _catalog(release / "catalog.db")
        (release / "metadata.json").write_text(json.dumps(SITE | {"languages": languages}), "utf-8")
        return root

    return make


@pytest.fixture(scope="session", params=["en,ar", "ar,en"], ids=["english-first", "arabic-first"])
def languages(request):
    return request.param.split(",")


@pytest.fixture(scope="session")
def get(make_root, languages):
    """Return a function that asks the whole application for an address."""
    with asking(make_root(languages), RELEASE) as fetch:
        yield fetch


@contextmanager
def asking(root, release):
    """Yield a function that asks a release of a root for an address, and close all that it opened."""
    runner = asyncio.Runner()
    datasette, app = runner.run(open_release(root, release))

    async def ask(path, method):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://portal.test") as client:
            return await client.request(method, path, headers={"accept-encoding": "identity"})

    def fetch(path, method="GET"):
        return runner.run(ask(path, method))

    yield fetch
    # Not close_release: pytest would report the SystemExit by which that ends a thread.
    for database in datasette.databases.values():
        database.close()
    datasette.executor.shutdown(wait=False)
    runner.close()


@pytest.fixture(scope="session")
def prefix(languages):
    """Return a function from a language to where its pages begin."""
    return lambda language: "" if language == languages[0] else f"/{language}"
