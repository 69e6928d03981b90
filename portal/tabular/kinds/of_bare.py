"""Kinds of notes on tables that are checked outside a portal, or without their package."""

from portal.tabular.kinds.kind import kind

KINDS = (
    kind(
        "foreign-key-undecided",
        "descriptor",
        (
            "The key points to a table that is not here, so it was not decided: {fields} → {table}",
            "Check the dataset within its portal, where that table is.",
        ),
        (
            "المفتاح يشير إلى جدول غير موجود هنا، فلم يُبتّ فيه: {fields} ← {table}",
            "التحقق من مجموعة البيانات داخل بوابتها حيث يوجد الجدول.",
        ),
        passing='"reference": {"resource": "", "fields": ["code"]}',
        failing='"reference": {"package": "codes", "resource": "codes", "fields": ["code"]}',
        severity="info",
    ),
)
