"""Exploring a table: what a page says of a query, and where its forms and links lead."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

VISITS = "/data/visits"


def said(html):
    """Return what stands in HTML, without marks and with single blanks."""
    words = unescape(re.sub(r"<[^>]+>", " ", html))
    return re.sub(r"\( | (?=[).])", lambda found: found[0].strip(), " ".join(words.split()))


def part(html, opening, closing):
    return re.search(f"{opening}(.*?){closing}", html, re.DOTALL)[1]


def rows(html):
    """Return the cells of each row as they are read."""
    body = part(html, "<tbody>", "</tbody>")
    return [
        [said(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in body.split("</tr>")[:-1]
    ]


def heads(html):
    return [said(head) for head in re.findall(r"<th.*?</th>", part(html, "<thead>", "</thead>"))]


def links(html):
    return {said(text): unescape(to) for to, text in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html)}  # fmt: skip


def chips(html):
    return re.findall(r"<li>(.*?)</li>", part(html, '<ul class="chips">', "</ul>"), re.DOTALL)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Kind is estimate E"), ("ar", "Kind تساوي تقدير E")],
)
def test_a_filter_is_said_in_words_and_can_be_lifted(get, prefix, language, expected):
    html = get(f"{prefix(language)}{VISITS}?kind=E&year__gte=2000").text
    year, kind, _every = chips(html)

    assert said(kind.split("</span>")[0].replace(":", "")) == expected
    assert 'href="?kind=E"' in year
    assert 'href="?year__gte=2000"' in kind
    assert len(rows(html)) == 2


def test_all_filters_can_be_lifted_at_once_and_the_order_stays(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?kind=E&_search=jordan&_sort=rate").text

    assert html.count('<span class="hidden">Remove: ') == 2
    assert links(html)["Remove all"] == "?_sort=rate"


@pytest.mark.parametrize(
    ("kept", "column", "operator", "value", "expected"),
    [
        ("kind=E&", "year", "gte", "2020", "kind=E&year__gte=2020"),
        ("", "year", "exact", "٢٠٢٣", "year=2023"),
        ("", "year", "exact", "۲۰۲۳", "year=2023"),
        ("", "visits", "gte", "1,234,567", "visits__gte=1234567"),
        ("", "country", "exact", "Jordan", "country=JOR"),
        ("", "country", "exact", "الاردن", "country=JOR"),
        ("", "country", "exact", "jor", "country=JOR"),
        ("", "kind", "not", "إسقاط", "kind__not=P"),
        ("", "country", "startswith", "state", "country=PSE"),
        ("", "country", "contains", "فلسطين", "country=PSE"),
        ("", "country", "in", "Jordan، دولة فلسطين", "country__in=JOR,PSE"),
        ("country=JOR&", "country", "exact", "PSE", "country__in=JOR,PSE"),
        ("country__in=JOR&", "country", "exact", "PSE", "country__in=JOR,PSE"),
        ("", "active", "exact", "نعم", "active=1"),
        ("", "visits", "isnull", "", "visits__isnull=1"),
        ("", "السنة", "exact", "2023", "%D8%A7%D9%84%D8%B3%D9%86%D8%A9=2023"),
        ("_next=abc&", "kind", "exact", "E", "kind=E"),
        ("_sort=&", "kind", "exact", "E", "kind=E"),
    ],
)
def test_the_form_leads_to_a_filter(get, prefix, kept, column, operator, value, expected):
    form = f"_filter_column={column}&_filter_op={operator}&_filter_value={value}"

    response = get(f"{prefix('ar')}{VISITS}?{kept}{form}")

    assert response.status_code == 302
    assert response.headers["location"] == f"{prefix('ar')}{VISITS}?{expected}"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("_order=rate&_direction=down&kind=E", "?kind=E&_sort_desc=rate"),
        ("_order=rate&_direction=&_sort_desc=year", "?_sort=rate"),
        ("_order=&_sort=year&_direction=", ""),
        ("_group=&_group=kind&_measure=&_pivot=", "?_group=kind"),
        ("_col=country&_col=year&_col=visits&_col=rate&_col=kind&_col=active", ""),
        ("_view=table&_filter_column=&_filter_op=exact&_filter_value=", ""),
    ],
)
def test_what_nobody_chose_in_a_form_does_not_stay_in_the_address(get, prefix, sent, expected):
    response = get(f"{prefix('en')}{VISITS}?{sent}")

    assert response.status_code == 302
    assert response.headers["location"] == f"{prefix('en')}{VISITS}{expected}"


def test_the_second_step_of_the_form_offers_the_values_of_the_column(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?kind=E&_filter_column=country&_filter_op=not").text
    form = part(html, r"<legend><bdi>Country</bdi></legend>", "</form>")
    values = part(form, '<select id="value" name="_filter_value">', "</select>")

    assert '<option value="not" selected>' in form
    assert 'name="kind" value="E"' in form
    assert re.findall(r'value="(\w+)"[^>]*>([^<]+)<', values) == [
        ("JOR", "Jordan"),
        ("PSE", "State of Palestine"),
    ]


def test_the_second_step_suggests_frequent_values_where_there_are_no_codes(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?_filter_column=year").text

    assert '<option value="2023">' in part(html, '<datalist id="values">', "</datalist>")
    assert 'value="contains"' not in html


def test_facets_show_labels_counts_and_links_that_take_or_lift_a_value(get, prefix):
    html = get(f"{prefix('ar')}{VISITS}?kind=E&_facet=country").text
    facets = {
        said(part(facet, "<summary>", "</summary>")): facet
        for facet in re.findall(r'<details class="facet".*?</details>', html, re.DOTALL)
    }

    assert list(facets) == ["الدولة", "Kind"]
    entries = re.findall(r"<li.*?</li>", facets["الدولة"])
    assert [said(entry) for entry in entries] == ["الأردن JOR 2"]
    assert 'href="?kind=E&amp;_facet=country&amp;country=JOR"' in facets["الدولة"]
    kind = {said(entry): entry for entry in re.findall(r"<li.*?</li>", facets["Kind"])}
    assert sorted(kind) == ["إسقاط P 1", "تقدير E ✕ إزالة 2"]
    assert 'href="?_facet=country"' in kind["تقدير E ✕ إزالة 2"]
    assert 'href="?_facet=country&amp;kind__in=E,P"' in kind["إسقاط P 1"]


def test_pages_follow_one_another_to_the_end(get, prefix):
    path, seen = f"{prefix('ar')}/data/places_notes?_sort_desc=remark", []
    while path:
        html = get(path).text
        seen += [row[0] for row in rows(html)]
        found = re.search(r'<a class="button" href="([^"]+)" rel="nofollow next"', html)
        path = urlsplit(path).path + unescape(found[1]) if found else None

    assert len(seen) == len(set(seen)) == 30
    assert seen == sorted(seen, reverse=True)


def test_other_links_of_a_page_lead_to_the_first(get, prefix):
    first = get(f"{prefix('en')}/data/places_notes").text
    html = get(f"{prefix('en')}/data/places_notes{links(first)['Next page']}").text

    assert len(rows(html)) == 10
    assert links(html)["First page"] == f"{prefix('en')}/data/places_notes"
    assert "_next" not in "".join(links(part(html, "<main", "</main>")).values())


def test_no_rows_are_shown_where_none_are_wanted(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?_size=0&kind=E").text

    assert rows(html) == []
    assert "2 rows · in all: 3" in said(part(html, "<caption>", "</caption>"))


def test_a_page_has_twenty_rows_or_as_many_as_are_chosen(get, prefix):
    html = get(f"{prefix('en')}/data/places_notes").text

    assert len(rows(html)) == 20
    assert "30 rows · on this page: 20" in said(part(html, "<caption>", "</caption>"))
    assert links(html)["50"] == "?_size=50"
    assert len(rows(get(f"{prefix('en')}/data/places_notes?_size=50").text)) == 30


def test_a_cell_shows_its_label_its_link_or_why_it_is_empty(get, prefix):
    html = get(f"{prefix('ar')}{VISITS}").text

    assert rows(html)[0][:3] == ["الأردن JOR", "2014", "غير متوفر"]
    assert f'<th scope="row"><a href="{prefix("ar")}/data/visits/JOR,2014">' in html
    assert '<td class="figure"><bdi>2023</bdi></td>' in html
    assert '<td class="figure"><bdi>1,234,567</bdi></td>' in html
    assert heads(html)[2] == "الزيارات (أشخاص)"


def test_a_value_that_is_chosen_and_not_counted_can_still_be_lifted(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?year=1950&kind=P").text
    facets = re.findall(r'<details class="facet".*?</details>', html, re.DOTALL)
    facet = next(facet for facet in facets if "<bdi>Kind</bdi>" in facet)

    assert links(facet) == {"projection P ✕ Remove": "?year=1950"}


def test_a_code_of_another_table_leads_to_its_record(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?_group=year&_group=country").text

    assert f'<td><a href="{prefix("en")}/data/places_places/JOR"><bdi>Jordan</bdi></a>' in html


def test_heads_sort_and_say_by_what_is_sorted(get, prefix):
    first = get(f"{prefix('en')}{VISITS}?kind=E").text
    then = get(f"{prefix('en')}{VISITS}?kind=E&_sort=rate").text

    assert links(part(first, "<thead>", "</thead>"))["Rate"] == "?kind=E&_sort=rate"
    assert '<th scope="col" class="figure" aria-sort="ascending">' in then
    assert links(part(then, "<thead>", "</thead>"))["Rate ▲"] == "?kind=E&_sort_desc=rate"


def test_columns_can_be_chosen_and_the_key_is_always_there(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?_col=rate").text

    assert heads(html) == ["Country", "Year", "Rate"]
    assert re.search(r'name="_col" value="rate" checked>', html)
    assert re.search(r'name="_col" value="country" checked disabled>', html)
    assert re.search(r'name="_col" value="visits">', html)


def test_a_column_tells_what_it_is_like(get, prefix):
    html = get(f"{prefix('en')}{VISITS}").text
    section = html[html.index('<h2 id="columns">') :]
    about = dict(re.findall(r"<summary>(.*?)</summary>(.*?)</details>", section, re.DOTALL))

    visits = said(about["<bdi>Visits</bdi>"])
    assert "Nights are another dataset." in visits
    assert "whole number · Unit: persons · Empty: 1 (33.3 %)" in visits
    assert "Smallest: 8" in visits
    assert "Greatest: 1,234,567" in visits
    assert links(about["<bdi>Visits</bdi>"])["Only filled"] == "?visits__notnull=1"
    kind = about["<bdi>Kind</bdi>"]
    assert re.findall(r'<rect width="(\d+)"', kind) == ["100", "50"]
    assert links(kind)["estimate E"] == "?kind=E"


def test_groups_are_a_table_with_labels_and_ways_to_their_rows(get, prefix):
    html = get(f"{prefix('ar')}{VISITS}?year=2023&_group=country&_measure=sum:visits").text

    assert heads(html) == ["الدولة", "المجموع: الزيارات (أشخاص)"]
    assert rows(html) == [["الأردن JOR", "1,234,567"], ["دولة فلسطين PSE", "8"]]
    assert 'href="?year=2023&amp;country=JOR"' in part(html, "<tbody>", "</tbody>")
    assert 'aria-current="page">ملخّص</a>' in html


def test_a_group_that_is_fixed_already_is_not_asked_for_twice(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?country=JOR&_group=country&_group=year").text

    assert 'href="?country=JOR&amp;year=2014"' in part(html, "<tbody>", "</tbody>")


def test_a_group_without_a_value_leads_to_its_rows(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?_group=visits").text

    way = '<a href="?visits__isnull=1"><span class="missing">no value</span></a>'
    assert way in part(html, "<tbody>", "</tbody>")


def test_a_pivot_sets_the_values_of_a_column_side_by_side(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?_group=country&_pivot=year&_measure=value:rate").text

    assert heads(html) == ["Country", "2014", "2023"]
    assert rows(html) == [["Jordan JOR", "45.0", "93.5"], ["State of Palestine PSE", "– no value", "0.5"]]  # fmt: skip


def test_values_of_different_status_are_not_put_together_in_silence(get, prefix):
    mixed = get(f"{prefix('en')}{VISITS}?_group=year&_measure=min:rate").text
    apart = get(f"{prefix('en')}{VISITS}?_group=year&_group=kind&_measure=min:rate").text

    words = "Values of different status stand together here: Kind"
    assert words in said(mixed)
    assert links(mixed)["keep them apart"] == "?_group=year&_measure=min:rate&_group=kind"
    assert words not in said(apart)
    assert words not in said(
        get(f"{prefix('en')}{VISITS}?_group=year&kind=E&_measure=min:rate").text
    )


def test_the_summary_offers_only_what_the_roles_allow(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?_view=summary&kind=E").text
    form = part(html, "<legend>Summarise</legend>", "</form>")
    measures = part(form, '<select id="measure1" name="_measure">', "</select>")

    assert "sum:visits" in measures
    assert "mean:visits" in measures
    assert "min:rate" in measures
    assert "sum:rate" not in measures
    assert "sum:year" not in measures
    assert 'name="kind" value="E"' in form
    assert "<tbody>" not in html[: html.index('id="columns"')]


def test_a_total_that_is_refused_says_what_would_be_right(get, prefix):
    response = get(f"{prefix('en')}{VISITS}?_group=country&_measure=value:visits")

    assert response.status_code == 400
    ways = links(part(response.text, '<div class="verdict bad">', "</div>"))
    assert ways["Group by: Year"] == "?_group=country&_measure=value:visits&_group=year"
    assert get(f"{prefix('en')}{VISITS}{ways['Group by: Year']}").status_code == 200
    assert "_filter_column=year" in ways["Choose one value of: Year"]


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("yeer=2014", "?year=2014"),
        ("yeer__gt=2014", "?year__gt=2014"),
        ("year__gtx=2014", "?year__gt=2014"),
        ("_sort=yeer", "?_sort=year"),
        ("_grup=kind", "?_group=kind"),
        ("year=2014&year=2023", "?year__in=2014,2023"),
        ("_size=5000", "?_size=max"),
        ("_next=nonsense&kind=E", "?kind=E"),
        ("year=abc", "?_filter_column=year"),
        ("visits__contains=1", "?_filter_column=visits"),
        ("_measure=som:visits&_group=country&year=2023", "?_measure=sum:visits&_group=country&year=2023"),
        ("nothing__at__all=1", None),
        ("_row=1", None),
        ("_view=hologram", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_refused_is_said_in_the_language_of_the_page_with_a_way_on(
    get, prefix, language, query, way
):
    response = get(f"{prefix(language)}{VISITS}?{query}")

    assert response.status_code == 400
    verdict = part(response.text, '<div class="verdict bad">', "</div>")
    assert re.search("[\u0600-\u06ff]" if language == "ar" else "[a-z] [a-z]", said(verdict))
    if way is not None:
        assert way in links(verdict).values()
        assert get(f"{prefix(language)}{VISITS}{way}").status_code == 200
    assert f'<a class="button" href="{prefix(language)}{VISITS}">' in response.text


def test_the_rows_can_be_taken_away_as_they_are_filtered_and_sorted(get, prefix):
    path = f"{prefix('ar')}{VISITS}?kind=E&_sort=rate&_size=1&_facet=kind"
    html = get(path).text
    files = re.findall(r'<a href="(/data/visits\.[^"]+)"', html)

    assert [unescape(link) for link in files] == [
        "/data/visits.csv?kind=E&_sort=rate",
        "/data/visits.csv?kind=E&_sort=rate&_language=ar",
        "/data/visits.xlsx?kind=E&_sort=rate&_language=ar",
    ]
    assert get(unescape(files[0])).text.count("\n") == 3
    call = re.search(r"curl '([^']+)'", unescape(html))[1]
    assert get(call.removeprefix("http://portal.test")).json()["total"] == 2


def test_the_views_of_a_query_keep_its_filters(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?kind=E&_sort=rate").text
    tabs = links(part(html, '<nav class="tabs"', "</nav>"))

    assert tabs["Table"] == "?kind=E&_sort=rate"
    assert tabs["Summary"] == "?kind=E&_view=summary"
    assert tabs["Chart"] == "?kind=E&_view=chart"
    assert "Map" not in tabs
    grouped = get(f"{prefix('en')}{VISITS}?kind=E&_group=year&_sort=year").text
    tabs = links(part(grouped, '<nav class="tabs"', "</nav>"))
    assert tabs["Table"] == "?kind=E"
    assert tabs["Summary"] == "?kind=E&_group=year&_measure=count&_sort=year"
    assert tabs["Chart"] == "?kind=E&_group=year&_measure=count&_view=chart"


@pytest.mark.parametrize("path", ["/data/nope", "/data/lost", "/data/sqlite_master"])
def test_a_table_that_is_not_there_is_not_found(get, prefix, path):
    assert get(prefix("en") + path).status_code == 404


def test_no_row_is_said_with_the_way_to_all(get, prefix):
    html = get(f"{prefix('en')}{VISITS}?year=1950").text

    assert "No row meets these conditions." in html
    assert links(html)["Show all rows"] == f"{prefix('en')}{VISITS}"
