"""Kinds of errors of single cells: types, constraints, and values that cannot be kept exactly."""

from portal.tabular.kinds.kind import kind

TYPES = (
    kind(
        "type-error",
        "file",
        ("The cell is not of the type {rule}: {value}", "Correct the cell, or the field's type."),
        ("الخلية ليست من النوع {rule}: {value}", "تصحيح الخلية أو نوع الحقل."),
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
        passing="1000000",
        failing="one million",
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
        passing="44.5",
        failing="44,5 %",
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
        passing="true",
        failing="yes",
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
        passing="2023-04-11",
        failing="11/04/2023",
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
        passing="2023-04-11T08:30:00Z",
        failing="11 April, 8:30",
    ),
    kind(
        "type-error/time",
        "file",
        ("This is not a time ({rule}): {value}", "Write hh:mm:ss."),
        ("ليس وقتًا ({rule}): {value}", "كتابة hh:mm:ss."),
        passing="08:30:00",
        failing="8:30",
    ),
    kind(
        "type-error/year",
        "file",
        ("This is not a year: {value}", "Write four digits."),
        ("ليست سنة: {value}", "كتابة أربعة أرقام."),
        passing="2023",
        failing="2023/24",
    ),
    kind(
        "type-error/yearmonth",
        "file",
        ("This is not a month of a year: {value}", "Write YYYY-MM."),
        ("ليس شهرًا من سنة: {value}", "كتابة YYYY-MM."),
        passing="2023-04",
        failing="April 2023",
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
        passing="0.1",
        failing="0.1000000000000000000001",
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
    ),
    kind(
        "constraint-error/enum",
        "file",
        (
            "The value is not one of those that the schema allows: {value}",
            "Write one of these: {limit}",
        ),
        ("القيمة ليست من القيم المسموح بها في المخطط: {value}", "كتابة إحدى القيم: {limit}"),
    ),
    kind(
        "constraint-error/pattern",
        "file",
        (
            "The value does not have the form that the schema requires: {value}",
            "Correct it to match the pattern: {limit}",
        ),
        ("شكل القيمة مخالف للمخطط: {value}", "تصحيحها لتطابق النمط: {limit}"),
    ),
    kind(
        "constraint-error/minimum",
        "file",
        (
            "The value is below the minimum of {limit}: {value}",
            "Check the sign, the unit and the decimal mark.",
        ),
        ("القيمة أقل من الحد الأدنى {limit}: {value}", "فحص الإشارة والوحدة والعلامة العشرية."),
    ),
    kind(
        "constraint-error/maximum",
        "file",
        (
            "The value is above the maximum of {limit}: {value}",
            "Check the unit and the decimal mark.",
        ),
        ("القيمة أكبر من الحد الأقصى {limit}: {value}", "فحص الوحدة والعلامة العشرية."),
    ),
    kind(
        "constraint-error/exclusiveMinimum",
        "file",
        (
            "The value must be greater than {limit}: {value}",
            "Check the sign, the unit and the decimal mark.",
        ),
        ("القيمة ليست أكبر من {limit}: {value}", "فحص الإشارة والوحدة والعلامة العشرية."),
    ),
    kind(
        "constraint-error/exclusiveMaximum",
        "file",
        (
            "The value must be less than {limit}: {value}",
            "Check the unit and the decimal mark.",
        ),
        ("القيمة ليست أقل من {limit}: {value}", "فحص الوحدة والعلامة العشرية."),
    ),
    kind(
        "constraint-error/minLength",
        "file",
        (
            "The value is shorter than {limit}: {value}",
            "Look for lost leading zeros or a cut text.",
        ),
        ("القيمة أقصر من {limit}: {value}", "البحث عن أصفار بادئة مفقودة أو نص مقطوع."),
    ),
    kind(
        "constraint-error/maxLength",
        "file",
        ("The value is longer than {limit}: {value}", "Shorten it, or look for spaces around it."),
        ("القيمة أطول من {limit}: {value}", "اختصارها أو البحث عن مسافات حولها."),
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
    ),
)

HINTS = (
    kind(
        "hint/invisible",
        "file",
        ("", "The cell holds a character that cannot be seen: a mark of direction, for example."),
        ("", "في الخلية محرف غير مرئي، كعلامة اتجاه النص."),
    ),
    kind(
        "hint/thousands",
        "file",
        ("", "Remove the thousands separator."),
        ("", "حذف فاصل الآلاف."),
    ),
    kind(
        "hint/digits",
        "file",
        ("", "Write the digits 0 to 9 and a point as decimal mark."),
        ("", "كتابة الأرقام من 0 إلى 9 مع نقطة عشرية."),
    ),
    kind(
        "hint/comma",
        "file",
        ("", "Write a point as decimal mark, or declare “decimalChar”."),
        ("", "كتابة نقطة عشرية أو التصريح بالعلامة في «decimalChar»."),
    ),
    kind(
        "hint/space",
        "file",
        ("", "There are spaces around the value."),
        ("", "حول القيمة مسافات."),
    ),
)
