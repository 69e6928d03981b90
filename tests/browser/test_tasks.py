"""Twelve things that people come for, done without script, with the keyboard alone, and by roles and names."""

import json
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from openpyxl import load_workbook

DATASETS = Path(__file__).parents[2] / "datasets"
NAMES = {
    "Add a filter": "إضافة شرط تصفية",
    "Apply": "تطبيق",
    "At a glance": "لمحة",
    "Calculate": "احتساب",
    "Chart": "رسم بياني",
    "China": "الصين",
    "Column": "العمود",
    "Download CSV": "تنزيل CSV",
    "Download Excel": "تنزيل Excel",
    "Draw": "رسم",
    "Edition of 2026": "طبعة 2026",
    "English": "العربية",
    "Group by": "التجميع بحسب",
    "How to cite": "طريقة الاستشهاد",
    "India": "الهند",
    "Jordan": "الأردن",
    "Number of rows": "عدد الصفوف",
    "Rows": "الصفوف",
    "Search": "بحث",
    "Search the datasets": "البحث في مجموعات البيانات",
    "Skip to the content": "الانتقال إلى المحتوى",
    "Summary": "ملخّص",
    "The very rows": "الصفوف نفسها",
    "Value": "القيمة",
    "What was checked": "ما جرى فحصه",
    "Write a message": "كتابة رسالة",
}
"""What a reader looks for, in English and in Arabic: a name that a page no longer says fails here."""
MOST_TABS = 400
"""How often a reader presses Tab before giving up."""
ARROWS = 300
FOCUS = """() => {
  const element = document.activeElement
  if (!element || element === document.body) return "nothing"
  const style = getComputedStyle(element), box = element.getBoundingClientRect()
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
  const there = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  return ring && there ? "" : `${ring ? "" : "no ring "}${there ? "" : "not on the screen "}${element.outerHTML.slice(0, 160)}`
}"""
LOOK = f"element => [({FOCUS})(), element === document.activeElement]"
ROLES = {"summary": "DisclosureTriangle", "searchbox": "searchbox"}


class Mouse:
    """Use a browser that runs no script."""

    def __init__(self, reader, language):
        self.reader = reader(language, viewport={"width": 390, "height": 844}, **self.options)
        self.page = self.reader.page
        self.language = language

    def say(self, name):
        """Return a name in the reader's language."""
        return NAMES[name] if self.language == "ar" else name

    options = {"java_script_enabled": False}  # noqa: RUF012 - never written to

    def find(self, role, name):
        """Return the first element that a role and a name tell."""
        if role == "summary":
            return self.page.locator("summary").filter(has_text=name).first
        exactly = self.page.get_by_role(role, name=name, exact=True)
        return (exactly if exactly.count() else self.page.get_by_role(role, name=name)).first

    def act(self, role, name):
        """Press a button, follow a link, open a fold."""
        self.find(role, name).click()

    def write(self, role, name, text):
        """Type into a field."""
        self.find(role, name).fill(text)

    def choose(self, name, option):
        """Choose one of the options of a list by its words."""
        self.find("combobox", name).select_option(label=option)

    def target(self, name):
        """Return where a link leads, without following it."""
        return self.find("link", name).get_attribute("href")


class Keyboard(Mouse):
    """Use nothing but Tab, Enter, arrows and letters; the focus is seen at every stop."""

    # Otherwise a page glides to where the focus is, and the test looks too early.
    options = {"reduced_motion": "reduce"}  # noqa: RUF012 - never written to

    def reach(self, role, name):
        """Press Tab until an element has the focus."""
        wanted = self.find(role, name).element_handle()
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            unseen, there = wanted.evaluate(LOOK)
            assert unseen == ""
            if there:
                return wanted
        pytest.fail(f"no Tab reaches {role} {name!r} at {self.reader.path()}")

    def act(self, role, name):
        """Reach something, and press Enter on it."""
        self.reach(role, name)
        with self.settled():
            self.page.keyboard.press("Enter")

    def settled(self):
        return Settled(self.page)

    def write(self, role, name, text):
        """Reach a field, and type."""
        self.reach(role, name)
        self.page.keyboard.type(text)

    def choose(self, name, option):
        """Reach a list, and go down in it."""
        chosen = self.reach("combobox", name)
        self.page.keyboard.press("Home")
        for _ in range(ARROWS):
            if chosen.evaluate("list => list.selectedOptions[0].label") == option:
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"no {option!r} in {name!r}")

    def target(self, name):
        """Return where the link leads that a reader can reach."""
        return self.reach("link", name).get_attribute("href")


class Settled:
    """Wait until a page that a key may have asked for is there."""

    def __init__(self, page):
        self.page = page

    def __enter__(self):
        self.before = self.page.url
        self.page.evaluate("() => { window.stillHere = true }")

    def __exit__(self, *_exception):
        for _ in range(100):
            self.page.wait_for_timeout(20)
            try:
                if self.page.evaluate("() => document.readyState === 'complete'"):
                    break
            except Exception:  # noqa: BLE001, S112 - the page is being left
                continue
        self.page.wait_for_load_state("load")


class Tree(Mouse):
    """Use Chromium's own accessibility tree, as a screen reader does: roles and names, in its order."""

    options = {}  # noqa: RUF012 - never written to

    def __init__(self, reader, language):
        super().__init__(reader, language)
        self.wire = self.reader.context.new_cdp_session(self.page)

    def nodes(self):
        """Yield role, name and node of everything that is told to a screen reader, in order."""
        self.wire.send("Accessibility.enable")
        found = self.wire.send("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in found}
        waiting = [node["nodeId"] for node in found if "parentId" not in node]
        while waiting:
            node = by_id.get(waiting.pop())
            if node is None:
                continue
            waiting += reversed(node.get("childIds", []))
            if not node["ignored"]:
                yield node["role"]["value"], node.get("name", {}).get("value", ""), node

    def element(self, role, name):
        wanted = ROLES.get(role, role)
        told = [(called, node) for found, called, node in self.nodes() if found == wanted]
        fit = [node for called, node in told if called == name]
        fit += [node for called, node in told if name in called]
        if not fit:
            said = [called[:50] for called, _node in told]
            pytest.fail(f"no {role} {name!r} at {self.reader.path()}: {said}")
        answer = self.wire.send("DOM.resolveNode", {"backendNodeId": fit[0]["backendDOMNodeId"]})
        return answer["object"]["objectId"]

    def call(self, thing, function, *values):
        answer = self.wire.send(
            "Runtime.callFunctionOn",
            {
                "objectId": thing,
                "functionDeclaration": function,
                "arguments": [{"value": value} for value in values],
                "returnByValue": True,
            },
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def act(self, role, name):
        thing = self.element(role, name)
        with Settled(self.page):
            self.call(thing, "function () { this.click() }")

    def write(self, role, name, text):
        self.call(self.element(role, name), "function (text) { this.value = text }", text)

    def choose(self, name, option):
        found = self.call(
            self.element("combobox", name),
            "function (label) { const one = [...this.options].find(one => one.label === label);"
            " if (one) this.value = one.value; return Boolean(one) }",
            option,
        )
        assert found, option

    def target(self, name):
        return self.call(
            self.element("link", name), "function () { return this.getAttribute('href') }"
        )


@pytest.fixture(params=[Mouse, Keyboard, Tree], ids=["no-script", "keyboard", "tree"])
def way(request):
    return request.param


@pytest.fixture(params=["en", "ar"])
def person(request, way, reader):
    return way(reader, request.param)


def described(name, language):
    """Return the descriptor of a dataset, and its title in a language."""
    descriptor = json.loads((DATASETS / name / "datapackage.json").read_text("utf-8"))
    return descriptor, descriptor.get("translations", {}).get(language, descriptor)["title"]


def heading_of(name, column, language):
    """Return the title of a column in a language."""
    descriptor, _title = described(name, language)
    fields = descriptor["resources"][0]["schema"]["fields"]
    field = next(field for field in fields if field["name"] == column)
    return field.get("translations", {}).get(language, {}).get("title", field["title"])


def test_find(person):
    _descriptor, title = described("ict-indicators", person.language)
    person.reader.open("/")

    person.write("searchbox", person.say("Search the datasets"), "الانترنت في الاردن")
    person.act("button", person.say("Search"))
    first = person.page.locator("main li h3").first.inner_text()
    person.act("link", title)

    assert first == title
    assert person.page.locator("h1").inner_text() == title
    assert person.reader.path() == f"{person.reader.prefix}/dataset/ict-indicators"


def test_read(person):
    person.reader.open("/dataset?_search=الانترنت في الاردن")
    told = person.reader.text()

    person.act("link", person.say("The very rows"))

    assert re.search(r"\b45\b.*2014.*\b93\b.*2023.*\+48", told)
    assert person.reader.path().startswith(f"{person.reader.prefix}/data/ict_indicators?")
    for words in ("45.0% (2014 est.)", "93% (2023 est.)"):
        assert words in person.reader.text()


def test_filter(person):
    jordan = person.say("Jordan")
    person.reader.open("/data/ict_indicators")

    person.act("summary", person.say("Add a filter"))
    person.choose(person.say("Column"), heading_of("ict-indicators", "iso3", person.language))
    person.act("button", person.say("Apply"))
    person.choose(person.say("Value"), jordan)
    person.act("button", person.say("Apply"))

    asked = parse_qs(urlsplit(person.page.url).query)
    rows = person.page.get_by_role("region", name=person.say("Rows")).get_by_role("rowheader")
    assert asked == {"iso3": ["JOR"]}
    assert rows.count() == 13
    assert all(jordan in row for row in rows.all_inner_texts())


def test_chart(person):
    person.reader.open("/data/population_annual?iso3=JOR")

    person.act("link", person.say("Chart"))
    person.act("button", person.say("Draw"))

    figure = person.page.get_by_role("figure").first
    assert figure.locator("svg:visible").count() == 1
    for told in ("847,936", "11,285,869"):
        assert told in figure.inner_text()
    assert {"_view=chart", "_type=line"} <= set(urlsplit(person.page.url).query.split("&"))


def test_summarise(person):
    person.reader.open("/data/ict_indicators")

    person.act("link", person.say("Summary"))
    person.choose(person.say("Group by"), heading_of("ict-indicators", "edition", person.language))
    person.choose(person.say("Calculate"), person.say("Number of rows"))
    person.act("button", person.say("Apply"))

    asked = parse_qs(urlsplit(person.page.url).query)
    groups = person.page.locator("main table").first.locator("tbody tr")
    assert (asked["_group"], asked["_measure"]) == (["edition"], ["count"])
    assert [row.split()[-1] for row in groups.all_inner_texts()] == ["1,300", "1,563"]
    assert person.say("Edition of 2026") in groups.last.inner_text()


def test_download(person):
    person.reader.open("/dataset/ict-indicators")

    with person.page.expect_download() as waited:
        person.act("link", person.say("Download CSV"))

    lines = Path(waited.value.path()).read_text("utf-8").splitlines()
    assert waited.value.suggested_filename == "ict_indicators.csv"
    assert lines[0].startswith("iso3,edition,indicator,value")
    assert len(lines) == 2_863 + 1


def test_download_for_excel(person):
    person.reader.open("/dataset/ict-indicators")

    with person.page.expect_download() as waited:
        person.act("link", person.say("Download Excel"))

    book = load_workbook(BytesIO(Path(waited.value.path()).read_bytes()))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    heading = heading_of("ict-indicators", "iso3", person.language)
    assert re.fullmatch(r"ict[-_]indicators.*\.xlsx", waited.value.suggested_filename)
    assert (rows[0][0], len(rows)) == (heading, 2_863 + 1)
    assert sum(row[0] == person.say("Jordan") for row in rows) == 13
    assert bool(book.worksheets[0].sheet_view.rightToLeft) == (person.language == "ar")


def test_cite(person):
    person.reader.open("/dataset/ict-indicators")

    person.act("link", person.say("How to cite"))
    told = person.page.locator("main").inner_text()
    address = re.search(r"http://\S+/dataset/ict-indicators/versions/1\b", told)
    person.page.goto(address[0])

    assert person.page.url.endswith("/versions/1")
    assert person.page.get_by_role("link", name="ict-indicators.csv").count() >= 1


def test_report_a_problem(person):
    person.reader.open("/dataset/ict-indicators")

    href = person.target(person.say("Write a message"))

    message = unquote(href)
    assert href.startswith("mailto:help@example.org?")
    assert "ict-indicators" in message
    assert "/dataset/ict-indicators/versions/1" in message


def test_switch_the_language(person):
    other = {"en": "ar", "ar": "en"}[person.language]
    person.reader.open("/data/countries?arab_league=1")

    person.act("link", {"ar": NAMES["English"], "en": "English"}[other])

    assert person.reader.path() == {"en": "", "ar": "/ar"}[other] + "/data/countries?arab_league=1"
    assert person.page.locator("html").get_attribute("lang") == other
    assert {"ar": NAMES["Jordan"], "en": "Jordan"}[other] in person.reader.text()


def test_sort(person):
    population = heading_of("population-annual", "population", person.language)
    person.reader.open("/data/population_annual?year=2022")

    person.act("link", population)
    once = person.page.get_by_role("columnheader", name=population).get_attribute("aria-sort")
    person.act("link", f"{population} ▲")

    head = person.page.get_by_role("columnheader", name=population)
    first = person.page.get_by_role("region", name=person.say("Rows")).get_by_role("rowheader")
    assert [once, head.get_attribute("aria-sort")] == ["ascending", "descending"]
    assert person.say("India") in first.nth(0).inner_text()
    assert person.say("China") in first.nth(1).inner_text()


def test_open_a_record(person):
    person.reader.open("/data/airports?iso3=JOR")

    person.act("link", "OJAI")

    assert person.reader.path() == f"{person.reader.prefix}/data/airports/OJAI"
    assert "Queen Alia International Airport" in person.reader.text()

    person.act("link", f"{person.say('Jordan')} JOR")

    assert person.reader.path() == f"{person.reader.prefix}/data/countries/JOR"
    assert person.say("Jordan") in person.page.locator("h1").inner_text()


def test_see_why_a_value_is_missing(person):
    uzbekistan = {"en": "Uzbekistan UZB", "ar": "أوزبكستان UZB"}[person.language]
    reason = {"en": "Withheld by the rule", "ar": "محجوب وفق قاعدة"}[person.language]
    person.reader.open("/data/ict_indicators?iso3=UZB&edition=2026&indicator=mobile_per_100")
    cells = person.page.get_by_role("region", name=person.say("Rows")).get_by_role("cell")
    told = " ".join(cells.all_inner_texts())

    person.act("link", uzbekistan)

    assert reason in told
    assert person.reader.path() == f"{person.reader.prefix}/data/ict_indicators/UZB,2026,mobile_per_100"  # fmt: skip
    record = person.page.locator("main").inner_text()
    assert all(words in record for words in (reason, "1110", "40.2", "37.0", "109"))


def test_see_the_quality(person):
    person.reader.open("/dataset/ict-indicators")

    person.act("link", person.say("What was checked"))

    assert person.reader.path() == f"{person.reader.prefix}/dataset/ict-indicators/quality"
    assert re.search(r"\b25\b", person.page.locator("main").inner_text())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_screen_reader_meets_a_page_in_its_order(language, reader):
    person = Tree(reader, language)
    person.reader.open("/dataset/ict-indicators")

    told = [(role, name) for role, name, _node in person.nodes()]
    roles = [role for role, _name in told]
    headings = [name for role, name in told if role == "heading"]

    places = [roles.index(role) for role in ("banner", "navigation", "main", "contentinfo")]
    assert next(name for role, name in told if role == "link") == person.say("Skip to the content")
    assert places == sorted(places)
    assert [roles.count(role) for role in ("banner", "main", "contentinfo")] == [1, 1, 1]
    assert headings[0] == described("ict-indicators", language)[1]
    assert headings.index(person.say("At a glance")) < headings.index(person.say("How to cite"))
    assert not [role for role, name in told if role in {"link", "button", "searchbox"} and not name]
