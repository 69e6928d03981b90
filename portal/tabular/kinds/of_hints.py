"""What a person might not see in a cell that is wrong: said before the fix, and never alone."""

from portal.tabular.kinds.example import Cell, Nothing
from portal.tabular.kinds.kind import Kind, kind

NUMBER = {"type": "number"}
INTEGER = {"type": "integer"}
DATE = {"type": "date"}
ARABIC = {"constraints": {"enum": ["إربد", "عجلون"]}}


def _hint(code: str, en: str, ar: str, example: Cell | Nothing) -> Kind:
    return kind(f"hint/{code}", "file", ("", en), ("", ar), example=example)


KINDS = (
    _hint(
        "suggestion",
        "Did you mean {suggestion}?",
        "هل المقصود: {suggestion}؟",
        Nothing("it stands beside any hint for which a value is found that would pass"),
    ),
    _hint(
        "invisible",
        "The cell holds a character that cannot be seen: a mark of direction, for example.",
        "في الخلية محرف غير مرئي، كعلامة اتجاه النص.",
        Cell(INTEGER, "44", "\u200f44"),
    ),
    _hint(
        "space",
        "There are spaces around the value, or too many inside it.",
        "حول القيمة أو داخلها مسافات زائدة.",
        Cell(DATE, "2020-01-02", " 2020-01-02"),
    ),
    _hint(
        "thousands",
        "Remove the thousands separator.",
        "حذف فاصل الآلاف.",
        Cell(INTEGER, "4430", "4,430"),
    ),
    _hint(
        "digits",
        "Write the digits 0 to 9 and a point as decimal mark.",
        "كتابة الأرقام من 0 إلى 9 مع نقطة عشرية.",
        Cell(NUMBER, "44.5", "٤٤٫٥"),
    ),
    _hint(
        "comma",
        "Write a point as decimal mark, or declare “decimalChar”.",
        "كتابة نقطة عشرية أو التصريح بالعلامة في «decimalChar».",
        Cell(NUMBER, "44.5", "44,5"),
    ),
    _hint(
        "minus",
        "Write the hyphen of the keyboard as minus sign, before the number.",
        "كتابة إشارة السالب (-) من لوحة المفاتيح قبل العدد.",
        Cell(INTEGER, "-5", "\u22125"),
    ),
    _hint(
        "decimals",
        "The field holds whole numbers, which are written without decimals.",
        "الحقل للأعداد الصحيحة، وهي تُكتب دون كسور عشرية.",
        Cell(INTEGER, "44", "44.0"),
    ),
    _hint(
        "scientific",
        "A spreadsheet has shortened the number, and digits may be lost. Take it from the source.",
        "العدد مختصر بالصيغة الأسية في برنامج جداول، وقد تنقصه أرقام. الرجوع إلى المصدر.",
        Cell(INTEGER, "962791234567", "9.62791E+11"),
    ),
    _hint(
        "unit",
        "Leave units and signs such as % out of the cell; they belong into “unit” in the schema.",
        "كتابة العدد وحده؛ مكان الوحدات والعلامات مثل % هو «unit» في المخطط.",
        Cell(NUMBER, "44.5", "44.5 %"),
    ),
    _hint(
        "missing",
        "If it stands for “no value”, leave the cell empty or list it under “missingValues”.",
        "إن كانت تعني غياب القيمة: ترك الخلية فارغة أو ذكر العلامة في «missingValues».",
        Cell(INTEGER, "44", "n/a"),
    ),
    _hint(
        "date-order",
        "The date is not written in the order of the schema.",
        "ترتيب اليوم والشهر والسنة مخالف للمخطط.",
        Cell(DATE, "2023-04-25", "25/04/2023"),
    ),
    _hint(
        "date-ambiguous",
        "Day and month cannot be told apart in it; ask whoever wrote it.",
        "لا يمكن التمييز بين اليوم والشهر؛ الرجوع إلى من أدخل القيمة.",
        Cell(DATE, "2023-04-11", "11/04/2023"),
    ),
    _hint(
        "date-serial",
        "This is a spreadsheet's number for a day. Format the column as date and export it again.",
        "هذا رقم تسلسلي لليوم في Excel ونحوه. تنسيق العمود بنوع التاريخ ثم إعادة التصدير.",
        Cell(DATE, "2023-04-11", "45027"),
    ),
    _hint(
        "date-month",
        "Write the month as a number.",
        "كتابة الشهر رقمًا.",
        Cell(DATE, "2023-04-11", "11 نيسان 2023"),
    ),
    _hint(
        "year-short",
        "Write the year with four digits.",
        "كتابة السنة بأربعة أرقام.",
        Cell(DATE, "2023-04-25", "25/04/23"),
    ),
    _hint(
        "hijri",
        "The year looks like one of the Hijri calendar; the portal does not convert it.",
        "السنة تبدو هجرية، والبوابة لا تحوّلها.",
        Cell(DATE, "2023-04-25", "25/04/1445"),
    ),
    _hint(
        "boolean",
        "Write it in the words of the schema.",
        "كتابتها بالكلمة الواردة في المخطط.",
        Cell({"type": "boolean"}, "true", "نعم"),
    ),
    _hint(
        "encoding",
        "The text was read in a wrong encoding. Save the file as UTF-8 from its source.",
        "النص مقروء بترميز خاطئ. حفظ الملف من مصدره بترميز UTF-8.",
        Cell({"constraints": {"enum": ["الأردن"]}}, "الأردن", "ÇáÃÑÏä"),
    ),
    _hint(
        "zeros",
        "A spreadsheet may have removed zeros at the beginning. Format the column as text.",
        "ربما حُذفت أصفار بادئة في برنامج جداول. تنسيق العمود بنوع النص.",
        Cell({"constraints": {"pattern": "[0-9]{4}"}}, "0112", "112"),
    ),
    _hint(
        "spelling",
        "Only its spelling differs from an allowed value: case, hamza, vowel marks or the like.",
        "لا تختلف عن قيمة مسموح بها إلا في طريقة الكتابة، كالهمزة أو الحركات أو التطويل.",
        Cell(ARABIC, "إربد", "اربـد"),
    ),
)
"""``parameters["hint"]`` of an error is a code of these, without ``hint/``."""
