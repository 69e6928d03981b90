import pytest

from portal.http.conditional import conditional

HTML = (b"content-type", b"text/html")


def cached(app, version="1", release="r1"):
    return conditional(app, software_version=version, release_name=lambda: release, max_age=60)


def test_a_good_page_may_be_kept(ask, page):
    answer = ask(cached(page()), "/dataset")

    assert answer.header("cache-control") == "public, max-age=60, must-revalidate"
    assert answer.header("etag").startswith('"')


def test_what_is_known_is_not_made_again(ask, page):
    inner = page()
    tag = ask(cached(inner), "/dataset").header("etag").encode()

    answer = ask(cached(inner), "/dataset", headers=[(b"if-none-match", b'"other", W/' + tag)])

    assert (answer.status, answer.body) == (304, b"")
    assert answer.header("etag") == tag.decode()
    assert answer.header("cache-control") == "public, max-age=60, must-revalidate"
    assert len(inner.asked) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"target": "/dataset/x"},
        {"target": "/dataset?a=1"},
        {"target": "/ar/dataset"},
        {"host": b"other.test"},
        {"release": "r2"},
        {"version": "2"},
        {"headers": [(b"accept-encoding", b"gzip")]},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_makes_a_difference(ask, page, other):
    tag = ask(cached(page()), "/dataset").header("etag")
    made = {key: other.pop(key) for key in ("version", "release") if key in other}

    answer = ask(cached(page(), **made), **{"target": "/dataset", **other})

    assert answer.header("etag") != tag


def test_a_compressed_answer_has_a_weak_tag(ask, page):
    answer = ask(cached(page()), "/", headers=[(b"accept-encoding", b"br, gzip")])

    assert answer.header("etag").startswith('W/"')


def test_a_star_matches_nothing_in_particular(ask, page):
    assert ask(cached(page()), "/", headers=[(b"if-none-match", b"*")]).status == 200


@pytest.mark.parametrize("status", [302, 400, 404, 500])
def test_what_is_not_good_is_asked_for_again(ask, page, status):
    answer = ask(cached(page(status=status)), "/")

    assert (answer.header("etag"), answer.header("cache-control")) == (None, "no-cache")


def test_no_store_stays(ask, page):
    answer = ask(cached(page(headers=[HTML, (b"cache-control", b"no-store")])), "/")

    assert (answer.header("etag"), answer.header("cache-control")) == (None, "no-store")


def test_health_is_never_kept(ask, page):
    answer = ask(cached(page()), "/-/health")

    assert (answer.header("etag"), answer.header("cache-control")) == (None, "no-store")
