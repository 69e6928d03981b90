"""Kinds of errors of rules between the cells of a row, and of checks that a schema holds itself."""

from collections.abc import Mapping
from typing import Any

from portal.tabular.kinds.example import SCHEMA, Descriptor, Table
from portal.tabular.kinds.kind import kind


def _schema(type_: str, *names: str, **more: Any) -> Mapping[str, Any]:
    fields = [{"name": "id", "type": "integer"}, *({"name": n, "type": type_} for n in names)]
    return {"fields": fields, **more}


PERIOD = {"type": "compare-columns", "column": "end", "operator": ">=", "other": "start"}
VOTES = {"type": "sum-columns", "column": "votes", "columns": ["yes", "no"]}
BUDGET = {"type": "cohesive-columns", "columns": ["budget", "year"]}
CONTACT = {"type": "one-of-required", "columns": ["phone", "email"]}

KINDS = (
    kind(
        "compare-columns",
        "file",
        (
            "The value breaks the rule {rule}: {value}",
            "Correct it or the cell of {field_other} in the same row, which holds: {other}",
        ),
        (
            "القيمة مخالفة للقاعدة {rule}: {value}",
            "تصحيحها أو تصحيح خلية {field_other} في الصف نفسه، وفيها: {other}",
        ),
        example=Table(
            "id,start,end\n1,2024-01-01,2024-03-31\n",
            "id,start,end\n1,2024-03-31,2024-01-01\n",
            schema=_schema("date", "start", "end"),
            checks=[PERIOD],
        ),
    ),
    kind(
        "compare-columns/incomparable",
        "file",
        (
            "The value cannot be held against {field_other}, as the rule {rule} asks: {value}",
            "Write both cells as numbers, or both times with a zone or both without. The other cell holds: {other}",
        ),
        (
            "تعذّرت مقارنة القيمة بالحقل {field_other} وفق القاعدة {rule}: {value}",
            "كتابة الخليتين عددين، أو كتابة الوقتين كليهما مع منطقة زمنية أو كليهما دونها. وفي الخلية الأخرى: {other}",
        ),
        example=Table(
            "id,start,end\n1,2024-01-01T08:00:00Z,2024-01-01T09:00:00Z\n",
            "id,start,end\n1,2024-01-01T08:00:00,2024-01-01T09:00:00Z\n",
            schema=_schema("datetime", "start", "end"),
            checks=[PERIOD],
        ),
    ),
    kind(
        "sum-columns",
        "file",
        (
            "The value is not the sum that the rule {rule} asks for: {value}",
            "Correct it or one of the cells that are added up; their sum: {sum}",
        ),
        (
            "القيمة لا تساوي المجموع المطلوب في القاعدة {rule}: {value}",
            "تصحيحها أو تصحيح إحدى الخلايا المجموعة؛ ومجموعها: {sum}",
        ),
        example=Table(
            "id,votes,yes,no\n1,12,7,5\n",
            "id,votes,yes,no\n1,13,7,5\n",
            schema=_schema("integer", "votes", "yes", "no"),
            checks=[VOTES],
        ),
    ),
    kind(
        "cohesive-columns",
        "file",
        (
            "Row {row} has values in some of these columns only, where all must be filled or none: {rule}",
            "Fill in the empty cells, or empty the others. Empty: {empty}",
        ),
        (
            "في الصف {row} قيم لبعض هذه الأعمدة فقط، والمطلوب ملؤها جميعًا أو تركها جميعًا فارغة: {rule}",
            "ملء الخلايا الفارغة أو إفراغ سائرها. الفارغة: {empty}",
        ),
        example=Table(
            "id,budget,year\n1,roads,2024\n2,,\n",
            "id,budget,year\n1,roads,\n2,,\n",
            schema=_schema("string", "budget", "year"),
            checks=[BUDGET],
        ),
    ),
    kind(
        "cohesive-columns/absent",
        "file",
        (
            "The file has some columns of the rule {rule} and lacks others, where all belong together: {absent}",
            "Add the missing columns, or leave out all of them.",
        ),
        (
            "في الملف بعض أعمدة القاعدة {rule} دون غيرها، وهي أعمدة متلازمة؛ غير الموجود منها: {absent}",
            "إضافة الأعمدة الناقصة أو حذف أعمدة القاعدة كلها.",
        ),
        example=Table(
            "id,budget,year\n1,roads,2024\n",
            "id,budget\n1,roads\n",
            schema=_schema("string", "budget", "year", fieldsMatch="superset"),
            checks=[BUDGET],
        ),
    ),
    kind(
        "one-of-required",
        "file",
        (
            "Row {row} has no value in any of these columns, where at least one must be filled: {rule}",
            "Fill in at least one of the cells.",
        ),
        (
            "لا قيمة في الصف {row} لأي من هذه الأعمدة، والمطلوب ملء واحد منها على الأقل: {rule}",
            "ملء خلية واحدة منها على الأقل.",
        ),
        example=Table(
            "id,phone,email\n1,,a@example.org\n",
            "id,phone,email\n1,,\n",
            schema=_schema("string", "phone", "email"),
            checks=[CONTACT],
        ),
    ),
    kind(
        "one-of-required/absent",
        "file",
        (
            "The file has none of the columns of which at least one must be filled: {absent}",
            "Add at least one of the columns.",
        ),
        (
            "ليس في الملف أي من الأعمدة المطلوب ملء واحد منها على الأقل: {absent}",
            "إضافة عمود واحد منها على الأقل.",
        ),
        example=Table(
            "id,phone\n1,+962\n",
            "id\n1\n",
            schema=_schema("string", "phone", "email", fieldsMatch="superset"),
            checks=[CONTACT],
        ),
    ),
    kind(
        "check-unknown",
        "descriptor",
        (
            "The schema asks for a check that the portal does not know; the data were not held against it: {value}",
            "Nothing needs to be done. To have the rule checked, write it in checklist.json; docs/descriptor.md lists the checks.",
        ),
        (
            "في المخطط فحص غير معروف لدى البوابة، ولم يُطبَّق على البيانات: {value}",
            "لا يلزم أي إجراء. ولتطبيق القاعدة: كتابتها في checklist.json؛ الفحوص مذكورة في docs/descriptor.md.",
        ),
        example=Descriptor(
            SCHEMA,
            '{"custom_checks": [{"name": "one-of-required", "params": {"column1": "id", "column2": "name"}}]}',
            '{"custom_checks": [{"name": "french-siret-value", "params": {"column": "name"}}]}',
        ),
        severity="warning",
    ),
    kind(
        "check-unknown/parameters",
        "descriptor",
        (
            "A check of the schema cannot be run ({note}); the data were not held against it: {value}",
            "Correct its parameters; docs/descriptor.md lists the checks.",
        ),
        (
            "فحص من فحوص المخطط غير قابل للتنفيذ ({note})، ولم يُطبَّق على البيانات: {value}",
            "تصحيح معاملاته؛ الفحوص مذكورة في docs/descriptor.md.",
        ),
        example=Descriptor(
            SCHEMA,
            '{"custom_checks": [{"name": "one-of-required", "params": {"column1": "id", "column2": "name"}}]}',
            '{"custom_checks": [{"name": "one-of-required", "params": {"column1": "id"}}]}',
        ),
        severity="warning",
    ),
)
