"""Kinds of errors of a header and of rows."""

from portal.tabular.kinds.example import NAMED, Cell, Table
from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "blank-header",
        "file",
        ("The header row is empty.", "Write the names of the fields into the first row."),
        ("صف العناوين فارغ.", "كتابة أسماء الحقول في الصف الأول."),
        example=Table("id,name\n1,a\n", "\n1,a\n"),
    ),
    kind(
        "unmatched-header",
        "file",
        (
            "The header has none of the fields of the schema: {value}",
            "Check that this is the right file and that its separator is the one in “dialect”.",
        ),
        (
            "لا يحوي صف العناوين أيًّا من حقول المخطط: {value}",
            "التحقق من صحة الملف ومن مطابقة الفاصل لما في «dialect».",
        ),
        example=Table("id\n1\n", "code\n1\n", {**NAMED, "fieldsMatch": "partial"}),
    ),
    kind(
        "blank-label",
        "file",
        ("The header of column {column} is empty.", "Write the field's name: {field}"),
        ("عنوان العمود {column} فارغ.", "كتابة اسم الحقل: {field}"),
        example=Table("id,name\n1,a\n", "id,\n1,a\n"),
    ),
    kind(
        "duplicate-label",
        "file",
        (
            "The header of column {column} is the same as that of column {first_column}: {value}",
            "Give every column a name of its own, as in the schema.",
        ),
        (
            "عنوان العمود {column} مطابق لعنوان العمود {first_column}: {value}",
            "إعطاء كل عمود اسمًا خاصًا به كما في المخطط.",
        ),
        example=Table("id,name\n1,a\n", "id,id\n1,a\n"),
    ),
    kind(
        "incorrect-label",
        "file",
        (
            "The schema has the field {field} in column {column}; the header says: {value}",
            "Correct the name or the order of the columns, or set “fieldsMatch” in the schema.",
        ),
        (
            "في المخطط الحقل {field} للعمود {column}، والعنوان في الملف: {value}",
            "تصحيح الاسم أو ترتيب الأعمدة، أو ضبط «fieldsMatch» في المخطط.",
        ),
        example=Table("id,name\n1,a\n", "id,title\n1,a\n"),
    ),
    kind(
        "missing-label",
        "file",
        ("A column of the schema is missing: {field}", "Add the column, or correct the schema."),
        ("عمود من المخطط غير موجود: {field}", "إضافة العمود أو تصحيح المخطط."),
        example=Table("id,name\n1,a\n", "id\n1\n"),
    ),
    kind(
        "extra-label",
        "file",
        (
            "The schema has no column {column} of this name: {value}",
            "Remove the column, or describe it in the schema.",
        ),
        ("لا وجود في المخطط للعمود {column}: {value}", "حذف العمود أو وصفه في المخطط."),
        example=Table("id,name\n1,a\n", "id,name,unit\n1,a,t\n"),
    ),
    kind(
        "blank-row",
        "file",
        ("Row {row} is empty.", "Remove the row."),
        ("الصف {row} فارغ.", "حذف الصف."),
        example=Table("id,name\n1,a\n", "id,name\n\n1,a\n"),
    ),
    kind(
        "missing-cell",
        "file",
        (
            "Row {row} is too short; there is no cell for the field: {field}",
            "Complete the row; an empty cell still needs its separator.",
        ),
        (
            "الصف {row} ناقص، ولا خلية فيه للحقل: {field}",
            "إكمال الصف؛ الخلية الفارغة تحتاج إلى فاصلها.",
        ),
        example=Table("id,name\n1,\n", "id,name\n1\n"),
    ),
    kind(
        "extra-cell",
        "file",
        (
            "Row {row} is too long; there is no column {column} for the cell: {value}",
            "Put a cell that contains the separator in quotation marks, or remove it.",
        ),
        (
            "الصف {row} أطول من اللازم، ولا عمود {column} للخلية: {value}",
            "وضع الخلية التي تحوي الفاصل بين علامتي اقتباس، أو حذفها.",
        ),
        example=Table('id,name\n1,"a,b"\n', "id,name\n1,a,b\n"),
    ),
    kind(
        "row-not-judged",
        "descriptor",
        (
            "Row {row} cannot be held against the schema: {note}",
            "Check the constraints of the fields; a time with a zone, for example, needs bounds with a zone.",
        ),
        (
            "تعذّرت مقارنة الصف {row} بالمخطط: {note}",
            "فحص قيود الحقول؛ الوقت ذو المنطقة الزمنية مثلًا يحتاج إلى حدود ذات منطقة زمنية.",
        ),
        example=Cell(
            {"type": "datetime", "constraints": {"minimum": "2020-01-01T00:00:00"}},
            "2020-01-02T00:00:00",
            "2020-01-02T00:00:00Z",
        ),
    ),
    kind(
        "row-not-judged/pattern",
        "descriptor",
        (
            "The pattern of the field {field} takes too long for the cell in row {row}: {value}",
            "Rewrite the pattern; repeats one after the other that match the same characters take long for long cells: {limit}",
        ),
        (
            "يستغرق نمط الحقل {field} وقتًا أطول من اللازم لخلية الصف {row}: {value}",
            "إعادة كتابة النمط؛ فالتكرارات المتتالية التي تطابق المحارف نفسها تستغرق وقتًا طويلًا في الخلايا الطويلة: {limit}",
        ),
        passing="the pattern `a*b`",
        failing="the pattern `(?=a*a*a*a*a*b)a*` with a cell of 5,000 letters",
    ),
)
