"""From datasets/ to the last link: published for real, served whole, and read as people do."""

import csv
import functools
import hashlib
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from urllib.parse import quote, unquote, urljoin

import pytest

from portal.release.store import current_release

HREF = re.compile(r'href="([^"]+)"')
MOST_PAGES = 250
PLAIN = {"accept-encoding": "identity"}
BASE = "http://portal.test"


@pytest.fixture(
    scope="module",
    params=[(name, first) for name in ("fictional", "real") for first in ("en", "ar")],
    ids="-".join,
)
def root(request, published, tmp_path_factory):
    """Return a copy of a catalog with one or the other language at /."""
    name, first = request.param
    root = tmp_path_factory.mktemp(first) / "portal"
    shutil.copytree(published(name), root)
    settings = current_release(root / "build").folder / "metadata.json"
    site = json.loads(settings.read_text("utf-8"))
    site["languages"].sort(key=lambda language: language != first)
    settings.write_text(json.dumps(site), "utf-8")
    return root


@pytest.fixture(scope="module")
def ask(root, converse):
    """Return a function that runs a coroutine function with a client of the whole application."""
    return functools.partial(converse, root, base_url=BASE)


def catalog(root, query):
    path = current_release(root / "build").folder / "catalog.db"
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("start", ["/", "/en/", "/ar/"])
def test_every_page_answers(ask, start):
    async def crawl(client):
        seen, waiting, wrong = set(), [start], []
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.pop(0)
            if path in seen:
                continue
            seen.add(path)
            response = await client.get(path, follow_redirects=True)
            if response.status_code != 200:
                wrong.append((path, response.status_code))
            if "html" in response.headers["content-type"]:
                links = (urljoin(str(response.url), link) for link in HREF.findall(response.text))
                paths = [link.removeprefix(BASE) for link in links if link.startswith(BASE + "/")]
                waiting += [path.partition("#")[0].replace("&amp;", "&") for path in paths]
        return wrong, len(seen)

    wrong, count = ask(crawl)

    assert wrong == []
    assert count > 20


def test_the_api_describes_every_dataset_and_gives_every_row(ask, root):
    datasets = catalog(root, "select name from dataset order by name")
    tables = catalog(root, "select dataset, name, table_name, rows from resource")

    async def read(client):
        listed = (await client.get("/api/v1/datasets")).json()
        described = [
            (await client.get(f"/api/v1/datasets/{name}")).json()["name"] for (name,) in datasets
        ]
        counted = {}
        for dataset, resource, table, _rows in tables:
            url = f"/api/v1/datasets/{dataset}/resources/{resource}/rows?_size=max"
            count = 0
            while url:
                page = (await client.get(url)).json()
                count += len(page["rows"])
                url = page["next_url"]
            counted[table] = (count, page["total"])
        return listed, described, counted

    listed, described, counted = ask(read)

    assert sorted(dataset["name"] for dataset in listed["datasets"]) == [n for (n,) in datasets]
    assert described == [name for (name,) in datasets]
    assert counted == {table: (rows, rows) for _, _, table, rows in tables}


def test_downloads_hold_the_whole_table(ask, root):
    tables = catalog(root, "select dataset, table_name, rows from resource")
    hashes = dict(catalog(root, "select path, sha256 from file"))

    async def fetch(client):
        return [
            (
                rows,
                f"{dataset}/{table}.csv",
                await client.get(f"/download/{dataset}/{table}.csv", headers=PLAIN),
                (await client.get(f"/download/{dataset}/{table}.json")).json(),
            )
            for dataset, table, rows in tables
        ]

    for rows, path, as_csv, as_json in ask(fetch):
        records = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8"), newline="")))
        assert len(records) - 1 == len(as_json) == rows
        assert int(as_csv.headers["content-length"]) == len(as_csv.content)
        assert hashlib.sha256(as_csv.content).hexdigest() == hashes[path]


def test_a_version_answers_with_the_bytes_that_lie_in_datasets(ask, root):
    versions = catalog(root, "select dataset, number, files from version")

    async def fetch(client):
        return {
            (name, path): (await client.get(f"/dataset/{name}/versions/{number}/{quote(path)}"))
            for name, number, files in versions
            for path in json.loads(files)
        }

    found = ask(fetch)

    assert found
    for (name, path), response in found.items():
        assert response.content == (root / "datasets" / name / path).read_bytes()


def test_records_of_every_table_answer(ask, root):
    tables = catalog(root, "select table_name from resource where rows > 0")

    async def look(client):
        answers = []
        for (table,) in tables:
            page = await client.get(f"/data/{table}")
            record = re.search(rf'href="((?:/\w\w)?/data/{table}/[^"?]+)"', page.text)
            answers.append((await client.get(unquote(record[1]))).status_code)
        return answers

    assert ask(look) == [200] * len(tables)
