"""Kinds of errors of names in descriptors: what is named twice, and what is named and does not exist."""

from portal.tabular.kinds.example import FIELD, PACKAGE, SCHEMA, Descriptor, Told
from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "resource-duplicate",
        "descriptor",
        ("Two resources have the same name: {value}", "Give each a name of its own."),
        ("موردان بالاسم نفسه: {value}", "إعطاء كل مورد اسمًا خاصًا به."),
        example=Told(
            '{"resources": [{"name": "a"}, {"name": "b"}]}',
            '{"resources": [{"name": "a"}, {"name": "a"}]}',
        ),
    ),
    kind(
        "field-duplicate",
        "descriptor",
        ("Two fields have the same name: {value}", "Give each field a name of its own."),
        ("حقلان بالاسم نفسه: {value}", "إعطاء كل حقل اسمًا خاصًا به."),
        example=Descriptor(FIELD, '{"name": "name"}', '{"name": "id"}'),
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
        example=Descriptor(FIELD, '{"column": "label"}', '{"column": "id"}'),
    ),
    kind(
        "reference-unknown",
        "descriptor",
        ("What is named here does not exist: {value}", "Correct the name. Known are: {known}"),
        ("الاسم المذكور هنا غير موجود: {value}", "تصحيح الاسم. الأسماء المعروفة: {known}"),
        example=Told(
            "corrections of a resource that there is", "corrections of a resource that there is not"
        ),
    ),
    kind(
        "reference-unknown/dataset",
        "descriptor",
        ("There is no such dataset: {value}", "Correct the name. There are: {known}"),
        ("لا مجموعة بيانات بهذا الاسم: {value}", "تصحيح الاسم. المجموعات الموجودة: {known}"),
        example=Told("a key to a dataset that there is", "a key to a dataset that there is not"),
    ),
    kind(
        "reference-unknown/resource",
        "descriptor",
        ("There is no such resource: {value}", "Correct the name. There are: {known}"),
        ("لا مورد بهذا الاسم: {value}", "تصحيح الاسم. الموارد الموجودة: {known}"),
        example=Descriptor(
            SCHEMA,
            '{"foreignKeys": [{"fields": "id", "reference": {"resource": "", "fields": "id"}}]}',
            '{"foreignKeys": [{"fields": "id", "reference": {"resource": "x", "fields": "id"}}]}',
        ),
    ),
    kind(
        "reference-unknown/field",
        "descriptor",
        ("There is no such field: {value}", "Correct the name. There are: {known}"),
        ("لا حقل بهذا الاسم: {value}", "تصحيح الاسم. الحقول الموجودة: {known}"),
        example=Descriptor(SCHEMA, '{"primaryKey": ["id"]}', '{"primaryKey": ["code"]}'),
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
        example=Descriptor(PACKAGE, '{"theme": ["society"]}', '{"theme": ["sport"]}'),
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
        example=Told("a points to b", "a points to b, and b to a"),
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
        example=Descriptor(
            PACKAGE, '{"formerNames": ["old-codes"]}', '{"formerNames": ["Old codes"]}'
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
        example=Told("datasets a and b", "two folders with the dataset a"),
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
        example=Told("datasets a-b and a-c", "datasets a-b and a.b"),
    ),
)
