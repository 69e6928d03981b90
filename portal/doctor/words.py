"""What each finding says, and how to mend what is not well, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.doctor.finding import FINE

if TYPE_CHECKING:
    from portal.doctor.finding import Finding

WORDS = {
    "en": {
        "python": ("Python {version}", "Install Python 3.11 or later."),
        "sqlite": ("SQLite {version}", "{note}"),
        "packages": ("What is needed is installed", "Install what is missing: {names}."),
        "packages-serving": (
            "This machine can serve, but neither check nor publish",
            "To publish, install requirements.txt as well; missing: {names}.",
        ),
        "console": (
            "The console writes {encoding}",
            "It cannot show Arabic. On Windows: chcp 65001, and set PYTHONUTF8=1. Reports as HTML show it anyway.",
        ),
        "fonts": (
            "A font with Arabic letters",
            "None was found on this machine; install one, for example Noto Naskh Arabic. Other devices use their own.",
        ),
        "port": (
            "Port {port} is free",
            "Another program uses port {port}. Choose another one: portal serve --port 8002",
        ),
        "port-portal": ("A portal answers at port {port} already", ""),
        "clock": (
            "The clock says {now}",
            "It is earlier than {last}, when something was published or this software was made. Set it.",
        ),
        "settings": ("metadata.json can be read; languages: {note}", "{note}"),
        "path": (
            "The path can be opened: {path}",
            "{note} in the path cannot be opened by every program, or it is too long: rename or move the folder.",
        ),
        "space": ("Free on the disk: {free}", "At least {needed} are needed. Make room."),
        "writing": (
            "Files can be written and replaced in {folder}",
            "They cannot ({note}). Look at the permissions, or move the portal from a network drive to this machine.",
        ),
        "names": (
            "No two files differ only by the case of letters",
            "{name} differs from another file only by that; on Windows and macOS they are one. Rename it.",
        ),
        "lock": ("Nobody else is publishing", "{note}"),
    },
    "ar": {
        "python": ("Python {version}", "تثبيت Python 3.11 أو أحدث."),
        "sqlite": ("SQLite {version}", "{note}"),
        "packages": ("المكونات اللازمة مثبتة", "تثبيت الناقص: {names}."),
        "packages-serving": (
            "هذا الجهاز يعرض البوابة ولا يتحقق ولا ينشر",
            "للنشر يُثبَّت requirements.txt أيضًا؛ الناقص: {names}.",
        ),
        "console": (
            "ترميز نافذة الأوامر: {encoding}",
            "لا يعرض العربية. في Windows: chcp 65001 مع PYTHONUTF8=1. أما تقارير HTML فتعرضها على كل حال.",
        ),
        "fonts": (
            "خط فيه حروف عربية",
            "لم يُعثر عليه في هذا الجهاز؛ يمكن تثبيت Noto Naskh Arabic مثلًا. وللأجهزة الأخرى خطوطها.",
        ),
        "port": (
            "المنفذ {port} متاح",
            "يستعمل برنامج آخر المنفذ {port}. اختيار منفذ غيره: portal serve --port 8002",
        ),
        "port-portal": ("توجد بوابة على المنفذ {port}", ""),
        "clock": (
            "الساعة: {now}",
            "وهي أسبق من {last}، تاريخ آخر نشر أو صنع هذا البرنامج. ضبط الساعة.",
        ),
        "settings": ("metadata.json قابل للقراءة؛ اللغات: {note}", "{note}"),
        "path": (
            "المسار صالح: {path}",
            "في المسار {note} لا تفتحه كل البرامج، أو هو طويل جدًا: تغيير اسم المجلد أو نقله.",
        ),
        "space": ("المتاح على القرص: {free}", "اللازم {needed} على الأقل. إفراغ مساحة."),
        "writing": (
            "الكتابة والاستبدال ممكنان في {folder}",
            "غير ممكنين ({note}). مراجعة الأذونات، أو نقل البوابة من قرص الشبكة إلى هذا الجهاز.",
        ),
        "names": (
            "لا ملفين يختلفان في حالة الأحرف وحدها",
            "{name} لا يختلف عن ملف آخر إلا بذلك، وهما في Windows وmacOS ملف واحد. تغيير الاسم.",
        ),
        "lock": ("لا أحد ينشر الآن", "{note}"),
    },
}


def told(finding: Finding, language: str) -> tuple[str, str]:
    """Return what was looked at, and the remedy, ``""`` where nothing is to be mended."""
    what, remedy = WORDS[language][finding.check]
    values = dict(finding.parameters)
    said = what.format_map(values)
    return said, "" if finding.state == FINE else remedy.format_map(values)
