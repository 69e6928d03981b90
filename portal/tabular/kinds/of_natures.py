"""Kinds of errors of a file that is no table, or that may be read as one in several ways."""

from portal.tabular.kinds.example import Table, Told
from portal.tabular.kinds.kind import kind

TABLE = "id,name\n1,a\n"
CSV = "a CSV file"
LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"
FEED = '<?xml version="1.0"?>\n<rss version="2.0"></rss>\n'

NATURES = (
    kind(
        "not-a-table",
        "file",
        ("This is not a table.", "Give the table as a CSV file."),
        ("هذا الملف ليس جدولًا.", "تقديم الجدول بصيغة CSV."),
        example=Told(CSV, "a file of another format"),
    ),
    kind(
        "not-a-table/html",
        "file",
        (
            "This is a web page, not a table.",
            "The download was probably an error page or a viewer. Open it in a browser and look for the link to the file.",
        ),
        (
            "هذه صفحة ويب وليست جدولًا.",
            "الأرجح أن التنزيل أعطى صفحة خطأ أو صفحة عرض؛ فتحها في المتصفح والبحث فيها عن رابط الملف.",
        ),
        example=Table(TABLE, "<!DOCTYPE html>\n<html><body>404</body></html>\n"),
    ),
    kind(
        "not-a-table/json",
        "file",
        (
            "This is JSON, not a table.",
            "Ask the source for CSV, or convert it: a row for each object, a column for each property.",
        ),
        (
            "هذا ملف JSON وليس جدولًا.",
            "طلب صيغة CSV من المصدر، أو التحويل: صف لكل كائن وعمود لكل خاصية.",
        ),
        example=Table(TABLE, '[{"id": 1, "name": "a"}]\n'),
    ),
    kind(
        "not-a-table/xml",
        "file",
        (
            "This is an XML document, not a table.",
            "Ask the source for CSV, or convert it: a row for each entry that repeats.",
        ),
        (
            "هذا مستند XML وليس جدولًا.",
            "طلب صيغة CSV من المصدر، أو التحويل: صف لكل عنصر متكرر.",
        ),
        example=Table(TABLE, FEED),
    ),
    kind(
        "not-a-table/zip",
        "file",
        (
            "This is a compressed archive (ZIP, gzip …), not a table.",
            "Unpack it, and give the table that is in it.",
        ),
        (
            "هذا أرشيف مضغوط (ZIP أو gzip …) وليس جدولًا.",
            "فك الضغط وتقديم الجدول الموجود فيه.",
        ),
        example=Told(CSV, "a ZIP archive named data.csv"),
    ),
    kind(
        "not-a-table/excel",
        "file",
        (
            "This is a workbook (Excel or LibreOffice), not a CSV file.",
            "Save the sheet as “CSV UTF-8”. A workbook that is meant as one needs its own ending, such as .xlsx.",
        ),
        (
            "هذا مصنّف جداول (Excel أو LibreOffice) وليس ملف CSV.",
            "حفظ الورقة بصيغة «CSV UTF-8». المصنّف المقصود لذاته يحتاج إلى لاحقته، مثل «xlsx».",
        ),
        example=Told(CSV, "an Excel workbook named data.csv"),
    ),
    kind(
        "not-a-table/pdf",
        "file",
        (
            "This is a PDF document, not a table.",
            "Ask the source for the table itself: numbers copied out of a PDF are not reliable.",
        ),
        (
            "هذا مستند PDF وليس جدولًا.",
            "طلب الجدول نفسه من المصدر؛ الأرقام المنسوخة من PDF غير موثوقة.",
        ),
        example=Table(TABLE, "%PDF-1.7\n"),
    ),
    kind(
        "not-a-table/sqlite",
        "file",
        (
            "This is a SQLite database, not a table in text form.",
            "Export the table from it as CSV.",
        ),
        ("هذه قاعدة بيانات SQLite وليست جدولًا نصيًا.", "تصدير الجدول منها بصيغة CSV."),
        example=Told(CSV, "a SQLite database named data.csv"),
    ),
    kind(
        "not-a-table/lfs-pointer",
        "file",
        (
            "This is a pointer of Git LFS; the file that it stands for was not downloaded.",
            "Fetch the file with “git lfs pull”.",
        ),
        (
            "هذا مؤشر Git LFS، والملف الذي يشير إليه لم يُنزَّل.",
            "جلب الملف بالأمر «git lfs pull».",
        ),
        example=Table(TABLE, LFS),
    ),
    kind(
        "not-a-table/image",
        "file",
        (
            "This is a picture, not a table.",
            "Ask the source for the table itself; a picture of a table is no data.",
        ),
        ("هذه صورة وليست جدولًا.", "طلب الجدول نفسه من المصدر؛ صورة الجدول ليست بيانات."),
        example=Told(CSV, "a picture named data.csv"),
    ),
    kind(
        "not-a-table/binary",
        "file",
        (
            "This is not text: a program wrote it in a format of its own, or it is damaged.",
            "Export the table as CSV from the program that made the file.",
        ),
        (
            "هذا الملف ليس نصًا: كتبه برنامج بصيغة خاصة به، أو هو تالف.",
            "تصدير الجدول بصيغة CSV من البرنامج الذي أنشأ الملف.",
        ),
        example=Told(CSV, "a file of a statistics program named data.csv"),
    ),
)
DOUBTS = (
    kind(
        "dialect-doubtful",
        "descriptor",
        (
            "How the file is to be read is not certain.",
            "Declare it: “encoding” and “dialect” in the descriptor.",
        ),
        (
            "طريقة قراءة الملف غير مؤكدة.",
            "التصريح بها: «encoding» و«dialect» في ملف الوصف.",
        ),
        example=Told(TABLE, "a,b;c,d"),
    ),
    kind(
        "dialect-doubtful/encoding",
        "descriptor",
        (
            "The file is not UTF-8, and its encoding cannot be told for certain. The likely one: {encoding}",
            "Look whether the sample is right and declare “encoding”, or save the file as UTF-8.",
        ),
        (
            "الملف ليس بترميز UTF-8 وترميزه غير مؤكد. الترميز المرجّح: {encoding}",
            "التأكد من صحة العيّنة ثم التصريح بالترميز في «encoding»، أو حفظ الملف بترميز UTF-8.",
        ),
        example=Told("a file in UTF-8", "a few letters in another encoding"),
    ),
    kind(
        "dialect-doubtful/delimiter",
        "descriptor",
        (
            "Two delimiters are plausible: {delimiter} and {other}",
            "Look whether the sample is right, and declare “delimiter” in “dialect”.",
        ),
        (
            "فاصلان محتملان: {delimiter} و {other}",
            "التأكد من صحة العيّنة ثم التصريح بالفاصل في «delimiter» ضمن «dialect».",
        ),
        example=Told("a,b;c", "a,b;c,d"),
    ),
    kind(
        "dialect-doubtful/ragged",
        "file",
        (
            "With no delimiter do most rows have the same number of cells. The best one: {delimiter}",
            "Give every row as many cells as the header; put a cell that contains the delimiter in quotation marks.",
        ),
        (
            "لا فاصل يعطي معظم الصفوف عدد الخلايا نفسه. أفضلها: {delimiter}",
            "إعطاء كل صف عدد خلايا صف العناوين، ووضع الخلية التي تحوي الفاصل بين علامتي اقتباس.",
        ),
        example=Told('1,"2,3",4', "1,2,3,4"),
    ),
    kind(
        "dialect-doubtful/quote",
        "file",
        (
            "Quotation marks stand around some cells and inside others. Cells would be read with the mark: {quote}",
            "Put quotation marks around whole cells only, and write a mark inside such a cell twice.",
        ),
        (
            "علامات الاقتباس تحيط ببعض الخلايا وتقع داخل غيرها. العلامة المفترضة للقراءة: {quote}",
            "إحاطة الخلية كاملةً بعلامتي الاقتباس، وكتابة العلامة مرتين داخل هذه الخلية.",
        ),
        example=Told('"12"" pipe"', '12" pipe'),
    ),
    kind(
        "dialect-doubtful/escape",
        "file",
        (
            "The character {escape} stands before quotation marks, to escape them, and before others that need none; programs read the latter differently.",
            "Write a quotation mark inside a quoted cell twice instead.",
        ),
        (
            "المحرف {escape} يسبق علامات الاقتباس لتحييدها ويسبق كذلك محارف لا تحتاج إليه، وقراءتها تختلف بين البرامج.",
            "كتابة علامة الاقتباس مرتين داخل الخلية المقتبسة بدلًا من ذلك.",
        ),
        example=Told('"8\'9"""', '"8\\\'9\\""'),
    ),
    kind(
        "dialect-doubtful/header",
        "descriptor",
        (
            "It is not certain whether row {row} holds the labels or data: {value}",
            "Declare “header” in “dialect”: true if it holds the labels, otherwise false.",
        ),
        (
            "من غير المؤكد أن الصف {row} صف عناوين لا صف بيانات: {value}",
            "التصريح بالخاصية «header» ضمن «dialect»: القيمة true لصف العناوين وإلا false.",
        ),
        example=Told("country,year", "JO,2020"),
    ),
    kind(
        "dialect-doubtful/header-rows",
        "descriptor",
        (
            "The header seems to take two rows, {row} and {second}: {value}",
            "Declare “headerRows” in “dialect”; better, write all labels into one row.",
        ),
        (
            "يبدو أن العناوين في صفين، {row} و {second}: {value}",
            "التصريح بالخاصية «headerRows» ضمن «dialect»؛ والأفضل كتابة العناوين كلها في صف واحد.",
        ),
        example=Told("id,men,women", ",Population,"),
    ),
    kind(
        "dialect-doubtful/title",
        "descriptor",
        (
            "Row {row} seems to be a title above the table, and row {header} its header: {value}",
            "Declare “headerRows” in “dialect”; better, remove what stands above the header.",
        ),
        (
            "يبدو أن الصف {row} عنوان فوق الجدول وأن الصف {header} صف العناوين: {value}",
            "التصريح بالخاصية «headerRows» ضمن «dialect»؛ والأفضل حذف ما فوق صف العناوين.",
        ),
        example=Told("country,year,value", "Population by country,,"),
    ),
    kind(
        "dialect-doubtful/comment",
        "descriptor",
        (
            "Rows that begin with {mark} would be left out as comments, also inside the table: {value}",
            "Remove the comments, or declare “commentChar” in “dialect” if no row of data begins so.",
        ),
        (
            "الصفوف المبدوءة بالعلامة {mark} تُهمل بوصفها تعليقات، حتى داخل الجدول: {value}",
            "حذف التعليقات، أو التصريح بالخاصية «commentChar» ضمن «dialect» إن لم يبدأ بها صف بيانات.",
        ),
        example=Told("1,a", "# corrected in May"),
    ),
    kind(
        "dialect-doubtful/footer",
        "file",
        (
            "The last row seems to be a note below the table: {value}",
            "Remove the note from the file; what it says belongs into the description of the dataset.",
        ),
        (
            "يبدو أن الصف الأخير ملاحظة تحت الجدول: {value}",
            "حذف الملاحظة من الملف؛ موضع مضمونها وصف مجموعة البيانات.",
        ),
        example=Told("JO,2020,5", "Source: Department of Statistics,,"),
    ),
)
