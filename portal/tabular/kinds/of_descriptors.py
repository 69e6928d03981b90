"""Kinds of errors of a dataset's descriptor, and between descriptors."""

from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "descriptor-json",
        "descriptor",
        (
            "The file is not JSON; line {line}, column {column}: {note}",
            "Correct it there; often a comma or a quotation mark is missing.",
        ),
        (
            "الملف ليس JSON صحيحًا؛ السطر {line}، العمود {column}: {note}",
            "تصحيح الموضع؛ والغالب فاصلة أو علامة اقتباس ناقصة.",
        ),
    ),
    kind(
        "descriptor-json/encoding",
        "descriptor",
        ("The descriptor is not UTF-8; it fails at byte: {byte}", "Save it as UTF-8."),
        ("ملف الوصف ليس بترميز UTF-8؛ موضع الفشل، البايت: {byte}", "حفظه بترميز UTF-8."),
    ),
    kind(
        "descriptor-json/object",
        "descriptor",
        ("The file must hold one JSON object: {path}", "Put everything between braces."),
        ("الملف ليس كائن JSON واحدًا: {path}", "وضع المحتوى كله بين قوسين متعرّجين."),
    ),
    kind(
        "descriptor-json/size",
        "descriptor",
        ("The file is larger than {limit} bytes: {path}", "Move long texts into README.md."),
        ("الملف أكبر من {limit} بايت: {path}", "نقل النصوص الطويلة إلى README.md."),
    ),
    kind(
        "descriptor-json/nesting",
        "descriptor",
        ("Objects and arrays are nested deeper than: {limit}", "Flatten them."),
        ("تداخل الكائنات والمصفوفات أعمق من: {limit}", "تبسيط البنية."),
    ),
    kind(
        "descriptor-json/number",
        "descriptor",
        ("A number cannot be kept exactly.", "Write it as a string, or with fewer digits."),
        ("عدد لا يمكن حفظه بدقة.", "كتابته نصًا أو بأرقام أقل."),
    ),
    kind(
        "descriptor-json/key-twice",
        "descriptor",
        ("An object has the same key twice: {key}", "Keep one of the two."),
        ("مفتاح مكرّر في كائن واحد: {key}", "الإبقاء على أحدهما."),
    ),
    kind(
        "descriptor-json/character",
        "descriptor",
        ("A text holds a character that has no place in it: {character}", "Remove it."),
        ("في النص محرف لا مكان له فيه: {character}", "حذفه."),
    ),
    kind(
        "descriptor-profile",
        "descriptor",
        (
            "The value does not fit the profile ({rule}: {expected}): {value}",
            "Correct it at {pointer}; docs/descriptor.md has an example of each property.",
        ),
        (
            "القيمة مخالفة للمواصفة ({rule}: {expected}): {value}",
            "تصحيحها عند {pointer}؛ في docs/descriptor.md مثال لكل خاصية.",
        ),
    ),
    kind(
        "descriptor-profile/required",
        "descriptor",
        (
            "A required property is missing: {expected}",
            "Add it at {pointer}; docs/descriptor.md has an example of each property.",
        ),
        (
            "خاصية مطلوبة غير موجودة: {expected}",
            "إضافتها عند {pointer}؛ في docs/descriptor.md مثال لكل خاصية.",
        ),
    ),
    kind(
        "descriptor-profile/frictionless",
        "descriptor",
        ("Frictionless does not accept the schema: {note}", "Correct it at {pointer}."),
        ("المخطط غير مقبول لدى Frictionless: {note}", "تصحيحه عند {pointer}."),
    ),
    kind(
        "descriptor-profile/constraint",
        "descriptor",
        (
            "The constraint is no value of the type {expected}: {value}",
            "Write it as a cell of the field would be written.",
        ),
        (
            "قيمة القيد ليست من النوع {expected}: {value}",
            "كتابتها كما تُكتب خلية من خلايا الحقل.",
        ),
    ),
    kind(
        "descriptor-profile/encoding",
        "descriptor",
        ("There is no such encoding: {value}", "Write for example utf-8 or windows-1256."),
        ("لا وجود لهذا الترميز: {value}", "كتابة utf-8 أو windows-1256 مثلًا."),
    ),
    kind(
        "descriptor-profile/dialect",
        "descriptor",
        ("No file can be read with this dialect: {note}", "Correct “dialect”."),
        ("لا يمكن قراءة ملف بهذه الصيغة: {note}", "تصحيح «dialect»."),
    ),
    kind(
        "descriptor-profile/length",
        "descriptor",
        (
            "A foreign key has {expected} fields here and another number there: {value}",
            "Name as many fields on both sides.",
        ),
        (
            "عدد حقول المفتاح الأجنبي هنا {expected} ويختلف في الطرف الآخر: {value}",
            "ذكر العدد نفسه من الحقول في الطرفين.",
        ),
    ),
    kind(
        "resources-missing",
        "descriptor",
        (
            "The dataset has no table: “resources” names no CSV file.",
            "List at least one CSV file under “resources”.",
        ),
        (
            "لا جدول في المجموعة: لا يذكر «resources» أي ملف CSV.",
            "ذكر ملف CSV واحد على الأقل في «resources».",
        ),
    ),
    kind(
        "resource-duplicate",
        "descriptor",
        ("Two resources have the same name: {value}", "Give each a name of its own."),
        ("موردان بالاسم نفسه: {value}", "إعطاء كل مورد اسمًا خاصًا به."),
    ),
    kind(
        "resource-not-tabular",
        "descriptor",
        (
            "This resource is not a CSV file and is not published: {value}",
            "Export it as CSV, or leave it as it is.",
        ),
        ("المورد ليس ملف CSV، ولذلك لا يُنشر: {value}", "تصديره بصيغة CSV أو تركه كما هو."),
        severity="warning",
    ),
    kind(
        "schema-missing",
        "descriptor",
        (
            "The resource has no Table Schema: {resource}",
            "Describe its fields under “schema”: name, type and title of each.",
        ),
        (
            "لا مخطط جدول للمورد: {resource}",
            "وصف حقوله في «schema»: الاسم والنوع والعنوان لكل حقل.",
        ),
    ),
    kind(
        "licence-missing",
        "descriptor",
        (
            "Nothing says on which terms the data may be used.",
            "Name a licence under “licenses”, for example CC-BY-4.0.",
        ),
        (
            "شروط استخدام البيانات غير مذكورة.",
            "ذكر رخصة في «licenses»، مثل CC-BY-4.0.",
        ),
    ),
    kind(
        "path-unsafe",
        "descriptor",
        (
            "The path leads out of the dataset's folder, or to the network, and is not followed: {value}",
            "Put the file into the folder of the dataset and write its relative path.",
        ),
        (
            "المسار خارج مجلد المجموعة أو إلى الشبكة، ولا يُتَّبع: {value}",
            "وضع الملف في مجلد المجموعة وكتابة مساره النسبي.",
        ),
    ),
    kind(
        "path-unsafe/package",
        "descriptor",
        (
            "A key between datasets names the other dataset, not a path: {value}",
            "Write the name of the dataset.",
        ),
        (
            "المفتاح بين المجموعات يذكر اسم المجموعة الأخرى لا مسارها: {value}",
            "كتابة اسم المجموعة.",
        ),
    ),
    kind(
        "path-several",
        "descriptor",
        (
            "A resource is one file here; “path” lists several: {value}",
            "Join the files into one, or make a resource of each.",
        ),
        (
            "المورد ملف واحد هنا، وفي «path» عدة ملفات: {value}",
            "دمج الملفات في ملف واحد أو جعل كل منها موردًا.",
        ),
    ),
    kind(
        "data-inline",
        "descriptor",
        (
            "The data stand inside the descriptor; the portal publishes files.",
            "Move them into a CSV file and name it in “path”.",
        ),
        (
            "البيانات داخل ملف الوصف، والبوابة تنشر ملفات.",
            "نقلها إلى ملف CSV وذكر اسمه في «path».",
        ),
    ),
    kind(
        "compression",
        "descriptor",
        ("Compressed files are not read: {value}", "Unpack the file and name the CSV file."),
        ("الملفات المضغوطة لا تُقرأ: {value}", "فك ضغط الملف وذكر اسم ملف CSV."),
    ),
    kind(
        "pattern-invalid",
        "descriptor",
        ("The pattern is not a regular expression ({note}): {value}", "Correct the pattern."),
        ("النمط ليس تعبيرًا نمطيًا صحيحًا ({note}): {value}", "تصحيح النمط."),
    ),
    kind(
        "pattern-invalid/hangs",
        "descriptor",
        (
            "The pattern repeats a repeat ({note}) and may take for ever on some cells: {value}",
            "Write it without a repeat inside a repeat.",
        ),
        (
            "في النمط تكرار داخل تكرار ({note})، وقد لا ينتهي فحص بعض الخلايا: {value}",
            "كتابته دون تكرار داخل تكرار.",
        ),
    ),
    kind(
        "field-duplicate",
        "descriptor",
        ("Two fields have the same name: {value}", "Give each field a name of its own."),
        ("حقلان بالاسم نفسه: {value}", "إعطاء كل حقل اسمًا خاصًا به."),
    ),
    kind(
        "field-duplicate/column",
        "descriptor",
        (
            "Two fields become the same column of the table: {value}",
            "Give one of them a “column” of its own.",
        ),
        (
            "حقلان ينتهيان إلى العمود نفسه في الجدول: {value}",
            "إعطاء أحدهما «column» خاصًا به.",
        ),
    ),
    kind(
        "reference-unknown",
        "descriptor",
        ("What is named here does not exist: {value}", "Correct the name. Known are: {known}"),
        ("الاسم المذكور هنا غير موجود: {value}", "تصحيح الاسم. الأسماء المعروفة: {known}"),
    ),
    kind(
        "reference-unknown/dataset",
        "descriptor",
        ("There is no such dataset: {value}", "Correct the name. There are: {known}"),
        ("لا مجموعة بيانات بهذا الاسم: {value}", "تصحيح الاسم. المجموعات الموجودة: {known}"),
    ),
    kind(
        "reference-unknown/resource",
        "descriptor",
        ("There is no such resource: {value}", "Correct the name. There are: {known}"),
        ("لا مورد بهذا الاسم: {value}", "تصحيح الاسم. الموارد الموجودة: {known}"),
    ),
    kind(
        "reference-unknown/field",
        "descriptor",
        ("There is no such field: {value}", "Correct the name. There are: {known}"),
        ("لا حقل بهذا الاسم: {value}", "تصحيح الاسم. الحقول الموجودة: {known}"),
    ),
    kind(
        "reference-unknown/topic",
        "descriptor",
        (
            "metadata.json lists no such topic: {value}",
            "Correct the name, or add the topic to metadata.json.",
        ),
        (
            "لا موضوع بهذا الاسم في metadata.json: {value}",
            "تصحيح الاسم أو إضافة الموضوع إلى metadata.json.",
        ),
        severity="warning",
    ),
    kind(
        "reference-cycle",
        "descriptor",
        (
            "Datasets point to one another in a circle, so none can be published first: {cycle}",
            "Drop one of these keys.",
        ),
        (
            "مجموعات يشير بعضها إلى بعض في حلقة، فلا أول يُنشر منها: {cycle}",
            "حذف أحد هذه المفاتيح.",
        ),
    ),
    kind(
        "dataset-name",
        "descriptor",
        (
            "This is no name for a dataset: {name}",
            "Use small Latin letters, digits and hyphens, beginning with a letter.",
        ),
        (
            "اسم غير صالح لمجموعة بيانات: {name}",
            "استعمال حروف لاتينية صغيرة وأرقام وشرطات، والبدء بحرف.",
        ),
    ),
    kind(
        "dataset-name-taken",
        "descriptor",
        (
            "Another dataset has this name ({value}); see: {others}",
            "Give one of them another name.",
        ),
        (
            "الاسم مستعمل لمجموعة أخرى ({value})؛ الموضع: {others}",
            "تغيير اسم إحداهما.",
        ),
    ),
    kind(
        "table-name-taken",
        "descriptor",
        (
            "Another dataset or resource becomes the same table: {table}",
            "Change one of the names; hyphens and dots count as the same.",
        ),
        (
            "مجموعة أو مورد آخر ينتهي إلى الجدول نفسه: {table}",
            "تغيير أحد الاسمين؛ الشرطة والنقطة سواء.",
        ),
    ),
)
