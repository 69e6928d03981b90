"""What ``portal describe`` says, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "dataset": "The dataset {name}",
        "table": "The columns of {name}",
        "count": ": {filled} of {wanted}",
        "lacking": "; missing: {names}",
        "needed": ": nothing is published without it",
        "how": "To fill it in: portal describe {name} --xlsx FILE.xlsx",
        "written": "Written: {file}. Fill it in, save it as .xlsx, then type:",
        "changes": "Changed cells: {count}",
        "more": "  … and {count} more.",
        "notes": "Not read, or to be known:",
        "wrong": "To be corrected in the workbook:",
        "unwritten": "Nothing was written. To be corrected: {count}.",
        "unchanged": "The workbook says nothing else than the description; nothing was written.",
        "saved": "Written: {file}",
    },
    "ar": {
        "dataset": "مجموعة البيانات: {name}",
        "table": "أعمدة الجدول: {name}",
        "count": ": {filled} من {wanted}",
        "lacking": "؛ الناقص: {names}",
        "needed": ": لا نشر من دونه",
        "how": "أمر التعبئة: portal describe {name} --xlsx FILE.xlsx",
        "written": "الملف المكتوب: {file}. تعبئته وحفظه بصيغة xlsx ثم كتابة هذا الأمر:",
        "changes": "عدد الخلايا المعدّلة: {count}",
        "more": "  … وعدد غيرها: {count}.",
        "notes": "ما لم يُقرأ، أو للعلم:",
        "wrong": "المطلوب تصحيحه في المصنّف:",
        "unwritten": "لم يُكتب شيء. المطلوب تصحيحه، العدد: {count}.",
        "unchanged": "لا فرق بين المصنّف وملف الوصف؛ لم يُكتب شيء.",
        "saved": "الملف المكتوب: {file}",
    },
}


def say(language: str, key: str, **parameters: object) -> str:
    """Return a sentence in a language, filled in."""
    return WORDS[language][key].format_map(parameters)
