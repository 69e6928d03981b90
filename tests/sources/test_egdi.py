from scripts.sources import egdi
from scripts.sources.form import csv_bytes


def test_the_template_is_a_header_and_nothing_else():
    content = csv_bytes(egdi.COLUMNS, egdi.rows({}))

    assert content == b"iso3,year,rank,egdi,osi,tii,hci\n"
