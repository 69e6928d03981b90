"""Kinds of errors of what is kept of a draft: the log of repairs, the file as it was received."""

from portal.tabular.kinds.example import Log, Told
from portal.tabular.kinds.kind import kind

HEADER = "number,decision,repair,column,rule,count,row,before,after,file,sheet,sha256\n"
SHA256 = "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"
"""Of ``a⏎``."""
ROW = f"1,accepted,spaces,name,,3,2,a ,a,old.csv,,{SHA256}\n"

KINDS = (
    kind(
        "repairs-invalid",
        "descriptor",
        (
            "The log of repairs cannot be read: {note}",
            "Put repairs.csv back as it was written; docs/repairs.md says what its columns hold.",
        ),
        (
            "سجل الإصلاحات غير قابل للقراءة: {note}",
            "إعادة repairs.csv كما كُتب؛ ومعاني أعمدته في docs/repairs.md.",
        ),
        example=Log(HEADER, HEADER + ROW.replace("accepted", "maybe")),
    ),
    kind(
        "original-unread",
        "descriptor",
        (
            "What lies in the folder original/ cannot be read, so it is not published: {value}",
            "Put the file there that was repaired, or take away what lies there.",
        ),
        (
            "ما في المجلد original/ غير قابل للقراءة، فلا يُنشر: {value}",
            "وضع الملف الذي أُصلح فيه، أو إزالة ما فيه.",
        ),
        example=Told("a file", "a folder of the same name"),
    ),
    kind(
        "original-unread/size",
        "descriptor",
        (
            "The file that was repaired is larger than {limit} bytes and is not published with the data: {value}",
            "Say in README.md where it can be had.",
        ),
        (
            "الملف الذي أُصلح أكبر من {limit} بايت، ولا يُنشر مع البيانات: {value}",
            "بيان موضع الحصول عليه في README.md.",
        ),
        example=Told("a file of some megabytes", "a file of hundreds of megabytes"),
    ),
    kind(
        "original-differs",
        "descriptor",
        (
            "A file in the folder original/ is not the one that was repaired, so it is not published: {value}",
            "Put the file there of which repairs.csv gives the SHA-256.",
        ),
        (
            "في المجلد original/ ملف غير الذي أُصلح، فلا يُنشر: {value}",
            "وضع الملف الذي تذكر repairs.csv بصمته (SHA-256).",
        ),
        example=Log(HEADER + ROW, HEADER + ROW.replace(SHA256, "0" * 64), {"old.csv": "a\n"}),
    ),
)
