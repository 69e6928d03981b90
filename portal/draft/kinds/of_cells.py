"""Repairs of cells."""

from portal.draft.kinds.kind import kind

KINDS = (
    kind(
        "mojibake",
        (
            "“{label}”: text read in the wrong encoding, read in the right one ({rule})",
            "Letters such as Ø§Ù„ or Ã© are others that were read wrongly: nobody finds a word in them.",
        ),
        (
            "«{label}»: نص قُرئ بترميز غير صحيح، مقروءًا بالترميز الصحيح ({rule})",
            "الحروف مثل Ø§Ù„ أو Ã© هي حروف أخرى قُرئت خطأً، فلا يُعثر فيها على أي كلمة.",
        ),
    ),
    kind(
        "invisible-marks",
        (
            "“{label}”: cells without invisible characters",
            "Marks of direction and zero-width characters are not seen, yet make equal values different.",
        ),
        (
            "«{label}»: الخلايا من دون المحارف غير المرئية",
            "علامات الاتجاه والمحارف عديمة العرض لا تُرى، لكنها تجعل القيم المتساوية مختلفة.",
        ),
    ),
    kind(
        "spaces",
        (
            "“{label}”: cells without blanks at the ends and doubled blanks",
            "A blank too many makes equal values different, and a cell with nothing else looks empty.",
        ),
        (
            "«{label}»: الخلايا من دون المسافات الزائدة في الطرفين والمسافات المكررة",
            "المسافة الزائدة تجعل القيم المتساوية مختلفة، والخلية التي لا تحوي غيرها تبدو فارغة.",
        ),
    ),
    kind(
        "line-breaks",
        (
            "“{label}”: blanks instead of line breaks inside cells",
            "A break that was made to fit a narrow column makes a value differ from the same one without.",
        ),
        (
            "«{label}»: مسافات بدلًا من فواصل الأسطر داخل الخلايا",
            "فاصل السطر المضاف ليلائم النص عمودًا ضيقًا يجعل القيمة مختلفة عن مثيلتها من دونه.",
        ),
    ),
    kind(
        "presentation-forms",
        (
            "“{label}”: Arabic letters instead of their shapes",
            "Text copied from a PDF holds each letter as a shape: it looks right, but no search finds it.",
        ),
        (
            "«{label}»: الحروف العربية بدلًا من أشكالها",
            "النص المنسوخ من ملف PDF يحوي أشكال الحروف: مظهره صحيح، لكن البحث لا يعثر عليه.",
        ),
    ),
    kind(
        "digits",
        (
            "“{label}”: the digits 0 to 9 instead of ٠ to ٩",
            "Programs read numbers and dates in the digits 0 to 9 only.",
        ),
        (
            "«{label}»: الأرقام 0–9 بدلًا من ٠–٩",
            "لا تقرأ البرامج الأعداد والتواريخ إلا بالأرقام 0–9.",
        ),
    ),
    kind(
        "unit-sign",
        (
            "“{label}”: numbers without the sign “{rule}”, which becomes the unit of the column",
            "With a sign beside it a number is a text, which can be neither sorted nor added up.",
        ),
        (
            "«{label}»: الأعداد من دون العلامة «{rule}» التي تصبح وحدة العمود",
            "العدد الذي بجانبه علامة هو نص لا يمكن ترتيبه ولا جمعه.",
        ),
    ),
    kind(
        "thousands",
        (
            "“{label}”: numbers without the separator of thousands “{rule}”",
            "What separates thousands in one country separates decimals in another.",
        ),
        (
            "«{label}»: الأعداد من دون فاصل الآلاف «{rule}»",
            "ما يفصل الآلاف في بلد يفصل الكسور العشرية في بلد آخر.",
        ),
    ),
    kind(
        "decimal-comma",
        (
            "“{label}”: a point instead of a comma before decimals",
            "Programs read a point before decimals; a comma separates cells.",
        ),
        (
            "«{label}»: النقطة بدلًا من الفاصلة قبل الكسور العشرية",
            "تقرأ البرامج النقطة قبل الكسور العشرية، أما الفاصلة فتفصل بين الخلايا.",
        ),
    ),
    kind(
        "negative",
        (
            "“{label}”: a minus before negative numbers instead of {rule}",
            "Programs read a number as negative only where the sign - stands before it.",
        ),
        (
            "«{label}»: علامة السالب قبل الأعداد السالبة بدلًا من {rule}",
            "لا تقرأ البرامج العدد سالبًا إلا إذا سبقته العلامة -.",
        ),
    ),
    kind(
        "rounding",
        (
            "“{label}”: numbers without the rounding errors of computers",
            "Where 7.75 was computed, 7.750000000000001 may be kept: a spreadsheet shows the digits that count.",
        ),
        (
            "«{label}»: أعداد بلا أخطاء التقريب الحاسوبية",
            "قد يُحفظ 7.750000000000001 حيث حُسب 7.75: لا يعرض برنامج الجداول إلا الأرقام المعتد بها.",
        ),
    ),
    kind(
        "midnight",
        (
            "“{label}”: dates without the time 00:00",
            "A spreadsheet adds midnight to a date that has no time of day.",
        ),
        (
            "«{label}»: التواريخ من دون الوقت 00:00",
            "يضيف برنامج الجداول منتصف الليل إلى التاريخ الذي لا وقت له.",
        ),
    ),
    kind(
        "dates",
        (
            "“{label}”: dates as year-month-day, read as {rule}",
            "04/03/2020 is a day in March to some and in April to others; 2020-03-04 is one day to all.",
        ),
        (
            "«{label}»: التواريخ بصيغة سنة-شهر-يوم، مقروءة على أنها {rule}",
            "04/03/2020 يوم في آذار/مارس عند بعض القراء وفي نيسان/أبريل عند غيرهم، أما 2020-03-04 فيوم واحد عند الجميع.",
        ),
    ),
    kind(
        "near-miss",
        (
            "“{label}”: the usual spelling of a value: {rule}",
            "Two spellings of one value are counted as two values.",
        ),
        (
            "«{label}»: الكتابة المعتادة لقيمة: {rule}",
            "القيمة المكتوبة بطريقتين تُحسب قيمتين.",
        ),
    ),
)
