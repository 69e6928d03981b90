"""The sentences of evidence, in both languages; numbers stand where no word has to agree with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "type-integer": ("{count} of {total} are whole numbers", "أعداد صحيحة: {count} من {total}"),
    "type-number": ("{count} of {total} are numbers", "أعداد: {count} من {total}"),
    "type-boolean": ("{count} of {total} are yes or no", "نعم أو لا: {count} من {total}"),
    "type-date": ("{count} of {total} are dates", "تواريخ: {count} من {total}"),
    "type-datetime": (
        "{count} of {total} are dates with a time",
        "تواريخ مع الوقت: {count} من {total}",
    ),
    "type-time": ("{count} of {total} are times of day", "أوقات من اليوم: {count} من {total}"),
    "type-year": ("{count} of {total} are years", "سنوات: {count} من {total}"),
    "type-yearmonth": (
        "{count} of {total} are months of a year",
        "أشهر من سنة: {count} من {total}",
    ),
    "text": ("text, for example “{example}”", "نص، مثل «{example}»"),
    "empty": (
        "text, since every cell is empty and nothing shows what will be in it",
        "نص، لأن جميع الخلايا فارغة ولا يظهر ما سيكون فيها",
    ),
    "zeros": (
        "text, so that leading zeros stay: {count} of {total}, for example “{example}”",
        "نص، كي تبقى الأصفار في البداية: {count} من {total}، مثل «{example}»",
    ),
    "identifier": (
        "text, since digits that name something are no amount, for example “{example}”",
        "نص، لأن الأرقام التي تعرّف شيئًا ليست كمية، مثل «{example}»",
    ),
    "identifier-shape": (
        "text, since long digits that all differ and are equally long name something: “{example}”",
        "نص، لأن الأرقام الطويلة المختلفة المتساوية الطول تعرّف شيئًا: «{example}»",
    ),
    "inexact": (
        "text, since “{example}” as a number would lose digits or how it is written",
        "نص، لأن «{example}» تفقد بوصفها عددًا بعض أرقامها أو طريقة كتابتها",
    ),
    "nearly-numbers": (
        "text, since only {count} of {total} are numbers; none is “{example}”",
        "نص، لأن الأعداد: {count} من {total} فقط؛ وليست منها «{example}»",
    ),
    "written-numbers": (
        "text, since numbers written as “{example}” are not read by programs",
        "نص، لأن البرامج لا تقرأ الأعداد المكتوبة على شكل «{example}»",
    ),
    "date-ambiguous": (
        "text, since no cell tells which is the day and which the month, for example “{example}”",
        "نص، إذ لا يتبين من أي خلية أيهما اليوم وأيهما الشهر، مثل «{example}»",
    ),
    "date-mixed": (
        "text, since day and month stand in both orders: “{example}” and “{other}”",
        "نص، لورود اليوم والشهر بالترتيبين: «{example}» و«{other}»",
    ),
    "season": (
        "text, since “{example}” may be two years or a month",
        "نص، لأن «{example}» قد تكون سنتين أو شهرًا",
    ),
    "hijri-date": (
        "text, since dates such as “{example}” are of the Hijri calendar",
        "نص، لأن التواريخ مثل «{example}» هجرية",
    ),
    "hijri-year": (
        "whole numbers, since years such as “{example}” are of the Hijri calendar",
        "أعداد صحيحة، لأن السنوات مثل «{example}» هجرية",
    ),
    "kept": (
        "text, since a row holds nothing but “{example}” and the like",
        "نص، لأن أحد الصفوف لا يحوي سوى «{example}» وما يشبهها",
    ),
    "format": (
        "dates or times written as {value}, for example “{example}”",
        "كتابة التاريخ أو الوقت: {value}، مثل «{example}»",
    ),
    "missing": (
        "“{example}” stands for no value: {count} of {total}",
        "«{example}» تعني عدم وجود قيمة: {count} من {total}",
    ),
    "required": (
        "no cell without a value: {total} of {total} filled",
        "لا خلية بلا قيمة: {total} من {total}",
    ),
    "optional": ("cells without a value: {count} of {total}", "خلايا بلا قيمة: {count} من {total}"),
    "unique": (
        "no value twice: {count} of {total} differ",
        "لا قيمة مكررة: {count} من {total} مختلفة",
    ),
    "pattern": (
        "{count} of {total} have the form {value}, for example “{example}”",
        "بالصيغة {value}: {count} من {total}، مثل «{example}»",
    ),
    "categories": (
        "{distinct} different values in {total} cells: {shown}",
        "القيم المختلفة: {distinct}، الخلايا: {total}؛ {shown}",
    ),
    "range": ("from {low} to {high}; no rule is made of it", "من {low} إلى {high}، ولا تُتخذ قاعدةً"),
    "minimum": (
        "not below 0, since what is counted is never negative: {total} of {total}",
        "لا تقل عن 0، لأن ما يُعدّ لا يكون سالبًا: {total} من {total}",
    ),
    "bounds": ("coordinates, from {low} to {high}", "إحداثيات من {low} إلى {high}"),
    "unit-cells": (
        "unit {value}, which stood beside the numbers",
        "الوحدة {value}، وكانت بجانب الأعداد",
    ),
    "unit-label": ("unit {value}, named in the header", "الوحدة {value}، كما في اسم العمود"),
    "unitField": (
        "unit in the column “{value}”, since it differs by row",
        "الوحدة في العمود «{value}» لأنها تختلف بين الصفوف",
    ),
    "title": (
        "title “{value}”: the header without its unit",
        "العنوان «{value}»: اسم العمود من دون الوحدة",
    ),
    "decimals": ("decimals at most: {count}", "المنازل العشرية على الأكثر: {count}"),
    "language": (
        "language Arabic, by the letters: {count} of {total}",
        "اللغة العربية، بحسب الحروف: {count} من {total}",
    ),
    "language-label": (
        "language “{value}”, named in the header",
        "اللغة «{value}»، كما في اسم العمود",
    ),
    "role-label": (
        "a name for the values of “{other}”: each goes with one",
        "تسمية لقيم «{other}»: لكل قيمة واحدة",
    ),
    "role-name": (
        "names: {distinct} different values in {total} cells",
        "تسميات؛ القيم المختلفة: {distinct}، الخلايا: {total}",
    ),
    "role-time": ("the time that the row is about", "زمن الإسناد للصف"),
    "role-date": (
        "a note: a date that is written down, not the time that the row is about",
        "ملاحظة: تاريخ مدوّن وليس زمن الإسناد للصف",
    ),
    "role-measure": ("a measured value: numbers that are no code", "قيمة مقيسة: أعداد ليست رموزًا"),
    "role-unit": ("the unit of the value beside it", "وحدة القيمة المجاورة"),
    "role-status": ("the status of the value, by its header", "حالة القيمة، بحسب اسم العمود"),
    "role-note": ("a note: text to be read", "ملاحظة: نص للقراءة"),
    "role-serial": ("a note: it only counts the rows", "ملاحظة: ترقيم للصفوف فقط"),
    "role-key": ("what the row is about: part of the key", "موضوع الصف: جزء من المفتاح"),
    "role-dimension": (
        "what the row is about: {distinct} different values in {total} cells",
        "موضوع الصف؛ القيم المختلفة: {distinct}، الخلايا: {total}",
    ),
    "sum": (
        "may be added up: a count or an amount, by its header",
        "يجوز جمعها: عدد أو مبلغ، بحسب اسم العمود",
    ),
    "sum-time": (
        "may be added up over {over}, but not over time",
        "يجوز جمعها عبر {over}، لا عبر الزمن",
    ),
    "sum-total": (
        "may be added up over {over}, but not over “{other}”, where “{example}” stands beside its parts",
        "يجوز جمعها عبر {over}، لا عبر «{other}» حيث ترد «{example}» بجانب أجزائها",
    ),
    "none-level": (
        "not added up: a rate, a share, a price or another level, by header or unit",
        "لا تُجمع: معدل أو نسبة أو سعر أو مستوى آخر، بحسب اسم العمود أو الوحدة",
    ),
    "none-unsure": (
        "not added up, since the header does not say that it is a count or an amount",
        "لا تُجمع، لأن اسم العمود لا يدل على عدد أو مبلغ",
    ),
    "none-mixed": (
        "not added up, since the unit differs by row",
        "لا تُجمع، لاختلاف الوحدة بين الصفوف",
    ),
    "none-time": (
        "not added up: the rows differ by time only",
        "لا تُجمع: لا تختلف الصفوف إلا بالزمن",
    ),
    "none-total": (
        "not added up: totals stand beside their parts",
        "لا تُجمع: ترد المجاميع بجانب أجزائها",
    ),
    "column": ("name for programs: {value}", "الاسم للبرامج: {value}"),
    "column-poor": (
        "name for programs: {value}, which says nothing; a better one can be given",
        "الاسم للبرامج: {value}، وهو بلا معنى، ويمكن اختيار اسم أفضل",
    ),
    "primaryKey": (
        "key {value}: unique in {count} of {total} rows",
        "المفتاح {value}؛ الصفوف المختلفة: {count} من {total}",
    ),
    "key-none": (
        "no key: no columns up to {count} are unique together in {total} rows",
        "لا مفتاح؛ عدد الأعمدة معًا على الأكثر: {count}، الصفوف: {total}",
    ),
    "rows-repeated": (
        "rows that are the same as an earlier one in every cell: {count} of {total}",
        "صفوف مطابقة لصف سابق في كل خلية: {count} من {total}",
    ),
    "foreignKeys": (
        "{count} of {total} values are codes of {value}",
        "من رموز {value}: {count} من {total}",
    ),
    "foreign-nearly": (
        "{count} of {total} values are codes of {value}, so no key is made; not there: {shown}",
        "من رموز {value}: {count} من {total}، فلا يُنشأ مفتاح؛ ما ليس فيها: {shown}",
    ),
    "facets": ("rows can be narrowed down by: {value}", "يمكن تصفية الصفوف بحسب: {value}"),
    "wide": (
        "years as columns: {count}, for example “{example}”; one row for each year is easier to use",
        "سنوات على هيئة أعمدة: {count}، مثل «{example}»؛ وصف لكل سنة أسهل استعمالًا",
    ),
}
"""By key: English, Arabic. ``{value}`` is what was drafted; the rest are parameters."""
