"""The small parts: headers, compression, HEAD, the net, what is closed."""

import gzip
import logging

import pytest

from portal.http.asgi import SECURITY
from portal.http.closed import closed
from portal.http.compress import compress
from portal.http.head import head
from portal.http.headers import headers
from portal.http.net import net
from portal.http.paths import NOWHERE, is_page

HTML = (b"content-type", b"text/html")


@pytest.mark.parametrize("path", ["/", "/dataset/x", "/data/x", "/ar/x", "/dataset/a.b", "/about"])
def test_pages(path):
    assert is_page(path)


@pytest.mark.parametrize(
    "path", ["/api/v1/datasets", "/download/x/x.csv", "/static/a.css", "/-/health", "/data/x.json"]
)
def test_no_pages(path):
    assert not is_page(path)


def test_every_answer_has_the_policy_once(ask, page):
    own = [HTML, SECURITY[0], (b"Set-Cookie", b"a=b"), (b"Vary", b"Cookie, Authorization")]
    app = headers(page(headers=own), release_name=lambda: "r1")

    answer = ask(app, "/")

    assert answer.header("content-security-policy") == (
        "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
    )
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("referrer-policy") == "same-origin"
    assert answer.header("vary") == "Accept-Encoding"
    assert answer.header("x-portal-release") == "r1"
    assert answer.header("access-control-allow-origin") is None
    assert not [key for key, _ in answer.headers if key.lower() == b"set-cookie"]


@pytest.mark.parametrize(
    ("path", "framed"),
    [
        ("/embed/data/x", True),
        ("/ar/embed/data/x", True),
        ("/fr/embed/data/x", False),
        ("/data/embed/x", False),
        ("/embedded", False),
        ("/data/x", False),
    ],
)
def test_only_what_is_for_other_pages_may_be_framed(ask, page, path, framed):
    app = headers(page(headers=[HTML]), release_name=lambda: "r1", languages=["en", "ar"])

    policy = ask(app, path).header("content-security-policy")

    assert ("frame-ancestors *;" in policy) == framed
    assert ("frame-ancestors 'self';" in policy) != framed
    assert "default-src 'self';" in policy


def test_machines_may_read_from_anywhere(ask, page):
    app = headers(page(), release_name=lambda: "r1")

    assert ask(app, "/api/v1/datasets").header("access-control-allow-origin") == "*"


@pytest.mark.parametrize(
    ("link", "sent"),
    [
        (b'http://h/x.json; rel="alternate"', None),
        (b'<http://h/x.json>; rel="alternate"', '<http://h/x.json>; rel="alternate"'),
    ],
    ids=["malformed", "well-formed"],
)
def test_a_malformed_link_is_dropped(ask, page, link, sent):
    app = headers(page(headers=[HTML, (b"link", link)]), release_name=lambda: "r1")

    assert ask(app, "/").header("link") == sent


@pytest.mark.parametrize(
    ("accepted", "path", "encoding"),
    [
        (b"gzip", "/", "gzip"),
        (b"br;q=1.0, gzip;q=0.8", "/", "gzip"),
        (b"gzip;q=0", "/", None),
        (b"gzip; q=0.000", "/", None),
        (b"gzipped", "/", None),
        (b"br", "/", None),
        (b"gzip", "/x.zip", None),
    ],
)
def test_compression(ask, page, accepted, path, encoding):
    body = b"abc" * 1000

    answer = ask(compress(page(body)), path, headers=[(b"accept-encoding", accepted)])

    assert answer.header("content-encoding") == encoding
    assert (gzip.decompress(answer.body) if encoding else answer.body) == body


def test_head_tells_the_length(ask, page):
    inner = page(b"hello")

    answer = ask(head(inner), "/", "HEAD")

    assert (answer.status, answer.header("content-length"), answer.body) == (200, "5", b"")
    assert inner.asked[0]["method"] == "GET"


def test_head_ends_a_long_answer(ask, page):
    inner = page([b"a"] * 100, headers=[HTML, (b"content-length", b"100")])

    answer = ask(head(inner), "/", "HEAD")

    assert (answer.status, answer.header("content-length"), answer.body) == (200, "100", b"")
    assert inner.chunks == 1


def test_the_net_logs_and_tells_nothing(ask, caplog):
    async def broken(scope, receive, send):
        raise ZeroDivisionError("secret")

    answer = ask(net(broken), "/dataset?a=1")

    assert answer.status == 500
    assert b"secret" not in answer.body
    assert "GET /dataset?a=1 failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_half_an_answer_is_broken_off(ask, caplog):
    async def broken(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR), pytest.raises(ZeroDivisionError):
        ask(net(broken), "/")


@pytest.mark.parametrize(
    "path",
    [
        "/-/databases",
        "/-/databases.json",
        "/-/x/y",
        "/-",
        "/.json",
        "/.jsono",
        "/data.db",
        "/:memory:x",
        "/static/",
        "/static/../x.css",
        "/static/%2e%2e/x.css",
        "/static/a.css/b.css",
        "/-/static/x",
        "/-/static-plugins/x/y.js",
    ],
)
def test_closed(ask, page, path):
    inner = page()

    ask(closed(inner), path)

    assert [scope["path"] for scope in inner.asked] == [NOWHERE]


@pytest.mark.parametrize(
    "path", ["/", "/-/health", "/static/portal.css", "/-/static/app.css", "/static/f/a-b.min.js"]
)
def test_open(ask, page, path):
    inner = page()

    ask(closed(inner), path)

    assert [scope["path"] for scope in inner.asked] == [path]
