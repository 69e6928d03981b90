"""The words around the messages of a check in the terminal, in both languages.

What is wrong and how to fix it comes from ``portal.tabular.kinds``. In Arabic numbers follow a
label, so that no word has to agree with them.
"""

from __future__ import annotations

WORDS = {
    "en": {
        "row": "row {row}",
        "rows": "rows {rows}",
        "more": "rows {rows} and {count} more",
        "column": "column {column}",
        "field": "“{field}”",
        "others": "{count} more, not shown here",
        "file": "{file}: {words}",
    },
    "ar": {
        "row": "الصف {row}",
        "rows": "الصفوف {rows}",
        "more": "الصفوف {rows}، وغيرها: {count}",
        "column": "العمود {column}",
        "field": "«{field}»",
        "others": "لم تُعرض هنا: {count}",
        "file": "{file}",
        "files": "الملفات: {count}",
        "errors": "الأخطاء: {count}",
        "notes": "التنبيهات: {count}",
        "read": "الصفوف المقروءة: {count}",
        "accepted": "المقبولة: {count}",
        "rejected": "المرفوضة: {count}",
        "report": "التقرير: {path}",
        "more_by": "للتقرير الكامل: {command}",
    },
}
COMMA = {"en": ", ", "ar": "، "}


def said(language: str, key: str, **values: str | int) -> str:
    """Return a phrase, numbers with their thousands apart."""
    written = {k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()}
    return WORDS[language][key].format_map(written)
