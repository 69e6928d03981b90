"""Kinds of errors of a header, of rows, and of the rules in a checklist."""

from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "blank-header",
        "file",
        ("The header row is empty.", "Write the names of the fields into the first row."),
        ("صف العناوين فارغ.", "كتابة أسماء الحقول في الصف الأول."),
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
    ),
    kind(
        "blank-label",
        "file",
        ("The header of column {column} is empty.", "Write the field's name: {field}"),
        ("عنوان العمود {column} فارغ.", "كتابة اسم الحقل: {field}"),
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
        passing="country,year,value",
        failing="country,year,year",
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
    ),
    kind(
        "missing-label",
        "file",
        ("A column of the schema is missing: {field}", "Add the column, or correct the schema."),
        ("عمود من المخطط غير موجود: {field}", "إضافة العمود أو تصحيح المخطط."),
    ),
    kind(
        "extra-label",
        "file",
        (
            "The schema has no column {column} of this name: {value}",
            "Remove the column, or describe it in the schema.",
        ),
        ("لا وجود في المخطط للعمود {column}: {value}", "حذف العمود أو وصفه في المخطط."),
    ),
    kind(
        "blank-row",
        "file",
        ("Row {row} is empty.", "Remove the row."),
        ("الصف {row} فارغ.", "حذف الصف."),
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
        passing="JO,2023,",
        failing="JO,2023",
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
        passing='JO,"1,000"',
        failing="JO,1,000",
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
    ),
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
        passing="births 10, population 200 (births <= population)",
        failing="births 300, population 200 (births <= population)",
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
    ),
    kind(
        "duplicate-row",
        "file",
        ("Row {row} repeats another row: {note}", "Remove one of the two."),
        ("الصف {row} مكرّر: {note}", "حذف أحد الصفين."),
    ),
    kind(
        "forbidden-value",
        "file",
        ("The checklist forbids this value: {value}", "Correct the cell."),
        ("قيمة ممنوعة في قائمة التحقق: {value}", "تصحيح الخلية."),
    ),
    kind(
        "required-value",
        "file",
        ("A value that the checklist requires does not occur: {note}", "Add the missing rows."),
        ("قيمة مطلوبة في قائمة التحقق غير موجودة: {note}", "إضافة الصفوف الناقصة."),
    ),
    kind(
        "sequential-value",
        "file",
        (
            "The values do not follow one another; the sequence ends at: {value}",
            "Put the rows in order and look for a missing one.",
        ),
        ("انقطاع في تسلسل القيم عند: {value}", "ترتيب الصفوف والبحث عن صف ناقص."),
    ),
    kind(
        "truncated-value",
        "file",
        (
            "The value seems to be cut off: {value}",
            "Compare it with the source; a program may have cut it at a limit of its own.",
        ),
        ("القيمة تبدو مقطوعة: {value}", "مقارنتها بالمصدر؛ فقد يكون برنامج ما قد قطعها عند حدّه."),
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
    ),
    kind(
        "deviated-value",
        "file",
        ("A value lies far from the others: {note}", "Compare it with the source."),
        ("قيمة بعيدة عن سائر القيم: {note}", "مقارنتها بالمصدر."),
    ),
    kind(
        "deviated-cell",
        "file",
        ("A cell is much longer than the others: {note}", "Compare it with the source."),
        ("خلية أطول كثيرًا من سائر الخلايا: {note}", "مقارنتها بالمصدر."),
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
    ),
)
