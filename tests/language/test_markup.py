"""Text as safe HTML."""

import pytest

from portal.language.markup import markdown, shown, summary
from portal.language.text import Text


@pytest.mark.parametrize(
    ("values", "language", "expected"),
    [
        ({"en": "a < b"}, "en", "<bdi>a &lt; b</bdi>"),
        ({"en": "Jordan"}, "ar", '<bdi lang="en" dir="ltr">Jordan</bdi>'),
        ({"ar": "الأردن"}, "en", '<bdi lang="ar" dir="rtl">الأردن</bdi>'),
        ({"": "?"}, "en", '<bdi dir="auto">?</bdi>'),
        ({'"><b': "x"}, "en", '<bdi lang="&#34;&gt;&lt;b" dir="ltr">x</bdi>'),
    ],
)
def test_shown(values, language, expected):
    assert shown(Text(values), language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b**", "<p>a <strong>b</strong></p>\n"),
        ("# Title", "<h3>Title</h3>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[a](https://example.org/)", '<p><a href="https://example.org/" rel="nofollow noopener">a</a></p>\n'),
        ("[a](/data/x)", '<p><a rel="nofollow noopener">a</a></p>\n'),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("![a](https://example.org/x.png)", '<p>!<a href="https://example.org/x.png" rel="nofollow noopener">a</a></p>\n'),
    ],
    ids=["emphasis", "heading", "html", "link", "relative", "script", "image"],
)  # fmt: skip
def test_markdown(text, expected):
    assert markdown(Text({"en": text}), "en") == expected


def test_markdown_in_another_language_says_so():
    html = markdown(Text({"ar": "نص"}), "en")

    assert html == '<div lang="ar" dir="rtl"><p>نص</p>\n</div>'


def test_summary_is_plain_words():
    text = Text({"en": "# A\n\n**b** & `c` " + "word " * 100})

    result = summary(text, "en", limit=20)

    assert result.value == "A b & c word word…"
