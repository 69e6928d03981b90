"""Repairs of a text file as a whole."""

from portal.draft.kinds.kind import kind

KINDS = (
    kind(
        "encoding",
        (
            "Saved in UTF-8 instead of {rule}",
            "UTF-8 holds every letter of every language, and every program reads it.",
        ),
        (
            "الحفظ بترميز UTF-8 بدلًا من {rule}",
            "يتسع UTF-8 لحروف جميع اللغات، وتقرؤه جميع البرامج.",
        ),
    ),
    kind(
        "delimiter",
        (
            "Cells separated by commas instead of “{rule}”",
            "A comma is what every program expects in a CSV file.",
        ),
        (
            "الفصل بين الخلايا بالفاصلة (,) بدلًا من «{rule}»",
            "الفاصلة هي ما تتوقعه جميع البرامج في ملف CSV.",
        ),
    ),
)
