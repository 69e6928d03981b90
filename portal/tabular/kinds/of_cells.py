"""Kinds of errors of single cells: types, constraints, values that cannot be kept exactly, and notices."""

from portal.tabular.kinds.example import Cell, Nothing
from portal.tabular.kinds.kind import kind

TYPES = (
    kind(
        "type-error",
        "file",
        ("The cell is not of the type {rule}: {value}", "Correct the cell, or the field's type."),
        ("الخلية ليست من النوع {rule}: {value}", "تصحيح الخلية أو نوع الحقل."),
        example=Cell({"type": "geopoint"}, "35.93, 31.95", "Amman"),
    ),
    kind(
        "type-error/integer",
        "file",
        (
            "This is not a whole number: {value}",
            "Write digits only, without separators, units or words. For no value, write one of the missing values of the schema.",
        ),
        (
            "ليس عددًا صحيحًا: {value}",
            "كتابة أرقام فقط دون فواصل أو وحدات أو كلمات. وعند غياب القيمة: إحدى علامات غياب القيم المذكورة في المخطط.",
        ),
        example=Cell({"type": "integer"}, "1000000", "one million"),
    ),
    kind(
        "type-error/number",
        "file",
        (
            "This is not a number: {value}",
            "Write digits with a point as decimal mark, without separators, units or words.",
        ),
        (
            "ليس عددًا: {value}",
            "كتابة أرقام مع نقطة عشرية دون فواصل أو وحدات أو كلمات.",
        ),
        example=Cell({"type": "number"}, "44.5", "44,5 %"),
    ),
    kind(
        "type-error/boolean",
        "file",
        (
            "This is neither true nor false: {value}",
            "Write true or false, or what the schema lists under “trueValues” and “falseValues”.",
        ),
        (
            "ليست قيمة منطقية: {value}",
            "كتابة true أو false، أو ما في «trueValues» و«falseValues» من المخطط.",
        ),
        example=Cell({"type": "boolean"}, "true", "yes"),
    ),
    kind(
        "type-error/date",
        "file",
        (
            "This is not a date in the form of the schema ({rule}): {value}",
            "Write year, month and day: YYYY-MM-DD, unless the schema says another format.",
        ),
        (
            "ليس تاريخًا بصيغة المخطط ({rule}): {value}",
            "كتابة السنة فالشهر فاليوم: YYYY-MM-DD، ما لم يذكر المخطط صيغة أخرى.",
        ),
        example=Cell({"type": "date"}, "2023-04-11", "11/04/2023"),
    ),
    kind(
        "type-error/datetime",
        "file",
        (
            "This is not a date with a time in the form of the schema ({rule}): {value}",
            "Write YYYY-MM-DDThh:mm:ss, with Z for UTC, unless the schema says another format.",
        ),
        (
            "ليس تاريخًا مع وقت بصيغة المخطط ({rule}): {value}",
            "كتابة YYYY-MM-DDThh:mm:ss مع Z للتوقيت العالمي، ما لم يذكر المخطط صيغة أخرى.",
        ),
        example=Cell({"type": "datetime"}, "2023-04-11T08:30:00Z", "11 April, 8:30"),
    ),
    kind(
        "type-error/time",
        "file",
        ("This is not a time ({rule}): {value}", "Write hh:mm:ss."),
        ("ليس وقتًا ({rule}): {value}", "كتابة hh:mm:ss."),
        example=Cell({"type": "time"}, "08:30:00", "8:30"),
    ),
    kind(
        "type-error/year",
        "file",
        ("This is not a year: {value}", "Write four digits."),
        ("ليست سنة: {value}", "كتابة أربعة أرقام."),
        example=Cell({"type": "year"}, "2023", "2023/24"),
    ),
    kind(
        "type-error/yearmonth",
        "file",
        ("This is not a month of a year: {value}", "Write YYYY-MM."),
        ("ليس شهرًا من سنة: {value}", "كتابة YYYY-MM."),
        example=Cell({"type": "yearmonth"}, "2023-04", "April 2023"),
    ),
    kind(
        "number-not-exact",
        "descriptor",
        (
            "The number has more digits than the database can keep, and nothing is rounded in silence: {value}",
            'If it is a code, give the field "type": "string". If it is a measurement, round it in the file.',
        ),
        (
            "أرقام هذا العدد أكثر مما تحفظه قاعدة البيانات، والبوابة لا تقرّب القيم دون إعلام: {value}",
            'إن كان رمزًا: تغيير نوع الحقل إلى "type": "string". وإن كان قياسًا: تقريبه في الملف.',
        ),
        example=Cell({"type": "number"}, "0.1", "0.1000000000000000000001"),
    ),
)

CONSTRAINTS = (
    kind(
        "constraint-error",
        "file",
        (
            "The cell breaks a constraint of its field ({rule}): {value}",
            "Correct the cell, or the constraint in the schema.",
        ),
        (
            "الخلية مخالفة لقيد من قيود الحقل ({rule}): {value}",
            "تصحيح الخلية أو القيد في المخطط.",
        ),
        example=Nothing("every constraint of the standard has words of its own"),
    ),
    kind(
        "constraint-error/required",
        "file",
        (
            "The cell is empty, but the field requires a value: {field}",
            "Fill in the value, or drop “required” where values can be missing.",
        ),
        (
            "الخلية فارغة والقيمة مطلوبة في الحقل: {field}",
            "كتابة القيمة، أو حذف «required» حيث يجوز غياب القيم.",
        ),
        example=Cell({"constraints": {"required": True}}, "Amman", ""),
    ),
    kind(
        "constraint-error/enum",
        "file",
        (
            "The value is not one of those that the schema allows: {value}",
            "Write one of these: {limit}",
        ),
        ("القيمة ليست من القيم المسموح بها في المخطط: {value}", "كتابة إحدى القيم: {limit}"),
        example=Cell({"constraints": {"enum": ["Amman", "Irbid"]}}, "Irbid", "Irbit"),
    ),
    kind(
        "constraint-error/pattern",
        "file",
        (
            "The value does not have the form that the schema requires: {value}",
            "Correct it to match the pattern: {limit}",
        ),
        ("شكل القيمة مخالف للمخطط: {value}", "تصحيحها لتطابق النمط: {limit}"),
        example=Cell({"constraints": {"pattern": "JO-[A-Z]{2}"}}, "JO-AM", "JO-1"),
    ),
    kind(
        "constraint-error/minimum",
        "file",
        (
            "The value is below the minimum of {limit}: {value}",
            "Check the sign, the unit and the decimal mark.",
        ),
        ("القيمة أقل من الحد الأدنى {limit}: {value}", "فحص الإشارة والوحدة والعلامة العشرية."),
        example=Cell({"type": "integer", "constraints": {"minimum": 0}}, "5", "-5"),
    ),
    kind(
        "constraint-error/maximum",
        "file",
        (
            "The value is above the maximum of {limit}: {value}",
            "Check the unit and the decimal mark.",
        ),
        ("القيمة أكبر من الحد الأقصى {limit}: {value}", "فحص الوحدة والعلامة العشرية."),
        example=Cell({"type": "number", "constraints": {"maximum": 100}}, "93.5", "935"),
    ),
    kind(
        "constraint-error/exclusiveMinimum",
        "file",
        (
            "The value must be greater than {limit}: {value}",
            "Check the sign, the unit and the decimal mark.",
        ),
        ("القيمة ليست أكبر من {limit}: {value}", "فحص الإشارة والوحدة والعلامة العشرية."),
        example=Cell({"type": "number", "constraints": {"exclusiveMinimum": 0}}, "0.1", "0"),
    ),
    kind(
        "constraint-error/exclusiveMaximum",
        "file",
        (
            "The value must be less than {limit}: {value}",
            "Check the unit and the decimal mark.",
        ),
        ("القيمة ليست أقل من {limit}: {value}", "فحص الوحدة والعلامة العشرية."),
        example=Cell({"type": "number", "constraints": {"exclusiveMaximum": 1}}, "0.9", "1"),
    ),
    kind(
        "constraint-error/minLength",
        "file",
        (
            "The value is shorter than {limit}: {value}",
            "Look for lost leading zeros or a cut text.",
        ),
        ("القيمة أقصر من {limit}: {value}", "البحث عن أصفار بادئة مفقودة أو نص مقطوع."),
        example=Cell({"constraints": {"minLength": 3}}, "JOR", "JO"),
    ),
    kind(
        "constraint-error/maxLength",
        "file",
        ("The value is longer than {limit}: {value}", "Shorten it, or look for spaces around it."),
        ("القيمة أطول من {limit}: {value}", "اختصارها أو البحث عن مسافات حولها."),
        example=Cell({"constraints": {"maxLength": 3}}, "JOR", "JORD"),
    ),
    kind(
        "category-unknown",
        "file",
        (
            "The value is none of the field's categories: {value}",
            "Write one of these, or add the category to the schema: {limit}",
        ),
        (
            "القيمة ليست من فئات الحقل: {value}",
            "كتابة إحدى الفئات أو إضافتها إلى المخطط: {limit}",
        ),
        example=Cell({"categories": ["urban", "rural"]}, "rural", "desert"),
    ),
)

NOTICES = (
    kind(
        "digits-not-western",
        "file",
        (
            "Cells of the field {field} have Arabic-Indic digits ({count}), for example: {value}",
            "Nothing has to be done: the number is published as {suggestion}. Other programs want the digits 0 to 9.",
        ),
        (
            "أرقام مشرقية (٠–٩) في خلايا الحقل {field} (العدد: {count})، مثل: {value}",
            "لا حاجة إلى تعديل: القيمة المنشورة {suggestion}. أما البرامج الأخرى فتشترط الأرقام من 0 إلى 9.",
        ),
        example=Cell({"type": "integer"}, "4430", "٤٤٣٠"),
        severity="info",
    ),
    kind(
        "invisible-character",
        "file",
        (
            "Cells of the field {field} hold characters that cannot be seen ({count}), for example: {value}",
            "Remove them, so that a search finds these cells. Without them the cell is: {suggestion}",
        ),
        (
            "محارف غير مرئية في خلايا الحقل {field} (العدد: {count})، مثل: {value}",
            "حذفها كي يعثر البحث على هذه الخلايا. القيمة من دونها: {suggestion}",
        ),
        example=Cell({"type": "string"}, "إربد", "إربد\u200f"),
        severity="warning",
    ),
    kind(
        "year-hijri",
        "file",
        (
            "Years of the field {field} look like those of the Hijri calendar ({count}), for example: {value}",
            "If they are, convert them to Gregorian years; the portal does not do it. If they are not, nothing has to be done.",
        ),
        (
            "سنوات تبدو هجرية في الحقل {field} (العدد: {count})، مثل: {value}",
            "تحويلها إلى سنوات ميلادية إن كانت هجرية؛ البوابة لا تحوّلها. وإلا فلا حاجة إلى تعديل.",
        ),
        example=Cell({"type": "year"}, "2023", "1445", also="2024"),
        severity="warning",
    ),
    kind(
        "mojibake",
        "file",
        (
            "Text of the field {field} was read in a wrong encoding ({count} cells), for example: {value}",
            "Save the file as UTF-8 from its source, or declare the encoding {encoding}. It probably says: {suggestion}",
        ),
        (
            "نص مقروء بترميز خاطئ في خلايا الحقل {field} (العدد: {count})، مثل: {value}",
            "حفظ الملف من مصدره بترميز UTF-8 أو التصريح بالترميز {encoding}. النص المرجّح: {suggestion}",
        ),
        example=Cell({"type": "string"}, "الأردن", "ÇáÃÑÏä"),
        severity="warning",
    ),
)
