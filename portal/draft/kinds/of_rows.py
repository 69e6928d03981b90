"""Repairs of rows and columns as wholes."""

from portal.draft.kinds.kind import kind

KINDS = (
    kind(
        "title-rows",
        (
            "Title rows above the table left out: {count}",
            "A table begins with the names of its columns; its title belongs to the description.",
        ),
        (
            "حذف صفوف العنوان فوق الجدول: {count}",
            "يبدأ الجدول بأسماء أعمدته، ومكان العنوان هو ملف الوصف.",
        ),
    ),
    kind(
        "header-rows",
        (
            "Header rows joined into one: {count}",
            "Every program expects one name for each column, in one row.",
        ),
        (
            "ضم صفوف أسماء الأعمدة في صف واحد: {count}",
            "تتوقع جميع البرامج اسمًا واحدًا لكل عمود، في صف واحد.",
        ),
    ),
    kind(
        "header-missing",
        (
            "Columns named by their letters, since no row names them: {count}",
            "Without names nobody can tell what the columns hold; better names can be given afterwards.",
        ),
        (
            "تسمية الأعمدة بحروفها لعدم وجود صف بأسمائها: {count}",
            "لا يُعرف محتوى الأعمدة بلا أسماء، ويمكن اختيار أسماء أفضل بعد ذلك.",
        ),
    ),
    kind(
        "header-text",
        (
            "Column name “{after}” instead of “{before}”",
            "A name without stray blanks, which no other column has, can be written and found.",
        ),
        (
            "اسم العمود «{after}» بدلًا من «{before}»",
            "الاسم الخالي من الفراغات الزائدة، وغير المكرر في عمود آخر، تسهل كتابته والعثور عليه.",
        ),
    ),
    kind(
        "repeated-header",
        (
            "Header rows repeated inside the table left out: {count}",
            "A header that is printed again on each page is no row of data.",
        ),
        (
            "حذف صفوف أسماء الأعمدة المكررة داخل الجدول: {count}",
            "أسماء الأعمدة المعادة في كل صفحة ليست صف بيانات.",
        ),
    ),
    kind(
        "blank-rows",
        (
            "Blank rows left out: {count}",
            "A row without a value says nothing, and stops many programs from reading on.",
        ),
        (
            "حذف الصفوف الفارغة: {count}",
            "الصف الخالي من القيم لا يفيد شيئًا، وتتوقف عنده برامج كثيرة.",
        ),
    ),
    kind(
        "blank-columns",
        (
            "Blank columns left out: {before}",
            "A column without a name and without a value holds nothing.",
        ),
        (
            "حذف الأعمدة الفارغة: {before}",
            "العمود الخالي من الاسم والقيم لا يحتوي على شيء.",
        ),
    ),
    kind(
        "short-rows",
        (
            "Empty cells added at the end of rows that are too short: {count}",
            "Each row needs a cell for each column, or programs refuse it.",
        ),
        (
            "خلايا فارغة مضافة في آخر الصفوف الناقصة: {count}",
            "لكل صف خلية في كل عمود، وإلا رفضته البرامج.",
        ),
    ),
    kind(
        "group-rows",
        (
            "Rows that only name a group moved into a column: {count}",
            "Each row must say itself which group it belongs to: rows are sorted and filtered one by one.",
        ),
        (
            "نقل الصفوف التي تحمل اسم مجموعة فقط إلى عمود: {count}",
            "يجب أن يحمل كل صف اسم مجموعته، لأن الصفوف تُفرز وتُصفّى منفردة.",
        ),
    ),
    kind(
        "fill-down",
        (
            "Label repeated in the blank cells below it, in column “{label}”: {count}",
            "Each row must say itself what it is about: rows are sorted and filtered one by one.",
        ),
        (
            "تكرار القيمة في الخلايا الفارغة تحتها، في العمود «{label}»: {count}",
            "يجب أن يكون كل صف مفهومًا بذاته، لأن الصفوف تُفرز وتُصفّى منفردة.",
        ),
    ),
    kind(
        "merged-cells",
        (
            "Number of a merged cell written into each of its rows, in column “{label}”: {count}",
            "Only a person knows whether the number holds for each row, or for all of them together.",
        ),
        (
            "كتابة رقم الخلية المدمجة في كل صف من صفوفها، في العمود «{label}»: {count}",
            "لا يُعرف من الملف وحده هل يخص الرقم كل صف أم يخص الصفوف مجتمعة.",
        ),
    ),
    kind(
        "total-rows",
        (
            "Total rows left out: {count}",
            "Who adds up a column would count everything twice; totals can be computed at any time.",
        ),
        (
            "حذف صفوف المجموع: {count}",
            "مع صف المجموع يُحسب كل شيء مرتين عند جمع العمود، ويمكن حساب المجموع في أي وقت.",
        ),
    ),
    kind(
        "footer-rows",
        (
            "Rows of notes and sources below the table left out: {count}",
            "A note is no row of data; sources and notes belong to the description.",
        ),
        (
            "حذف صفوف الملاحظات والمصادر تحت الجدول: {count}",
            "الملاحظة ليست صف بيانات، ومكان المصادر والملاحظات هو ملف الوصف.",
        ),
    ),
    kind(
        "other-table",
        (
            "Another table in the same sheet left out: {before}",
            "Each table is a file of its own; this one can be published from a sheet of its own.",
        ),
        (
            "حذف جدول آخر في الورقة نفسها: {before}",
            "لكل جدول ملف خاص به، ويمكن نشر هذا الجدول من ورقة مستقلة.",
        ),
    ),
)
