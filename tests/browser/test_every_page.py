"""Every kind of page, in both languages and themes, at three widths: fit for everybody, and small."""

import gzip
import json
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT

SCREEN = 844
"""Height of a common phone."""
SCREENS = 12
HTML, SENT = 60 * 1024, 14 * 1024
"""Most bytes of a page, as it is and as gzip sends it."""
STYLE, SCRIPT = 10_000, 10_000
REQUESTS = 4
WIDTHS = (320, 390, 1280)
SCHEMES = ("light", "dark")
VIEWS = [(scheme, width) for width in WIDTHS for scheme in SCHEMES]
TWO = [("dark", 320), ("light", 1280)]
"""Where axe looks at every page; it looks at those in ``CORE`` in all six views."""
DIRECTIONS = {"en": "ltr", "ar": "rtl"}
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
DESCRIPTORS = [
    json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[2] / "datasets").glob("*/datapackage.json"))
]
DATASETS = {f"dataset {one['name']}": f"/dataset/{one['name']}" for one in DESCRIPTORS}
TABLES = {f"table {name}": f"/data/{name.replace('-', '_')}" for name in (one["name"] for one in DESCRIPTORS)}  # fmt: skip
PICTURES = {
    f"view {one['name']} {view['name']}": f"/dataset/{one['name']}/views/{view['name']}"
    for one in DESCRIPTORS
    for view in one.get("views", ())
}
ONE_OF_A_TYPE = {
    view["type"]: f"view {one['name']} {view['name']}"
    for one in DESCRIPTORS
    for view in one.get("views", ())
}
"""A browser looks at one view of each type; all are weighed."""
FIXED = {
    "home": "/",
    "all datasets": "/dataset",
    "found": "/dataset?_search=الانترنت في الاردن",
    "found, narrowed": "/dataset?_search=population&topic=population&_sort=title",
    "nothing found": "/dataset?_search=zzqqxx",
    "topics": "/topic",
    "topic": "/topic/population",
    "publishers": "/publisher",
    "quality": "/dataset/ict-indicators/quality",
    "columns": "/dataset/ict-indicators/columns",
    "quality of a dataset without rows": "/dataset/egdi/quality",
    "versions": "/dataset/ict-indicators/versions",
    "version": "/dataset/ict-indicators/versions/1",
    "table, narrowed": "/data/ict_indicators?iso3=JOR&indicator=internet_users_percent",
    "table, nothing left": "/data/countries?name_en=Atlantis",
    "table, sorted": "/data/cities?_sort_desc=population",
    "chart": "/data/population_annual?iso3=JOR&_view=chart",
    "map": "/data/airports?iso3=JOR&_view=map",
    "summary": "/data/humanitarian_funding?iso3=JOR&_group=agency&_measure=sum:budget&_measure=count",
    "pivot": "/data/population_by_age_sex?iso3=JOR&_group=age_group&_pivot=year&_measure=sum:population&year__in=2000,2025",
    "record": "/data/countries/JOR",
    "record of which a value is withheld": "/data/ict_indicators/UZB,2026,mobile_per_100",
    "record in Arabic": "/data/cities/250441",
    "developers": "/developers",
    "for offices": "/publishers",
    "glossary": "/glossary",
    "accessibility": "/accessibility",
    "about": "/about",
    "style": "/style",
    "page that is not there": "/nowhere",
    "question that is none": "/data/countries?nme_en=Jordan",
}
PAGES = FIXED | DATASETS | TABLES | PICTURES
LOOKED_AT = [*FIXED, *DATASETS, *TABLES, *ONE_OF_A_TYPE.values()]
STATUS = {"page that is not there": 404, "question that is none": 400}
LARGE = {"style"}
"""What shows every part at once is for those who change the pages, not for a citizen on a phone."""
CORE = {
    *("home", "found", "dataset ict-indicators", "table, narrowed", "chart", "map", "record"),
    *("quality", "style", "page that is not there"),
}
LOOK = """() => {
  const root = document.documentElement, across = root.clientWidth
  const wide = [...document.body.querySelectorAll("*")].filter(element => {
    const box = element.getBoundingClientRect()
    return box.width && (box.right > across + 1 || box.left < -1)
  })
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = []
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (texts.currentNode.data.trim() && !element.closest("svg, .hidden") && parseFloat(getComputedStyle(element).fontSize) < 12)
      small.push(element.outerHTML.slice(0, 120))
  }
  return {
    lang: root.lang, dir: getComputedStyle(root).direction, headings: document.querySelectorAll("h1").length,
    title: document.title, wider: Math.max(root.scrollWidth, document.body.scrollWidth) - across,
    small: small.slice(0, 3), wide: wide.slice(0, 3).map(element => element.outerHTML.slice(0, 120)), height: root.scrollHeight,
  }
}"""
JUDGE = """options => axe.run(document, options).then(found => found.violations.map(
  rule => `${rule.id}: ${rule.nodes.length} × ${rule.nodes[0].html.slice(0, 160)}`))"""


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_is_fit_for_everybody(name, language, reader):
    one = reader(language, viewport={"width": 1280, "height": SCREEN}, color_scheme="light")
    looked = VIEWS if name in CORE else TWO
    wrong = []

    answer = one.open(PAGES[name])
    asked = len(one.requests)
    one.page.evaluate(AXE_SCRIPT)
    for scheme, width in VIEWS:
        one.page.set_viewport_size({"width": width, "height": SCREEN})
        one.page.emulate_media(color_scheme=scheme)
        facts = one.page.evaluate(LOOK)
        here = f"{scheme} {width}"
        if facts["wider"] > 0:
            wrong.append(f"{here}: {facts['wider']} px too wide: {facts['wide']}")
        if width == 390 and facts["height"] > SCREENS * SCREEN and name not in LARGE:
            wrong.append(f"{here}: {facts['height'] / SCREEN:.1f} screens")
        if facts["small"]:
            wrong.append(f"{here}: text under 12 px: {facts['small']}")
        if (scheme, width) in looked:
            wrong += [f"{here}: {found}" for found in one.page.evaluate(JUDGE, AXE)]

    assert not wrong, "\n".join(wrong)
    assert answer.status == STATUS.get(name, 200)
    assert (facts["lang"], facts["dir"]) == (language, DIRECTIONS[language])
    assert facts["headings"] == 1
    assert facts["title"].strip(" ·")
    assert asked <= REQUESTS


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_small(name, language, fetch):
    path = {"en": "", "ar": "/ar"}[language] + PAGES[name]

    plain, sent = fetch(path), fetch(path, "gzip")

    assert plain.status == sent.status == STATUS.get(name, 200)
    assert len(plain.sent) <= HTML or name in LARGE
    assert sent.headers["content-encoding"] == "gzip" or len(sent.sent) < 1_400
    assert len(sent.sent) <= SENT


def test_style_and_script_are_small(fetch, reader):
    one = reader("en")
    one.open("/")
    files = [url.removeprefix(one.origin) for url in one.requests if "/static/" in url]

    sizes = {path: len(gzip.compress(fetch(path).sent, 6)) for path in files}

    assert sizes
    assert sum(size for path, size in sizes.items() if path.endswith(".css")) <= STYLE
    assert sum(size for path, size in sizes.items() if path.endswith(".js")) <= SCRIPT


def test_axe_finds_what_is_wrong(reader):
    one = reader("en", viewport={"width": 1280, "height": SCREEN})
    one.open("/about")
    one.page.evaluate(AXE_SCRIPT)

    one.page.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("beforeend", "<button></button><main>again</main>")
    }""")
    found = {text.split(":")[0] for text in one.page.evaluate(JUDGE, AXE)}

    assert found >= {"button-name", "landmark-no-duplicate-main"}


def test_whatever_another_host_is_asked_is_noticed(reader):
    one = reader("en")
    one.open("/about")

    one.page.evaluate("() => { document.body.append(Object.assign(new Image(), {src: 'http://example.org/a.png'})) }")  # fmt: skip
    one.page.wait_for_function("() => document.images[document.images.length - 1].complete")

    assert any("CSP" in text for text in one.wrong)
    one.wrong.clear()
