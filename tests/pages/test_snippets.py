"""The code that a dataset's page offers runs as it stands, against a server that is started."""

import ast
import asyncio
import html
import json
import re
import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest
import uvicorn

from portal.language.cells import Column
from portal.language.snippets import Source, condition_of, snippets
from scripts.application import open_release

DATASETS = ("visits", "places")
ROWS = {"visits": 3, "places": 2}
"""How many rows the first table of each has."""
NASTY = 'الدولة, "x" \\ #(lf) $(touch bad) `id` {%} \u200f\n😀'


@pytest.fixture(scope="module")
def served(make_root):
    """Give the address of a server of the fixture."""
    root = make_root(["en", "ar"])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = {}

    async def serve():
        (release,) = (root / "build" / "releases").iterdir()
        datasette, app = await open_release(root, release.name)
        config = uvicorn.Config(app, port=port, log_level="error", lifespan="off")
        started["server"] = uvicorn.Server(config)
        await started["server"].serve()
        for database in datasette.databases.values():
            database.close()
        datasette.executor.shutdown(wait=False)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    deadline = time.monotonic() + 60
    while not getattr(started.get("server"), "started", False) and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    started["server"].should_exit = True
    thread.join(timeout=30)


@pytest.fixture(scope="module")
def offered(served):
    """Return the code on a dataset's page, by the name of the language, as a reader copies it."""

    def on_page(name, prefix=""):
        page = httpx.get(f"{served}{prefix}/dataset/{name}").text
        found = {}
        for inner in re.findall(r'<details class="use">(.*?)</details>', page, re.DOTALL):
            title = re.search(r"<summary><bdi[^>]*>(.*?)</bdi>", inner)[1]
            codes = re.findall(r"<pre[^>]*><code>(.*?)</code>", inner, re.DOTALL)
            found[title] = [html.unescape(code) for code in codes]
        return found

    return on_page


def in_shell(line, folder):
    """Run a line as a reader does who pastes it, and return what it prints."""
    run = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, check=True)
    return run.stdout


@pytest.mark.parametrize("name", DATASETS)
def test_there_is_code_for_six_programs(offered, name):
    english, arabic = offered(name), offered(name, "/ar")

    assert list(english) == ["curl", "Python", "R", "JavaScript", "Excel", "Google Sheets"]
    assert arabic == english


@pytest.mark.parametrize("name", DATASETS)
def test_curl_runs(offered, served, name, tmp_path):
    whole, some = offered(name)["curl"]

    in_shell(whole, tmp_path)
    rows = json.loads(in_shell(some, tmp_path))["rows"]

    (file,) = tmp_path.iterdir()
    address = re.search(r"http\S+csv", whole)[0]
    assert file.read_bytes() == httpx.get(address).content
    assert 0 < len(rows) <= ROWS[name]


@pytest.mark.parametrize("name", DATASETS)
def test_python_runs(offered, name, tmp_path):
    code, with_pandas = offered(name)["Python"]
    (tmp_path / "code.py").write_text(code, "utf-8")

    run = subprocess.run(
        [sys.executable, "code.py"], cwd=tmp_path, capture_output=True, check=True, text=True
    )

    lines = run.stdout.splitlines()
    assert lines[0] == str(ROWS[name])
    assert len(lines) == 1 + ROWS[name]
    assert {"visits": "JOR 2023 1234567", "places": "JOR Jordan الأردن"}[name] in lines
    ast.parse(with_pandas)


def test_the_example_is_of_this_dataset(offered, served):
    code = offered("visits")

    assert "rows?country=JOR&_size=5" in code["JavaScript"][0]
    assert '["country", "year", "visits"]' in code["JavaScript"][0]
    assert code["Google Sheets"] == [f'=IMPORTDATA("{served}/download/visits/visits.csv")']
    assert '{"year", Int64.Type}, {"visits", Int64.Type}, {"rate", type number}' in code["Excel"][0]


def nasty(kind="string", role="dimension"):
    return Column(
        id="country", name=NASTY, title=None, description=None, type=kind, role=role, unit=None,
        unit_column=None, decimals=None, language=None, categories={}, reference=None,
        constraints={}, missing=0,
    )  # fmt: skip


def code_of(**more):
    source = {"csv": "http://p.test/d.csv", "rows": "http://p.test/rows", "file": "d.csv"}
    found = snippets(Source(**source | {"columns": [nasty(), nasty("integer", "measure")]} | more))
    return {snippet.name: [code for _, code in snippet.parts] for snippet in found}


def test_headers_of_any_kind_stay_strings_in_python():
    code, with_pandas = code_of()["Python"]

    strings = {n.value for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Constant)}
    assert NASTY in strings
    keys = {n.value for n in ast.walk(ast.parse(with_pandas)) if isinstance(n, ast.Constant)}
    assert NASTY in keys
    assert "\u200f" not in code + with_pandas


def test_headers_of_any_kind_stay_strings_in_power_query():
    (code,) = code_of(columns=[nasty("integer")], missing=['#(tab)"'])["Excel"]

    assert 'الدولة, ""x"" \\ #(#)(lf) $(touch bad)' in code
    assert '"#(#)(tab)"""' in code


def test_a_value_of_any_kind_stays_one_argument_of_curl(tmp_path):
    code = code_of(condition=("country", "$(touch bad)`touch bad`'\"&|;%"), file="a'b $(touch bad)")
    script = f"printf '%s\\n' {code['curl'][1].removeprefix('curl -fL ')}"

    assert len(in_shell(script, tmp_path).splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
    printed = f"printf '%s\\n' {code['curl'][0].removeprefix('curl -fL -o ')}"
    assert in_shell(printed, tmp_path).splitlines()[0] == b"a'b $(touch bad)"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [None, "", " x", "a" * 61, "a\u200fb", "a\nb"])
def test_some_values_are_no_example(value):
    assert condition_of("country", value) is None


def test_a_table_without_columns_of_a_role_shows_its_first_ones():
    columns = [nasty(role=None) for _ in range(60)]

    assert code_of(columns=columns)["JavaScript"][0].count('"country"') <= 4


def test_a_table_of_numbers_only_has_valid_code():
    code = code_of(columns=[nasty("number", None)])

    ast.parse(code["Python"][1])
    assert "colClasses = NA" in code["R"][0]
