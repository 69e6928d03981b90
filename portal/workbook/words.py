"""What a fix-it workbook says beside the sentences of the error kinds, in every language.

The Arabic is nominal, so that no number or name has to agree with a verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "instructions": "Instructions",
        "values": "Allowed values",
        "title": "What to correct in {file}",
        "total": "Errors: {errors}. Doubtful: {warnings}.",
        "how": "How to correct it",
        "look": "In the sheet “{sheet}”, cells to correct are striped and bold, with a thick border; a comment says what is wrong. Cells in italics, with dots and a dashed border, are only doubtful.",
        "go": "Click an address in the list below to go to the first cell of that kind.",
        "type": "Type the right value into the cell. It stays as you type it, 00962 and 1/2 as well.",
        "choose": "Where a small arrow appears beside the cell, choose from the list; the sheet “{sheet}” says what the values mean.",
        "missing": "“{text}” stands where a row is too short: type the value over it, or delete this text where there is none.",
        "surplus": "“{text}” stands in a cell that is too many: delete this text.",
        "keep": "Leave the header row and the order of the columns as they are. Only the sheet “{sheet}” is read.",
        "commented": "The first {count} of these cells have a comment; the others are marked in the same way.",
        "save": "Save the workbook as .xlsx and check it with this command:",
        "excerpt": "The file is too large to be corrected in a workbook ({reason}). The sheet “{sheet}” shows the header and the first rows with something to correct, with their numbers: {count}.",
        "elsewhere": "Correct these rows in your own file; this workbook itself is not accepted. Then check the file with this command:",
        "too-many-cells": "more than {limit} cells",
        "too-many-columns": "more than {limit} columns",
        "long-cell": "row {row} has a cell that is longer than Excel allows",
        "own-words": "row {row} has a cell with a text that such a workbook needs itself",
        "column": "Column",
        "header": "Header",
        "wrong": "What is wrong (the first one)",
        "count": "How many",
        "first": "First cell",
        "fix": "How to correct it",
        "value": "Value",
        "meaning": "Meaning",
        "row": "Row",
        "cut": "Cut here: the cell has {count} characters.",
        "unlisted": "Not in the list",
        "unlisted-message": "This is none of the allowed values. The sheet “{sheet}” lists them. Keep it all the same?",
    },
    "ar": {
        "instructions": "التعليمات",
        "values": "القيم المسموح بها",
        "title": "المطلوب تصحيحه في الملف: {file}",
        "total": "عدد الأخطاء: {errors}. عدد المواضع المشكوك فيها: {warnings}.",
        "how": "طريقة التصحيح",
        "look": "في الورقة «{sheet}»: الخلايا المطلوب تصحيحها مخططة بخطوط مائلة، وكتابتها عريضة وإطارها سميك، وعليها تعليق يبيّن الخطأ. أما الخلايا المنقطة ذات الكتابة المائلة والإطار المتقطع فمشكوك فيها فقط.",
        "go": "النقر على عنوان في القائمة أدناه: انتقال إلى أول خلية من هذا النوع.",
        "type": "كتابة القيمة الصحيحة في الخلية؛ تبقى كما كُتبت، حتى 00962 و1/2.",
        "choose": "عند ظهور سهم صغير بجانب الخلية: الاختيار من القائمة؛ ومعاني القيم في الورقة «{sheet}».",
        "missing": "النص «{text}» علامة على صف ناقص: كتابة القيمة مكانه، أو حذفه عند غياب القيمة.",
        "surplus": "النص «{text}» علامة على خلية زائدة: حذفه.",
        "keep": "إبقاء صف العناوين وترتيب الأعمدة كما هما. الورقة المقروءة عند الفحص: «{sheet}» وحدها.",
        "commented": "عدد الخلايا التي عليها تعليق: {count}، وهي الأولى في الملف؛ وسائر الخلايا معلّمة بالشكل نفسه.",
        "save": "حفظ المصنّف بصيغة xlsx ثم فحصه بهذا الأمر:",
        "excerpt": "الملف أكبر من أن يصحَّح في مصنّف ({reason}). في الورقة «{sheet}» صف العناوين وأول الصفوف المطلوب تصحيحها مع أرقامها، وعددها: {count}.",
        "elsewhere": "تصحيح هذه الصفوف في الملف نفسه، فهذا المصنّف غير مقبول عند الفحص، ثم فحص الملف بهذا الأمر:",
        "too-many-cells": "عدد الخلايا أكثر من {limit}",
        "too-many-columns": "عدد الأعمدة أكثر من {limit}",
        "long-cell": "في الصف {row} خلية أطول مما يسمح به Excel",
        "own-words": "في الصف {row} خلية فيها نص يحتاج إليه هذا المصنّف نفسه",
        "column": "العمود",
        "header": "العنوان",
        "wrong": "الخطأ (أول موضع)",
        "count": "العدد",
        "first": "أول خلية",
        "fix": "طريقة التصحيح",
        "value": "القيمة",
        "meaning": "المعنى",
        "row": "الصف",
        "cut": "النص مقطوع هنا؛ عدد محارف الخلية: {count}.",
        "unlisted": "ليست في القائمة",
        "unlisted-message": "ليست من القيم المسموح بها، وهي في الورقة «{sheet}». هل تبقى مع ذلك؟",
    },
}


def words_in(language: str) -> Mapping[str, str]:
    """Return the words in a language, or in English where there are none."""
    return WORDS[speech(language)]


def speech(language: str) -> str:
    """Return which of the languages is spoken where another may be asked for."""
    main = language.split("-", maxsplit=1)[0]
    return main if main in WORDS else "en"
