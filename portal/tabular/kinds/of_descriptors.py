"""Kinds of errors of a dataset's descriptor: its JSON, its properties, its paths."""

from portal.tabular.kinds.example import (
    FIELD,
    PACKAGE,
    RESOURCE,
    SCHEMA,
    Descriptor,
    Document,
    Nothing,
    Told,
)
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
        example=Document(
            '{"title": "Codes", "name": "codes"}', '{"title": "Codes" "name": "codes"}'
        ),
    ),
    kind(
        "descriptor-json/encoding",
        "descriptor",
        ("The descriptor is not UTF-8; it fails at byte: {byte}", "Save it as UTF-8."),
        ("ملف الوصف ليس بترميز UTF-8؛ موضع الفشل، البايت: {byte}", "حفظه بترميز UTF-8."),
        example=Document('{"title": "é"}', b'{"title": "\xe9"}'),
    ),
    kind(
        "descriptor-json/object",
        "descriptor",
        ("The file must hold one JSON object: {path}", "Put everything between braces."),
        ("الملف ليس كائن JSON واحدًا: {path}", "وضع المحتوى كله بين قوسين متعرّجين."),
        example=Document('{"title": "Codes"}', '[{"title": "Codes"}]'),
    ),
    kind(
        "descriptor-json/size",
        "descriptor",
        ("The file is larger than {limit} bytes: {path}", "Move long texts into README.md."),
        ("الملف أكبر من {limit} بايت: {path}", "نقل النصوص الطويلة إلى README.md."),
        example=Told("a file of some kilobytes", "a file of many megabytes"),
    ),
    kind(
        "descriptor-json/nesting",
        "descriptor",
        ("Objects and arrays are nested deeper than: {limit}", "Flatten them."),
        ("تداخل الكائنات والمصفوفات أعمق من: {limit}", "تبسيط البنية."),
        example=Told("objects in objects", "hundreds of objects in one another"),
    ),
    kind(
        "descriptor-json/number",
        "descriptor",
        ("A number cannot be kept exactly.", "Write it as a string, or with fewer digits."),
        ("عدد لا يمكن حفظه بدقة.", "كتابته نصًا أو بأرقام أقل."),
        example=Document('{"x": 1.5}', '{"x": 1e999}'),
    ),
    kind(
        "descriptor-json/key-twice",
        "descriptor",
        ("An object has the same key twice: {key}", "Keep one of the two."),
        ("مفتاح مكرّر في كائن واحد: {key}", "الإبقاء على أحدهما."),
        example=Document('{"name": "a", "title": "b"}', '{"name": "a", "name": "b"}'),
    ),
    kind(
        "descriptor-json/character",
        "descriptor",
        ("A text holds a character that has no place in it: {character}", "Remove it."),
        ("في النص محرف لا مكان له فيه: {character}", "حذفه."),
        example=Document('{"title": "A"}', '{"title": "\\u0000"}'),
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
        example=Descriptor(
            PACKAGE, '{"homepage": "https://example.org/"}', '{"homepage": "javascript:alert(1)"}'
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
        example=Descriptor(FIELD, '{"name": "name"}', '{"name": null}'),
    ),
    kind(
        "descriptor-profile/frictionless",
        "descriptor",
        ("Frictionless does not accept the schema: {note}", "Correct it at {pointer}."),
        ("المخطط غير مقبول لدى Frictionless: {note}", "تصحيحه عند {pointer}."),
        example=Descriptor(
            FIELD,
            '{"type": "integer", "constraints": {"minimum": 0}}',
            '{"type": "integer", "constraints": {"minLength": 2}}',
        ),
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
        example=Descriptor(
            FIELD,
            '{"type": "integer", "constraints": {"minimum": 0}}',
            '{"type": "integer", "constraints": {"minimum": "none"}}',
        ),
    ),
    kind(
        "descriptor-profile/encoding",
        "descriptor",
        ("There is no such encoding: {value}", "Write for example utf-8 or windows-1256."),
        ("لا وجود لهذا الترميز: {value}", "كتابة utf-8 أو windows-1256 مثلًا."),
        example=Descriptor(RESOURCE, '{"encoding": "utf-8"}', '{"encoding": "utf-9"}'),
    ),
    kind(
        "descriptor-profile/dialect",
        "descriptor",
        ("No file can be read with this dialect: {note}", "Correct “dialect”."),
        ("لا يمكن قراءة ملف بهذه الصيغة: {note}", "تصحيح «dialect»."),
        example=Nothing("which signs cannot part cells depends on the Python in use"),
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
        example=Descriptor(
            SCHEMA,
            '{"foreignKeys": [{"fields": ["id"], "reference": {"fields": ["id"]}}]}',
            '{"foreignKeys": [{"fields": ["id"], "reference": {"fields": ["id", "name"]}}]}',
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
        example=Descriptor(PACKAGE, '{"title": "Codes"}', '{"resources": []}'),
    ),
    kind(
        "resource-not-tabular",
        "descriptor",
        (
            "This resource is not a CSV file and is not published: {value}",
            "Export it as CSV, or leave it as it is.",
        ),
        ("المورد ليس ملف CSV، ولذلك لا يُنشر: {value}", "تصديره بصيغة CSV أو تركه كما هو."),
        example=Told('{"path": "data.csv"}', '{"path": "map.pdf"}'),
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
        example=Descriptor(RESOURCE, '{"title": "Codes"}', '{"schema": null}'),
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
        example=Descriptor(PACKAGE, '{"licenses": [{"name": "CC-BY-4.0"}]}', '{"licenses": []}'),
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
        example=Descriptor(RESOURCE, '{"path": "data.csv"}', '{"path": "../data.csv"}'),
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
        example=Descriptor(
            SCHEMA,
            '{"foreignKeys": []}',
            '{"foreignKeys": [{"fields": "id", "reference": {"package": "https://example.org/", "fields": "id"}}]}',
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
        example=Descriptor(RESOURCE, '{"path": "data.csv"}', '{"path": ["data.csv", "more.csv"]}'),
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
        example=Descriptor(RESOURCE, '{"path": "data.csv"}', '{"data": [["id"], ["1"]]}'),
    ),
    kind(
        "compression",
        "descriptor",
        ("Compressed files are not read: {value}", "Unpack the file and name the CSV file."),
        ("الملفات المضغوطة لا تُقرأ: {value}", "فك ضغط الملف وذكر اسم ملف CSV."),
        example=Descriptor(RESOURCE, '{"path": "data.csv"}', '{"path": "data.csv.gz"}'),
    ),
    kind(
        "pattern-invalid",
        "descriptor",
        ("The pattern is not a regular expression ({note}): {value}", "Correct the pattern."),
        ("النمط ليس تعبيرًا نمطيًا صحيحًا ({note}): {value}", "تصحيح النمط."),
        example=Descriptor(
            FIELD, '{"constraints": {"pattern": "[0-9]+"}}', '{"constraints": {"pattern": "["}}'
        ),
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
        example=Descriptor(
            FIELD,
            '{"constraints": {"pattern": "[0-9]+"}}',
            '{"constraints": {"pattern": "([0-9]+)+"}}',
        ),
    ),
)
