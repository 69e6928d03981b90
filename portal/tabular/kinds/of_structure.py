"""Kinds of errors of what cuts a file into rows and cells: quotation marks, separators, the header."""

from portal.tabular.kinds.example import NAMED, Table, Told
from portal.tabular.kinds.kind import kind

KINDS = (
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
        example=Table('id,name\n1,"a ""quoted"" word"\n', 'id,name\n1,"a quoted word\n'),
    ),
    kind(
        "quote-misplaced",
        "file",
        (
            "In row {row} a quotation mark stands inside a cell that does not begin with one: {value}",
            "Put the whole cell in quotation marks, and write a mark inside it twice.",
        ),
        (
            "في الصف {row} علامة اقتباس داخل خلية لا تبدأ بها: {value}",
            "وضع الخلية كلها بين علامتي اقتباس، وكتابة العلامة التي بداخلها مرتين.",
        ),
        example=Table('id,name\n1,"a 5"" pipe"\n', 'id,name\n1,a 5" pipe\n'),
    ),
    kind(
        "text-after-quote",
        "file",
        (
            "In row {row} there is text after the quotation mark that closes a cell: {value}",
            "Write a quotation mark inside a cell twice, or put the separator right after the closing one.",
        ),
        (
            "في الصف {row} نص بعد علامة الاقتباس التي تُغلق الخلية: {value}",
            "كتابة علامة الاقتباس داخل الخلية مرتين، أو وضع الفاصل بعد علامة الإغلاق مباشرة.",
        ),
        example=Table('id,name\n1,"say ""yes"""\n', 'id,name\n1,"say "yes""\n'),
    ),
    kind(
        "escape-misplaced",
        "file",
        (
            "In row {row} the escape character stands before a character that needs none: {value}",
            "Write the escape character twice where it is meant itself, or remove “escapeChar” from “dialect”.",
        ),
        (
            "في الصف {row} محرف الإفلات أمام محرف لا يحتاج إليه: {value}",
            "كتابة محرف الإفلات مرتين حيث يُقصد لذاته، أو حذف «escapeChar» من «dialect».",
        ),
        example=Table(
            'id,name\n1,"a \\"b\\""\n',
            'id,name\n1,"a \\n b"\n',
            resource={"dialect": {"escapeChar": "\\", "doubleQuote": False}},
        ),
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
        example=Table("id,name\n1,a\n2,b\n", b"id,name\n1,a\r2,b\n"),
    ),
    kind(
        "row-delimiter",
        "file",
        (
            "Row {row} is cut into cells by “{delimiter}”, unlike the rest of the file.",
            "Write the row with the separator of the file.",
        ),
        (
            "الفاصل في الصف {row} هو «{delimiter}» خلافًا لسائر الملف.",
            "كتابة الصف بالفاصل المستعمل في الملف.",
        ),
        example=Table("id,name\n1,a\n2,b\n", "id,name\n1,a\n2;b\n"),
    ),
    kind(
        "trailing-delimiter",
        "file",
        (
            "Every data row ends with one separator more than the header; the empty cells after it are left out.",
            "Nothing has to be done. The last separator of each row can be removed.",
        ),
        (
            "في نهاية كل صف بيانات فاصل زائد عمّا في صف العناوين؛ الخلايا الفارغة بعده غير محسوبة.",
            "لا حاجة إلى تعديل. يمكن حذف الفاصل الأخير من كل صف.",
        ),
        example=Table("id,name\n1,a\n2,b\n", "id,name\n1,a,\n2,b,\n"),
        severity="info",
    ),
    kind(
        "trailing-delimiter-missing",
        "file",
        (
            "Row {row} does not end with the additional separator that the rows before it end with.",
            "End all rows alike: remove the last separator of the others, or compare this row with them.",
        ),
        (
            "الصف {row} لا ينتهي بالفاصل الزائد الذي تنتهي به الصفوف السابقة.",
            "توحيد نهايات الصفوف: حذف الفاصل الأخير من الصفوف الأخرى أو مقارنة هذا الصف بها.",
        ),
        example=Table("id,name\n1,a\n2,b\n", "id,name\n" + "1,a,\n" * 20 + "2,b\n"),
    ),
    kind(
        "header-repeated",
        "file",
        (
            "Row {row} repeats the header.",
            "Remove the row; where two tables were put one below the other, compare their columns.",
        ),
        (
            "الصف {row} تكرار لصف العناوين.",
            "حذف الصف؛ وإن وُضع جدولان أحدهما تحت الآخر فمقارنة أعمدتهما.",
        ),
        example=Table("id,name\n1,a\n2,b\n", "id,name\n1,a\nid,name\n2,b\n"),
    ),
    kind(
        "several-tables",
        "file",
        (
            "Another table begins in row {row}.",
            "Put every table into a file of its own, with one header row and nothing above or below it.",
        ),
        (
            "بداية جدول آخر في الصف {row}.",
            "وضع كل جدول في ملف مستقل بصف عناوين واحد، دون شيء قبله أو بعده.",
        ),
        example=Table(
            "id,name\n1,a\n2,b\n3,c\n",
            "id,name\n1,a\n2,b\n\nyear,births,deaths\n2022,7,5\n2023,8,6\n",
        ),
    ),
    kind(
        "header-like-data",
        "file",
        (
            "The first row looks like data, not like the names of columns: {value}",
            'Write the names of the fields above it, or declare "header": false in “dialect”.',
        ),
        (
            "الصف الأول أشبه بالبيانات منه بأسماء الأعمدة: {value}",
            'إضافة صف بأسماء الحقول فوقه، أو كتابة "header": false في «dialect».',
        ),
        example=Table("id,name\n1,a\n2,b\n", "1,a\n2,b\n"),
    ),
    kind(
        "label-near-duplicate",
        "file",
        (
            "The header of column {column} differs from that of column {first_column} only by case or by characters that cannot be seen: {value}",
            "Give every column a name that people can tell apart.",
        ),
        (
            "لا فرق بين عنواني العمودين {first_column} و{column} إلا في حالة الأحرف أو في محارف غير مرئية: {value}",
            "إعطاء كل عمود اسمًا يمكن تمييزه من غيره.",
        ),
        example=Table(
            "id,name,unit\n1,a,t\n", "id,name,Name\n1,a,t\n", {**NAMED, "fieldsMatch": "subset"}
        ),
    ),
    kind(
        "dialect-guessed",
        "descriptor",
        (
            "How the file is cut into cells is not declared; it was read with: {dialect}",
            "Look whether the columns are right, then declare this under “dialect”.",
        ),
        (
            "طريقة تقسيم الملف إلى خلايا غير مصرَّح بها؛ القراءة وفق: {dialect}",
            "التأكد من صحة الأعمدة ثم التصريح بهذه الطريقة في «dialect».",
        ),
        example=Told(
            "a file with semicolons whose descriptor says so",
            "a file with semicolons that has no descriptor yet",
        ),
        severity="warning",
    ),
)
