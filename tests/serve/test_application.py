"""The whole ASGI application on a fixture release."""

import time

import pytest

POLICY = "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 200),
        ("/ar/", "GET", 200),
        ("/", "HEAD", 200),
        ("/", "OPTIONS", 204),
        ("/", "POST", 405),
        ("/data/towns", "GET", 200),
        ("/data/towns", "TRACE", 405),
        ("/data/towns.json", "GET", 302),
        ("/data/towns.csv", "GET", 200),
        ("/data/towns/A1", "GET", 200),
        ("/data/towns?_sort=nope", "GET", 400),
        ("/data/towns?_sort=name&_sort_desc=name", "GET", 400),
        ("/data/towns?_timelimit=x", "GET", 400),
        ("/-/health", "GET", 200),
        ("/-/static/app.css", "GET", 200),
        ("/ar", "GET", 308),
        ("/nope", "GET", 404),
        ("/a/b/c/d", "GET", 404),
        ("/api/3/action/site_read", "GET", 404),
        ("/data/counts/A1", "GET", 404),
        ("/data/counts/A1,1999", "GET", 404),
        ("/data/nope/1", "GET", 404),
    ],
)
def test_every_kind_of_answer(get, path, method, status):
    answer = get(path, method)

    assert answer.status_code == status
    assert answer.headers.get_list("content-security-policy") == [POLICY]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
    if method == "HEAD":
        assert answer.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "/catalog",
        "/catalog.json",
        "/catalog.db",
        "/catalog/dataset",
        "/catalog/dataset.json",
        "/catalog/dataset/towns",
        "/~63atalog/dataset",
        "/~63~61talog/dataset.csv",
        "/CATALOG/dataset",
        "/catalog-0000000/dataset",
        "/ar/catalog/dataset",
        "/data.json",
        "/data.db",
        "/data.csv",
        "/data/sqlite_master",
        "/data/sqlite_stat1",
        "/data/sqlite_stat1/towns",
        "/data-1234567/towns",
        "/_internal",
        "/_internal/tables",
        "/_memory",
        "/:memory:",
        "/.json",
        "/-/databases",
        "/-/databases.json",
        "/-/metadata.json",
        "/-/plugins.json",
        "/-/settings.json",
        "/-/threads.json",
        "/-/config",
        "/-/versions.json",
        "/-/actor.json",
        "/-/allow-debug",
        "/-/permissions",
        "/-/logout",
        "/-/messages",
        "/-/patterns",
        "/-/auth-token",
    ],
)
def test_what_is_not_shown_is_not_there(get, path):
    answer = get(path)

    assert answer.status_code == 404
    # What a page says in print is its own address.
    assert "sqlite" not in answer.text.replace(path, "").lower()


def test_percent_encoding_opens_nothing(get):
    answer = get("/%63atalog/dataset", follow_redirects=True)

    assert answer.status_code == 404


def test_errors_for_machines(get):
    answer = get("/data/nope.json")

    assert answer.status_code == 404
    assert answer.json() == {"ok": False, "status": 404, "error": "Not Found"}


@pytest.mark.parametrize("path", ["/nope", "/a/b/c/d"])
def test_rich_does_not_slow_errors(serving, path):
    pytest.importorskip("rich")

    async def scenario(client):
        await client.get(path)
        began = time.perf_counter()
        answers = [await client.get(path) for _ in range(20)]
        return answers, time.perf_counter() - began

    answers, seconds = serving(scenario)

    assert {answer.status_code for answer in answers} == {404}
    assert seconds < 1, "with rich at work these take 4 seconds"


def test_rich_has_no_say(get):
    get("/nope")

    import datasette.handle_exception

    assert datasette.handle_exception.rich is None


def test_what_nobody_foresaw(serving, caplog, monkeypatch):
    from portal.database import read

    async def broken(*_):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(read, "topics", broken)

    async def scenario(client):
        return await client.get("/dataset?_search=x")

    answer = serving(scenario)

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "GET /dataset?_search=x failed" in caplog.text


def test_a_cookie_changes_nothing(serving):
    async def scenario(client):
        plain = await client.get("/data/towns")
        with_cookie = await client.get("/data/towns", headers={"cookie": "a,b=c; ds_actor=x"})
        return plain, with_cookie

    plain, with_cookie = serving(scenario)

    assert with_cookie.headers["cache-control"] == "public, max-age=60, must-revalidate"
    assert with_cookie.headers["etag"] == plain.headers["etag"]


def test_what_is_known_is_not_sent_again(serving):
    async def scenario(client):
        first = await client.get("/dataset")
        return first, await client.get("/dataset", headers={"if-none-match": first.headers["etag"]})

    first, second = serving(scenario)

    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")
    assert second.headers["content-security-policy"] == POLICY


def test_settings_give_datasette_no_powers(root, release, serving):
    site = {
        "title": "x",
        "publisher": {"name": "x", "title": "x"},
        "allow_sql": True,
        "databases": {"catalog": {"allow": True}},
        "queries": {"x": "select 1"},
    }
    release(site=site)

    async def scenario(client):
        return [await client.get(p) for p in ("/data?sql=select+1", "/catalog/dataset.json")]

    sql, catalog = serving(scenario)

    assert sql.status_code == 302
    assert catalog.status_code == 404


def test_counts_come_from_the_catalog(get):
    assert ">3 rows<" in get("/data/towns").text
