"""Kinds of errors of Excel workbooks."""

from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "workbook-unknown",
        "file",
        (
            "This is not an Excel workbook: {value}",
            "Give a file that was saved as “Excel Workbook (.xlsx)”, or a CSV file.",
        ),
        (
            "ليس مصنّف Excel: {value}",
            "تقديم ملف محفوظ بصيغة «Excel Workbook (.xlsx)» أو ملف CSV.",
        ),
        passing="a file that was saved as .xlsx",
        failing="a web page that was renamed to .xlsx",
    ),
    kind(
        "workbook-other-format",
        "file",
        (
            "This is a spreadsheet of another format ({format}): {value}",
            "Open it and save it as “Excel Workbook (.xlsx)”.",
        ),
        (
            "جدول بيانات بصيغة أخرى ({format}): {value}",
            "فتح الملف وحفظه بصيغة «Excel Workbook (.xlsx)».",
        ),
        passing="data.xlsx",
        failing="data.xls",
    ),
    kind(
        "workbook-encrypted",
        "file",
        (
            "The workbook is protected by a password: {value}",
            "Open it, remove the password (File, Info, Protect Workbook) and save it again.",
        ),
        (
            "المصنّف محمي بكلمة مرور: {value}",
            "فتحه وإزالة كلمة المرور (ملف، معلومات، حماية المصنف) ثم حفظه.",
        ),
        passing="a workbook that opens without being asked",
        failing="a workbook that asks for a password",
    ),
    kind(
        "workbook-damaged",
        "file",
        (
            "The workbook is damaged ({note}): {value}",
            "Open it in a spreadsheet program, let it repair the file, and save it as .xlsx.",
        ),
        (
            "المصنّف تالف ({note}): {value}",
            "فتحه في برنامج لجداول البيانات وإصلاحه ثم حفظه بصيغة xlsx.",
        ),
        passing="a workbook that was copied as a whole",
        failing="half of a workbook",
    ),
    kind(
        "workbook-too-large",
        "file",
        (
            "The workbook is too large to be read ({note}): {value}",
            "Save the sheet as “CSV UTF-8” and give that file.",
        ),
        (
            "المصنّف أكبر مما يمكن قراءته ({note}): {value}",
            "حفظ الورقة بصيغة «CSV UTF-8» وتقديم ذلك الملف.",
        ),
        passing="a sheet of 1,000,000 rows and 20 columns",
        failing="a few kilobytes that unpack to gigabytes",
    ),
    kind(
        "workbook-several-sheets",
        "file",
        (
            "The workbook has several sheets with data: {sheets}",
            "Say which one is meant: --sheet NAME",
        ),
        (
            "في المصنّف عدة أوراق فيها بيانات: {sheets}",
            "تحديد الورقة المقصودة: --sheet NAME",
        ),
        passing="one sheet with data",
        failing="the sheets 2022 and 2023, both with data",
    ),
    kind(
        "workbook-sheet-missing",
        "file",
        ("The workbook has no sheet of this name: {value}", "Choose one of these: {sheets}"),
        ("لا ورقة في المصنّف بهذا الاسم: {value}", "اختيار واحدة من هذه الأوراق: {sheets}"),
        passing="--sheet 2023",
        failing="--sheet 2024",
    ),
    kind(
        "workbook-empty",
        "file",
        ("The workbook has no sheet with data: {value}", "Check that this is the right file."),
        ("لا ورقة في المصنّف فيها بيانات: {value}", "التحقق من أنه الملف الصحيح."),
        passing="a sheet with a header and rows",
        failing="a sheet without any",
    ),
    kind(
        "workbook-excerpt",
        "file",
        (
            "This workbook holds just the rows with errors, not the whole table: {value}",
            "Correct these rows in the file itself, and check that file.",
        ),
        (
            "ليس في هذا المصنّف سوى الصفوف التي فيها أخطاء، لا الجدول كله: {value}",
            "تصحيح هذه الصفوف في الملف نفسه ثم فحص ذلك الملف.",
        ),
        passing="a fix-it workbook with the whole table",
        failing="a fix-it workbook of a table with more than 2,000,000 cells",
    ),
    kind(
        "formula-not-calculated",
        "file",
        (
            "The result of the formula in cell {cell} is not saved in the workbook; sheet: {value}",
            "Open the workbook in Excel, save it there, and try again.",
        ),
        (
            "نتيجة المعادلة في الخلية {cell} غير محفوظة في المصنّف؛ الورقة: {value}",
            "فتح المصنّف في Excel وحفظه هناك ثم المحاولة من جديد.",
        ),
        passing="=A2/B2, saved by Excel",
        failing="=A2/B2, written by a program that cannot calculate",
    ),
    kind(
        "workbook-limit",
        "machine",
        (
            "Excel cannot hold this in the sheet {sheet}: {note}",
            "Use CSV; Excel ends at 1,048,576 rows, 16,384 columns and 32,767 characters in a cell.",
        ),
        (
            "لا يتسع Excel لهذا في الورقة {sheet}: {note}",
            "استعمال CSV؛ حدود Excel: 1,048,576 صفًا و16,384 عمودًا و32,767 محرفًا في الخلية.",
        ),
        passing="a table of 1,000,000 rows",
        failing="a table of 2,000,000 rows",
    ),
)
