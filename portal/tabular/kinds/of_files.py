"""Kinds of errors of a file as a whole: finding it, decoding it, its size.

After most of them rows are not judged, so more may come to light once they are repaired.
"""

from portal.tabular.kinds.example import RESOURCE, Descriptor, Nothing, Table, Told
from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "file-missing",
        "file",
        ("The file is not there: {path}", "Put the file there, or correct “path”."),
        ("الملف غير موجود: {path}", "وضع الملف في مكانه أو تصحيح «path»."),
        example=Descriptor(RESOURCE, '{"path": "data.csv"}', '{"path": "other.csv"}'),
    ),
    kind(
        "file-empty",
        "file",
        (
            "The file is empty: {path}",
            "Save the table again; at least the header must be there.",
        ),
        ("الملف فارغ: {path}", "حفظ الجدول من جديد؛ وجود صف العناوين شرط أدنى."),
        example=Table("id,name\n1,a\n", ""),
    ),
    kind(
        "file-not-regular",
        "file",
        ("This is a folder or a device, not a file: {path}", "Name a file in “path”."),
        ("هذا مجلد أو جهاز وليس ملفًا: {path}", "ذكر اسم ملف في «path»."),
        example=Told("a file data.csv", "a folder data.csv"),
    ),
    kind(
        "file-unreadable",
        "machine",
        (
            "The system does not let the file be read: {note}",
            "Give the portal the right to read it, and check the disk.",
        ),
        ("تعذّرت قراءة الملف على النظام: {note}", "منح البوابة حق القراءة وفحص القرص."),
        example=Nothing("it is about the rights and the disk of a machine"),
    ),
    kind(
        "file-changed",
        "file",
        (
            "The file changed while it was read: {file}",
            "Finish writing it, then check it again.",
        ),
        ("تغيّر الملف أثناء قراءته: {file}", "إتمام الكتابة ثم إعادة التحقق."),
        example=Nothing("it is about when a file is written, not about what it holds"),
    ),
    kind(
        "encoding-error",
        "file",
        (
            "The file is not in the encoding {encoding}; reading fails at byte offset {offset} ({byte}), row {row}.",
            "Save the file as UTF-8, or declare its encoding in “encoding”.",
        ),
        (
            "الملف ليس بالترميز {encoding}؛ موضع الفشل: البايت {offset} ({byte})، الصف {row}.",
            "حفظ الملف بترميز UTF-8 أو التصريح بترميزه في «encoding».",
        ),
        example=Told("a file in UTF-8", "a file in an encoding that nothing tells"),
    ),
    kind(
        "encoding-error/suggested",
        "file",
        (
            "The file is not in the encoding {encoding}; reading fails at byte offset {offset} ({byte}), row {row}.",
            "Save the file as UTF-8, or declare its encoding in “encoding”. The likely one: {suggestion}. So read, the row says: {sample}",
        ),
        (
            "الملف ليس بالترميز {encoding}؛ موضع الفشل: البايت {offset} ({byte})، الصف {row}.",
            "حفظ الملف بترميز UTF-8 أو التصريح بترميزه في «encoding». الترميز المرجّح: {suggestion}، ونص الصف به: {sample}",
        ),
        example=Table("id,name\n1,عمّان\n", "id,name\n1,عمّان\n".encode("cp1256")),
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
        example=Table(
            b"id,name\n1,\xda\xe3\xc7\xe4\n",
            "id,name\n1,عمان\n",
            resource={"encoding": "windows-1256"},
        ),
        severity="warning",
    ),
    kind(
        "encoding-guessed",
        "descriptor",
        (
            "The encoding is not declared; the file was read as {encoding}, for example: {sample}",
            "Look whether the sample reads right, then declare “encoding”: “{encoding}”. It is not published before.",
        ),
        (
            "الترميز غير مصرَّح به؛ قُرئ الملف بترميز {encoding}، ومنه: {sample}",
            "التأكد من صحة النص المعروض ثم التصريح بالترميز {encoding} في «encoding». لا نشر قبل ذلك.",
        ),
        example=Told(
            "a file in Windows-1256 whose descriptor says so",
            "a file in Windows-1256 whose descriptor names no encoding",
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
        example=Table("id,name\n1,a\n", "id,name\n1,a\0\n"),
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
        example=Told("a cell of 1,000,000 characters", "a cell of 1,000,001 characters"),
    ),
    kind(
        "record-too-long",
        "file",
        (
            "Row {row} is longer than {limit} characters.",
            "Check the line ends and the quotation marks of the file.",
        ),
        ("الصف {row} أطول من {limit} محرف.", "فحص نهايات الأسطر وعلامات الاقتباس في الملف."),
        example=Told("a row of 16,000,000 characters", "a row of 16,000,001 characters"),
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
        example=Told("a table of 2,000 columns", "a table of 2,001 columns"),
    ),
)
