"""Kinds of errors of the rules in a checklist."""

from portal.tabular.kinds.example import CHECK, Descriptor, Table, Told
from portal.tabular.kinds.kind import kind

NUMBERS = {"fields": [{"name": "births", "type": "integer"}, {"name": "people", "type": "integer"}]}

KINDS = (
    kind(
        "row-constraint",
        "file",
        (
            "Row {row} breaks a rule of the dataset: {rule}",
            "Compare the cells that the rule names, and correct the wrong one; an empty cell may be the cause.",
        ),
        (
            "الصف {row} مخالف لقاعدة من قواعد المجموعة: {rule}",
            "مقارنة الخلايا المذكورة في القاعدة وتصحيح الخطأ منها؛ وقد تكون خلية فارغة هي السبب.",
        ),
        example=Table(
            "births,people\n10,200\n",
            "births,people\n300,200\n",
            NUMBERS,
            checks=[{"type": "row-constraint", "formula": "births <= people"}],
        ),
    ),
    kind(
        "table-dimensions",
        "file",
        (
            "The number of rows or columns is {value}, against the rule: {rule}",
            "Check that the file is complete, or correct the rule in the checklist.",
        ),
        (
            "عدد الصفوف أو الأعمدة {value}، خلافًا للقاعدة: {rule}",
            "التحقق من اكتمال الملف أو تصحيح القاعدة في قائمة التحقق.",
        ),
        example=Table(
            "id,name\n1,a\n2,b\n",
            "id,name\n1,a\n",
            checks=[{"type": "table-dimensions", "minRows": 2}],
        ),
    ),
    kind(
        "duplicate-row",
        "file",
        ("Row {row} repeats another row: {note}", "Remove one of the two."),
        ("الصف {row} مكرّر: {note}", "حذف أحد الصفين."),
        example=Table(
            "id,name\n1,a\n1,b\n", "id,name\n1,a\n1,a\n", checks=[{"type": "duplicate-row"}]
        ),
    ),
    kind(
        "forbidden-value",
        "file",
        ("The checklist forbids this value: {value}", "Correct the cell."),
        ("قيمة ممنوعة في قائمة التحقق: {value}", "تصحيح الخلية."),
        example=Table(
            "id,name\n1,a\n",
            "id,name\n1,test\n",
            checks=[{"type": "forbidden-value", "fieldName": "name", "values": ["test"]}],
        ),
    ),
    kind(
        "required-value",
        "file",
        ("A value that the checklist requires does not occur: {note}", "Add the missing rows."),
        ("قيمة مطلوبة في قائمة التحقق غير موجودة: {note}", "إضافة الصفوف الناقصة."),
        example=Table(
            "id,name\n1,total\n",
            "id,name\n1,a\n",
            checks=[{"type": "required-value", "fieldName": "name", "values": ["total"]}],
        ),
    ),
    kind(
        "sequential-value",
        "file",
        (
            "The values do not follow one another; the sequence ends at: {value}",
            "Put the rows in order and look for a missing one.",
        ),
        ("انقطاع في تسلسل القيم عند: {value}", "ترتيب الصفوف والبحث عن صف ناقص."),
        example=Table(
            "id,name\n1,a\n2,b\n",
            "id,name\n1,a\n3,b\n",
            checks=[{"type": "sequential-value", "fieldName": "id"}],
        ),
    ),
    kind(
        "truncated-value",
        "file",
        (
            "The value seems to be cut off: {value}",
            "Compare it with the source; a program may have cut it at a limit of its own.",
        ),
        ("القيمة تبدو مقطوعة: {value}", "مقارنتها بالمصدر؛ فقد يكون برنامج ما قد قطعها عند حدّه."),
        example=Table(
            "id,name\n32766,a\n", "id,name\n32767,a\n", checks=[{"type": "truncated-value"}]
        ),
    ),
    kind(
        "ascii-value",
        "file",
        (
            "The checklist allows letters without accents, digits and signs only: {value}",
            "Correct the cell, or remove the check from the checklist.",
        ),
        (
            "قائمة التحقق تقتصر على محارف ASCII: {value}",
            "تصحيح الخلية أو حذف هذا الفحص من قائمة التحقق.",
        ),
        example=Table("id,name\n1,a\n", "id,name\n1,é\n", checks=[{"type": "ascii-value"}]),
    ),
    kind(
        "deviated-value",
        "file",
        ("A value lies far from the others: {note}", "Compare it with the source."),
        ("قيمة بعيدة عن سائر القيم: {note}", "مقارنتها بالمصدر."),
        example=Table(
            "births,people\n1,5\n1,5\n1,5\n1,5\n",
            "births,people\n1,5\n1,5\n1,5\n999,5\n",
            NUMBERS,
            checks=[{"type": "deviated-value", "fieldName": "births", "interval": 1}],
        ),
    ),
    kind(
        "deviated-cell",
        "file",
        ("A cell is much longer than the others: {note}", "Compare it with the source."),
        ("خلية أطول كثيرًا من سائر الخلايا: {note}", "مقارنتها بالمصدر."),
        example=Told("cells of some words", "a cell of 6,000 characters among them"),
    ),
    kind(
        "checklist-invalid",
        "descriptor",
        (
            "A check of the checklist cannot be run: {note}",
            "Correct it in checklist.json; docs/descriptor.md lists the checks.",
        ),
        (
            "فحص في قائمة التحقق غير قابل للتنفيذ: {note}",
            "تصحيحه في checklist.json؛ الفحوص مذكورة في docs/descriptor.md.",
        ),
        example=Descriptor(
            CHECK,
            '{"type": "row-constraint", "formula": "id > 0"}',
            '{"type": "row-constraint", "formula": "id >"}',
        ),
    ),
)
