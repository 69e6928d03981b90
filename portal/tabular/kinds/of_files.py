"""Kinds of errors of a file as a whole: finding, decoding and cutting it into rows.

After most of them rows are not judged, so more may come to light once they are repaired.
"""

from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "file-missing",
        "file",
        ("The file is not there: {path}", "Put the file there, or correct “path”."),
        ("الملف غير موجود: {path}", "وضع الملف في مكانه أو تصحيح «path»."),
    ),
    kind(
        "file-empty",
        "file",
        (
            "The file is empty: {path}",
            "Save the table again; at least the header must be there.",
        ),
        ("الملف فارغ: {path}", "حفظ الجدول من جديد؛ وجود صف العناوين شرط أدنى."),
    ),
    kind(
        "file-not-regular",
        "file",
        ("This is a folder or a device, not a file: {path}", "Name a file in “path”."),
        ("هذا مجلد أو جهاز وليس ملفًا: {path}", "ذكر اسم ملف في «path»."),
    ),
    kind(
        "file-unreadable",
        "machine",
        (
            "The system does not let the file be read: {note}",
            "Give the portal the right to read it, and check the disk.",
        ),
        ("تعذّرت قراءة الملف على النظام: {note}", "منح البوابة حق القراءة وفحص القرص."),
    ),
    kind(
        "file-changed",
        "file",
        (
            "The file changed while it was read: {file}",
            "Finish writing it, then check it again.",
        ),
        ("تغيّر الملف أثناء قراءته: {file}", "إتمام الكتابة ثم إعادة التحقق."),
    ),
    kind(
        "encoding-error",
        "file",
        (
            "The file is not in the encoding {encoding}; reading fails at byte offset {offset} ({byte}), row {row}.",
            "Save the file as UTF-8, or declare its encoding in “encoding”. The likely one: {suggestion}",
        ),
        (
            "الملف ليس بالترميز {encoding}؛ موضع الفشل: البايت {offset} ({byte})، الصف {row}.",
            "حفظ الملف بترميز UTF-8 أو التصريح بترميزه في «encoding». الترميز المرجّح: {suggestion}",
        ),
    ),
    kind(
        "encoding-suspect",
        "descriptor",
        (
            "The declared encoding is {encoding}, but the file is valid {used} and was read as that.",
            "Correct “encoding” in the descriptor to {used}.",
        ),
        (
            "الترميز المصرَّح به {encoding}، والملف صحيح بترميز {used} وقد قُرئ به.",
            "تصحيح «encoding» في ملف الوصف إلى {used}.",
        ),
        severity="warning",
    ),
    kind(
        "nul-byte",
        "file",
        (
            "Row {row} holds a NUL character, which no text has.",
            "Export the table again; the file is damaged or not text.",
        ),
        (
            "في الصف {row} محرف NUL لا مكان له في النصوص.",
            "تصدير الجدول من جديد؛ الملف تالف أو ليس نصًا.",
        ),
    ),
    kind(
        "unclosed-quote",
        "file",
        (
            "A quotation mark is opened in row {row} and not closed, so the rows after it run into one cell: {value}",
            "Close the quotation mark, or write a mark inside a cell twice. Rows are checked once this is repaired.",
        ),
        (
            "علامة اقتباس مفتوحة في الصف {row} دون إغلاق، فاندمجت الصفوف التالية في خلية واحدة: {value}",
            "إغلاق علامة الاقتباس، أو كتابتها مرتين داخل الخلية. التحقق من الصفوف بعد هذا الإصلاح.",
        ),
        passing='1,"a ""quoted"" word"',
        failing='1,"a quoted word',
    ),
    kind(
        "quote-misplaced",
        "file",
        (
            "A quotation mark in row {row} stands inside a quoted cell, and programs read such cells differently: {value}",
            "Write a quotation mark inside a quoted cell twice.",
        ),
        (
            "علامة اقتباس داخل خلية مقتبسة في الصف {row}، وقراءتها تختلف بين البرامج: {value}",
            "كتابة علامة الاقتباس مرتين داخل الخلية المقتبسة.",
        ),
        passing='1,"say ""yes"""',
        failing='1,"say "yes""',
        severity="warning",
    ),
    kind(
        "carriage-return",
        "file",
        (
            "Row {row} ends in a single carriage return while other rows end in a line feed.",
            "Save the file with one kind of line ends; put a cell with a line break in quotation marks.",
        ),
        (
            "الصف {row} منتهٍ بمحرف CR وحده، ونهايات صفوف أخرى LF.",
            "حفظ الملف بنوع واحد من نهايات الأسطر، ووضع الخلية متعددة الأسطر بين علامتي اقتباس.",
        ),
    ),
    kind(
        "cell-too-long",
        "file",
        (
            "The cell is longer than {limit} characters: {value}",
            "Shorten it, or publish long texts as files of their own. Look for an unclosed quotation mark.",
        ),
        (
            "الخلية أطول من {limit} محرف: {value}",
            "اختصارها أو نشر النصوص الطويلة في ملفات مستقلة، والبحث عن علامة اقتباس غير مغلقة.",
        ),
    ),
    kind(
        "record-too-long",
        "file",
        (
            "Row {row} is longer than {limit} characters.",
            "Check the line ends and the quotation marks of the file.",
        ),
        ("الصف {row} أطول من {limit} محرف.", "فحص نهايات الأسطر وعلامات الاقتباس في الملف."),
    ),
    kind(
        "too-many-columns",
        "file",
        (
            "There are more columns than the {limit} that a table can have.",
            "Turn columns into rows (one row for each year, for example), or split the table.",
        ),
        (
            "عدد الأعمدة أكبر من حدّ الجدول: {limit}",
            "تحويل الأعمدة إلى صفوف (صف لكل سنة مثلًا) أو تقسيم الجدول.",
        ),
    ),
)
