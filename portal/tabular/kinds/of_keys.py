"""Kinds of errors of keys, between rows and between datasets, and of corrections."""

from portal.tabular.kinds.example import NAMED, Table, Told
from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "primary-key",
        "file",
        (
            "Row {row} has the same primary key as row {first_row}: {value}",
            "Remove one of the two rows, or correct the field at fault: {fields}",
        ),
        (
            "المفتاح الأساسي للصف {row} مطابق لمفتاح الصف {first_row}: {value}",
            "حذف أحد الصفين أو تصحيح الحقل المعني: {fields}",
        ),
        example=Table(
            "id,name\n1,a\n2,b\n", "id,name\n1,a\n1,b\n", {**NAMED, "primaryKey": ["id"]}
        ),
    ),
    kind(
        "primary-key-empty",
        "file",
        (
            "The cell is empty, but it is part of the primary key: {field}",
            "Fill in the value; without it the row cannot be named.",
        ),
        (
            "الخلية فارغة وهي جزء من المفتاح الأساسي: {field}",
            "كتابة القيمة؛ فلا تعريف للصف من دونها.",
        ),
        example=Table("id,name\n1,a\n", "id,name\n,a\n", {**NAMED, "primaryKey": ["id"]}),
    ),
    kind(
        "unique-error",
        "file",
        (
            "Row {row} repeats a value of row {first_row} that may occur only once: {value}",
            "Correct the row at fault; these fields are unique: {fields}",
        ),
        (
            "في الصف {row} تكرار لقيمة فريدة وردت في الصف {first_row}: {value}",
            "تصحيح الصف المعني؛ الحقول الفريدة: {fields}",
        ),
        example=Table(
            "id,name\n1,a\n2,b\n", "id,name\n1,a\n2,a\n", {**NAMED, "uniqueKeys": [["name"]]}
        ),
    ),
    kind(
        "foreign-key",
        "file",
        (
            "There is no such entry in {table} of the dataset {dataset}: {value}",
            "Correct the value, or add the entry to that dataset first.",
        ),
        (
            "لا مدخل بهذه القيمة في {table} من مجموعة البيانات {dataset}: {value}",
            "تصحيح القيمة أو إضافة المدخل إلى تلك المجموعة أولًا.",
        ),
        example=Table(
            "id,parent\n1,\n2,1\n",
            "id,parent\n1,\n2,3\n",
            {
                "fields": [
                    {"name": "id", "type": "integer"},
                    {"name": "parent", "type": "integer"},
                ],
                "primaryKey": ["id"],
                "foreignKeys": [
                    {"fields": ["parent"], "reference": {"resource": "", "fields": ["id"]}}
                ],
            },
        ),
    ),
    kind(
        "orphans",
        "file",
        (
            "{count} rows of other datasets would lose what they point to: {children}",
            "Keep the entries, or change those datasets first.",
        ),
        (
            "صفوف في مجموعات أخرى تفقد ما تشير إليه، وعددها {count}: {children}",
            "الإبقاء على المدخلات أو تعديل تلك المجموعات أولًا.",
        ),
        example=Told(
            "a row is removed to which nobody points", "a row is removed to which others point"
        ),
    ),
    kind(
        "waits",
        "file",
        (
            "The dataset points to datasets that cannot be published, and waits for: {parents}",
            "Repair those datasets; this one follows by itself.",
        ),
        (
            "المجموعة مرتبطة بمجموعات غير قابلة للنشر، وفي انتظار: {parents}",
            "إصلاح تلك المجموعات؛ ثم نشر هذه تلقائيًا.",
        ),
        example=Told(
            "the dataset of the codes is published", "the dataset of the codes is refused"
        ),
    ),
    kind(
        "correction-not-applied",
        "descriptor",
        (
            "The file does not hold the corrected value “{expected}” in the field {field} of the row: {value}",
            "Correct the file, or the entry under “corrections”.",
        ),
        (
            "القيمة المصحَّحة «{expected}» غير موجودة في الحقل {field} من الصف: {value}",
            "تصحيح الملف أو المدخل في «corrections».",
        ),
        example=Table(
            "id,name\n1,b\n",
            "id,name\n1,a\n",
            {**NAMED, "primaryKey": ["id"]},
            corrections=[
                {"key": {"id": 1}, "field": "name", "old": "a", "new": "b", "reason": "Spelling"}
            ],
        ),
    ),
)
