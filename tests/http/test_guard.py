import pytest

from portal.http.guard import LONGEST_ADDRESS, guard


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_passes(ask, page, method):
    inner = page()

    answer = ask(guard(inner), "/dataset?_search=a+b%20c", method)

    assert answer.status == 200
    assert inner.asked[0]["method"] == method


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO", "get"]
)
def test_other_methods_are_refused_with_what_is_allowed(ask, page, method):
    inner = page()

    answer = ask(guard(inner), "/", method)

    assert answer.status == 405
    assert answer.header("allow") == "GET, HEAD, OPTIONS"
    assert inner.asked == []


def test_post_is_for_named_paths(ask, page):
    app = guard(page(), posts={"/mcp"})

    assert ask(app, "/mcp", "POST").status == 200
    assert ask(app, "/mcp/x", "POST").status == 405
    assert ask(app, "/mcp", "PUT").header("allow") == "GET, HEAD, OPTIONS, POST"


def test_options_is_answered_here(ask, page):
    inner = page()

    answer = ask(guard(inner), "/api/v1/datasets", "OPTIONS")

    assert (answer.status, answer.body) == (204, b"")
    assert answer.header("allow") == "GET, HEAD, OPTIONS"
    assert answer.header("access-control-allow-methods") == "GET, HEAD, OPTIONS"
    assert inner.asked == []


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/a%00b", 400),
        ("/a%0d%0ab", 400),
        ("/%ff", 400),
        ("/%zz", 400),
        ("/a%", 400),
        ("/\xe9", 400),
        ("/?q=%00", 400),
        ("/?q=%ff", 400),
        ("/?q=100%", 400),
        ("//evil.test/", 404),
        ("/a//b", 404),
        ("/\\evil.test", 404),
        ("*", 404),
        ("/" + "a" * LONGEST_ADDRESS, 414),
        ("/?" + "a" * LONGEST_ADDRESS, 414),
    ],
    ids=lambda value: str(value)[:12],
)
def test_malformed_addresses_go_no_further(ask, page, target, status):
    inner = page()

    answer = ask(guard(inner), target)

    assert answer.status == status
    assert answer.header("content-type") == "text/plain; charset=utf-8"
    assert inner.asked == []


@pytest.mark.parametrize(
    "host",
    [b"[::1", b"[::1]x", b"[:::::]", b"a b", b"a/b", b"a@b", b"", b"\xe9", b"a:port", b"[1.2.3.4]"],
)
def test_a_host_that_is_none(ask, page, host):
    assert ask(guard(page()), "/", host=host).status == 400


@pytest.mark.parametrize("host", [b"portal.test", b"portal.test:8001", b"[::1]:8001", b"10.0.0.1"])
def test_a_host(ask, page, host):
    inner = page()

    assert ask(guard(inner), "/", host=host).status == 200
    assert (b"host", host) in inner.asked[0]["headers"]


def test_letters_typed_as_they_are_read_are_percent_encoded(ask, page):
    inner = page()

    answer = ask(guard(inner), "/سلط?a=ب".encode().decode("latin-1"))

    assert answer.status == 200
    assert inner.asked[0]["raw_path"] == b"/%D8%B3%D9%84%D8%B7"
    assert inner.asked[0]["query_string"] == b"a=%D8%A8"


def test_no_host(ask, page):
    inner = page()

    assert ask(guard(inner), "/", host=None).status == 200
    assert inner.asked[0]["headers"] == [(b"host", b"localhost")]


def test_credentials_stay_outside(ask, page):
    inner = page()

    ask(
        guard(inner),
        "/",
        headers=[(b"cookie", b"a,b=c"), (b"authorization", b"x"), (b"accept", b"*/*")],
    )

    assert inner.asked[0]["headers"] == [(b"accept", b"*/*"), (b"host", b"portal.test")]


def test_the_public_base_replaces_what_was_asked(ask, page):
    inner = page()

    ask(guard(inner, public_base="https://data.example.org/"), "/")

    assert inner.asked[0]["scheme"] == "https"
    assert inner.asked[0]["headers"] == [(b"host", b"data.example.org")]
