"""The dictionary of tables that no template has seen."""

import re

import pytest

MEANING = "عدد المستفيدين من البرنامج في المحافظة خلال السنة المالية، بحسب سجلات الدائرة المختصة"
BUDGET = 60_000


@pytest.fixture
def ask(steward, converse):
    """Return a function that publishes what was written and gives pages of it."""

    def pages(*paths):
        assert steward.publish().refused == ()

        async def scenario(client):
            return [await client.get(path) for path in paths]

        found = converse(steward.root, scenario)
        assert [page.status_code for page in found] == [200] * len(paths)
        return [page.text for page in found]

    return pages


def cells(html, column):
    """Return the words in the last cell of a column's row in the dictionary."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    row = next(row for row in rows if f'class="code">{column}</bdi></th>' in row)
    return " ".join(re.sub(r"<[^>]+>", " ", row.rpartition("<td>")[2]).split())


def wide(steward, columns=60):
    """Write a table with Arabic headers and Arabic in every cell."""
    names = [f"العمود رقم {number}" for number in range(columns)]
    fields = [
        {"name": name, "type": "string", "title": name * 2, "description": MEANING * 2}
        for name in names
    ]
    line = ",".join(["قيمة نصية طويلة إلى حد ما " * 5] * columns)
    steward.write("wide", "\n".join([",".join(names), *[line] * 40]), fields)


def test_a_wide_table_has_a_dictionary_of_its_own(steward, ask):
    wide(steward)

    page, arabic, whole = ask("/dataset/wide", "/ar/dataset/wide", "/dataset/wide/columns")

    assert max(len(text.encode()) for text in (page, arabic)) <= BUDGET
    assert 'href="/dataset/wide/columns"' in page
    assert "60 columns" in page
    named = page[page.index('id="columns"') : page.index('id="quality"')]
    assert named.count('<th scope="row"') == 24
    assert whole.count('<th scope="row"') == 60
    assert "Filled" not in named
    assert whole.count("Filled: ") == 60


def test_twelve_columns_are_described_on_the_page_and_thirteen_are_not(steward, ask):
    wide(steward, 12)
    (twelve,) = ask("/dataset/wide")
    wide(steward, 13)
    (thirteen,) = ask("/dataset/wide")

    assert (twelve.count("Filled: "), thirteen.count("Filled: ")) == (12, 0)


def test_a_table_without_rows_says_nothing_of_values(steward, ask):
    fields = [{"name": "a", "type": "number"}, {"name": "b", "type": "string"}]
    steward.write("none", "a,b\n", fields)

    (page,) = ask("/dataset/none")

    assert cells(page, "a") == cells(page, "b") == ""


def test_a_single_row_has_its_only_value(steward, ask):
    fields = [{"name": "a", "type": "number"}, {"name": "b", "type": "string"}]
    steward.write("one", "a,b\n5,<i>x</i>\n", fields)

    (page,) = ask("/dataset/one")

    assert cells(page, "a").endswith("The only value: 5")
    assert "<i>x</i>" not in page
    assert cells(page, "b").endswith("Example: &lt;i&gt;x&lt;/i&gt;")


def test_values_in_several_units_have_neither_ends_nor_middle(steward, ask):
    fields = [
        {"name": "k", "type": "string"},
        {"name": "v", "type": "number", "role": "measure"},
        {"name": "u", "type": "string", "role": "unit"},
        {"name": "y", "type": "year", "role": "time"},
    ]
    rows = [f"{n},{n % 5},{'%' if n % 2 else 'USD'},{2000 + n % 3}" for n in range(31)]
    steward.write("mixed", "\n".join(["k,v,u,y", *rows]), fields)

    (page,) = ask("/dataset/mixed")

    assert cells(page, "v") == "Filled: 100 % · 5 different values Example: 0"
    assert "Smallest: 2000 · Greatest: 2002" in cells(page, "y")


def test_values_that_stand_equally_often_are_not_ranked(steward, ask):
    fields = [{"name": "k", "type": "string"}, {"name": "v", "type": "integer"}]
    rows = [f"code {n % 40},{n}" for n in range(120)]
    steward.write("panel", "\n".join(["k,v", *rows]), fields)

    (page,) = ask("/dataset/panel")

    said = "Filled: 100 % · 40 different values · Rows for each value: 3 Example: code 0"
    assert cells(page, "k") == said


def test_an_allowed_value_that_does_not_occur_stands_in_no_row(steward, ask):
    constraints = {"enum": ["a", "b", "c"]}
    fields = [{"name": "k", "type": "string", "constraints": constraints}]
    steward.write("listed", "k\na\na\nb\n", fields)

    (page,) = ask("/dataset/listed")

    assert cells(page, "k").endswith("Allowed values: a · 2 rows b · 1 row c · 0 rows")


def test_an_allowed_value_is_not_counted_where_all_differ(steward, ask):
    """Then the profile has no counts."""
    constraints = {"enum": ["a", "b", "c"]}
    fields = [{"name": "k", "type": "string", "constraints": constraints}]
    steward.write("listed", "k\na\nb\n", fields)

    (page,) = ask("/dataset/listed")

    assert cells(page, "k").endswith("Allowed values: a b c")


def test_codes_that_are_numbers_have_frequent_values_and_no_ends(steward, ask):
    categories = [{"value": 1, "label": "one"}, {"value": 2, "label": "two"}]
    fields = [
        {"name": "k", "type": "integer", "categories": categories},
        {"name": "n", "type": "string"},
    ]
    steward.write("coded", "k,n\n1,x\n1,y\n2,z\n", fields)

    (page,) = ask("/dataset/coded")

    assert cells(page, "k") == "Filled: 100 % Allowed values: one 1 · 2 rows two 2 · 1 row"


@pytest.mark.parametrize("role", ["status", "note", "label"])
def test_numbers_that_are_codes_by_their_role_have_no_ends(steward, ask, role):
    fields = [{"name": "k", "type": "integer", "role": role}, {"name": "n", "type": "string"}]
    steward.write("coded", "k,n\n1,x\n1,y\n7,z\n", fields)

    (page,) = ask("/dataset/coded")

    assert cells(page, "k") == "Filled: 100 % Most frequent values: 1 · 2 rows 7 · 1 row"


def test_the_dictionary_is_found_under_a_former_name_and_not_of_nothing(steward, converse):
    steward.write("new", "a\n1\n", [{"name": "a", "type": "string"}], Former=["old"])
    steward.publish()

    async def scenario(client):
        return [await client.get(f"/dataset/{name}/columns") for name in ("old", "nope")]

    old, nope = converse(steward.root, scenario)

    assert (old.status_code, old.headers["location"]) == (301, "/dataset/new/columns")
    assert nope.status_code == 404
