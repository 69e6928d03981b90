import pytest

from portal.http.language import LANGUAGE, PREFIX
from portal.http.paths import NOWHERE
from portal.http.prefix import prefix


@pytest.fixture
def bilingual(page):
    """Give an application in English and Arabic that keeps the language it was asked in."""
    inner = page()

    async def app(scope, receive, send):
        seen.append((LANGUAGE.get(), PREFIX.get(), scope["path"], scope["raw_path"]))
        await inner(scope, receive, send)

    seen = []
    wrapped = prefix(app, languages=("en", "ar"))
    return wrapped, seen


@pytest.mark.parametrize(
    ("target", "language", "base", "path"),
    [
        ("/", "en", "/", "/"),
        ("/dataset/x", "en", "/", "/dataset/x"),
        ("/ar/", "ar", "/ar/", "/"),
        ("/ar/dataset/x", "ar", "/ar/", "/dataset/x"),
        ("/arabic", "en", "/", "/arabic"),
        ("/AR/x", "en", "/", "/AR/x"),
        ("/fr/x", "en", "/", "/fr/x"),
        ("/download/x.csv", "en", "/", "/download/x.csv"),
    ],
)
def test_a_page_in_its_language(ask, bilingual, target, language, base, path):
    app, seen = bilingual

    answer = ask(app, target)

    assert seen == [(language, base, path, path.encode())]
    assert answer.header("content-language") == language
    assert (LANGUAGE.get(), PREFIX.get()) == ("en", "/")


def test_both_paths_lose_the_prefix(ask, bilingual):
    app, seen = bilingual

    ask(app, "/ar/dataset/%D8%A7")

    assert seen == [("ar", "/ar/", "/dataset/ا", b"/dataset/%D8%A7")]


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/en", "/"),
        ("/en/", "/"),
        ("/en/dataset?_search=x", "/dataset?_search=x"),
        ("/ar", "/ar/"),
        ("/ar/dataset/", "/ar/dataset"),
        ("/dataset/", "/dataset"),
        ("/ar/download/x/x.csv", "/download/x/x.csv"),
        ("/ar/api/v1/datasets", "/api/v1/datasets"),
        ("/ar/static/portal.css", "/static/portal.css"),
        ("/ar/-/health", "/-/health"),
        ("/ar/dataset/x.json?_lang=ar", "/dataset/x.json?_lang=ar"),
    ],
)
def test_one_address_for_everything(ask, bilingual, target, location):
    app, seen = bilingual

    answer = ask(app, target)

    assert (answer.status, answer.header("location")) == (308, location)
    assert seen == []


@pytest.mark.parametrize("target", ["/ar/ar/", "/ar/ar/data", "/ar/en/x", "/en/ar/x", "/ar/ar"])
def test_a_second_prefix_is_nowhere(ask, bilingual, target):
    app, seen = bilingual

    ask(app, target)

    assert [path for _, _, path, _ in seen] == [NOWHERE]


def test_arabic_may_be_the_default(ask, page):
    app = prefix(page(), languages=("ar", "en"))

    assert ask(app, "/").header("content-language") == "ar"
    assert ask(app, "/en/").header("content-language") == "en"
    assert ask(app, "/ar/x").header("location") == "/x"


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (b"/dataset", "/ar/dataset"),
        (b"/ar/dataset", "/ar/dataset"),
        (b"/download/x.csv", "/download/x.csv"),
        (b"https://example.org/", "https://example.org/"),
    ],
)
def test_redirects_of_pages_keep_the_language(ask, page, given, sent):
    app = prefix(page(b"", 302, [(b"location", given)]), languages=("en", "ar"))

    assert ask(app, "/ar/x").header("location") == sent


def test_only_html_has_a_language(ask, page):
    app = prefix(page(headers=[(b"content-type", b"text/csv")]), languages=("en", "ar"))

    assert ask(app, "/x.csv").header("content-language") is None
