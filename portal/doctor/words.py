"""What each finding says, and how to mend what is not well, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from portal.doctor.finding import FINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.doctor.finding import Finding


class Words(NamedTuple):
    """Hold what is said of a check: that all is well, that it is not, and how to mend that."""

    well: str = ""
    wrong: str = ""
    remedy: str = ""


WORDS: Mapping[str, Mapping[str, Words]] = {
    "en": {
        "python": Words(
            "Python {version}",
            "Python {version} is too old",
            "Install Python 3.11 or later, and the portal with it.",
        ),
        "sqlite": Words(
            "SQLite {version}",
            "SQLite {version} cannot do all that is needed",
            "{note}",
        ),
        "packages": Words(
            "What serving and publishing need is installed",
            "Not all is installed that serving needs: {names}",
            "Install requirements.txt again, or requirements-serve.txt on a machine that only serves.",
        ),
        "packages-serving": Words(
            wrong="This machine only serves: what checking and publishing need is not installed",
            remedy="To publish here as well, install requirements.txt. Missing: {names}.",
        ),
        "packages-others": Words(
            wrong="Other versions are installed than those that were tried",
            remedy="Install requirements.txt again. Installed, and in brackets tried: {names}.",
        ),
        "packages-unknown": Words(
            wrong="What must be installed is not known",
            remedy="There is no requirements-serve.txt in {folder}: is the software whole?",
        ),
        "console": Words(
            "The console can show Arabic ({encoding})",
            "The console cannot show Arabic ({encoding})",
            "On Windows type: chcp 65001, then set PYTHONUTF8=1. Pages and HTML reports show Arabic anyway.",
        ),
        "console-signs": Words(
            wrong="The console can show Arabic, but not every sign ({encoding})",
            remedy="What it cannot show is a “?”. On Windows type: chcp 65001, then set PYTHONUTF8=1.",
        ),
        "fonts": Words(
            "There is a font with Arabic letters",
            "No font with Arabic letters was found",
            "Install one, for example Noto Naskh Arabic. Other devices bring their own.",
        ),
        "port": Words(
            "Port {port} is free",
            "Port {port} is used by another program",
            "Choose another one: portal serve --port {other}",
        ),
        "port-portal": Words("Port {port}: a portal is served there already (release {release})"),
        "port-closed": Words(
            wrong="Port {port} is not open to you",
            remedy="Choose one above 1023: portal serve --port 8001",
        ),
        "clock": Words(
            "The clock says {now}",
            "The clock says {now}, which cannot be",
            "Set it. Something was published, or this software was made, at {last}.",
        ),
        "zone": Words(
            "Here it is {now} ({zone})",
            "The time zone of this machine is not known: {now} ({zone}) is assumed",
            "Set the time zone in the settings of the system, or the variable TZ, for example Asia/Amman.",
        ),
        "settings": Words(
            "metadata.json can be read (languages: {languages})",
            "metadata.json cannot be read",
            "{note}",
        ),
        "path": Words(
            "Every program can open this path: {path}",
            "Not every program can open this path: {path}",
            "Rename or move the folder: SQLite reads “{sign}” as part of an address.",
        ),
        "path-long": Words(
            wrong="The path has {length} characters: {path}",
            remedy="Move the folder nearer to the root of the drive: Windows opens no longer path than 260.",
        ),
        "names": Words(
            "No two files have names that other systems take for one",
            "Two files have names that Windows and macOS take for one: {first} and {second}",
            "Rename one of them.",
        ),
        "names-elsewhere": Words(
            wrong="Windows cannot have the name {name}",
            remedy="Whoever copies the portal to Windows loses this file. Rename it.",
        ),
        "space": Words(
            "Free on the disk: {free}; needed: {needed}",
            "Free on the disk: {free}; needed: {needed}",
            "Make room, or move the portal to a larger disk.",
        ),
        "writing": Words(
            "Files can be written and replaced in {folder}",
            "Files cannot be written and replaced in {folder}: {note}",
            "Look at the permissions, or move the portal from a network drive to this machine.",
        ),
        "databases": Words(
            "SQLite can write and read in {folder}",
            "SQLite cannot write and read in {folder}: {note}",
            "Look at the permissions, or move the portal from a network drive to this machine.",
        ),
        "lock": Words(
            "Nobody is publishing, and a lock can be held",
            "The lock cannot be held: {note}",
            "Look at the permissions of build/lock, or move the portal from a network drive to this machine.",
        ),
        "lock-held": Words(wrong="Somebody is publishing", remedy="{note}"),
    },
    "ar": {
        "python": Words(
            "Python {version}",
            "Python {version} قديم",
            "تثبيت Python 3.11 أو أحدث، ثم تثبيت البوابة معه.",
        ),
        "sqlite": Words(
            "SQLite {version}",
            "في SQLite {version} نقص عن المطلوب",
            "{note}",
        ),
        "packages": Words(
            "كل ما يلزم للعرض والنشر مثبّت",
            "من المكونات اللازمة للعرض ما ليس مثبّتًا: {names}",
            "تثبيت requirements.txt من جديد، أو requirements-serve.txt في جهاز للعرض فقط.",
        ),
        "packages-serving": Words(
            wrong="هذا الجهاز للعرض فقط: ما يلزم للتحقق والنشر ليس مثبّتًا",
            remedy="للنشر من هذا الجهاز أيضًا: تثبيت requirements.txt. الناقص: {names}.",
        ),
        "packages-others": Words(
            wrong="إصدارات المكونات المثبتة غير التي جُرّبت",
            remedy="تثبيت requirements.txt من جديد. المثبّت، وبين قوسين ما جُرّب: {names}.",
        ),
        "packages-unknown": Words(
            wrong="المكونات اللازمة غير معروفة",
            remedy="لا وجود للملف requirements-serve.txt في {folder}: هل البرنامج كامل؟",
        ),
        "console": Words(
            "العربية ظاهرة في نافذة الأوامر ({encoding})",
            "العربية غير ظاهرة في نافذة الأوامر ({encoding})",
            "في Windows: كتابة chcp 65001 ثم set PYTHONUTF8=1. والعربية ظاهرة في الصفحات وتقارير HTML على كل حال.",
        ),
        "console-signs": Words(
            wrong="العربية ظاهرة في نافذة الأوامر دون بعض العلامات ({encoding})",
            remedy="ما لا يمكن عرضه يظهر «?». في Windows: كتابة chcp 65001 ثم set PYTHONUTF8=1.",
        ),
        "fonts": Words(
            "في الجهاز خط فيه حروف عربية",
            "لا خط فيه حروف عربية في هذا الجهاز",
            "تثبيت خط منها، مثل Noto Naskh Arabic. وللأجهزة الأخرى خطوطها.",
        ),
        "port": Words(
            "المنفذ {port} متاح",
            "المنفذ {port} مشغول ببرنامج آخر",
            "اختيار منفذ غيره: portal serve --port {other}",
        ),
        "port-portal": Words("المنفذ {port}: عليه بوابة معروضة الآن (الإصدار {release})"),
        "port-closed": Words(
            wrong="المنفذ {port} غير مسموح لكم به",
            remedy="اختيار منفذ أكبر من 1023: portal serve --port 8001",
        ),
        "clock": Words(
            "الساعة: {now}",
            "الساعة غير صحيحة: {now}",
            "ضبط الساعة. تاريخ آخر نشر أو تاريخ هذا البرنامج: {last}.",
        ),
        "zone": Words(
            "الوقت هنا: {now} ({zone})",
            "المنطقة الزمنية لهذا الجهاز غير معروفة، والمفترض: {now} ({zone})",
            "ضبط المنطقة الزمنية في إعدادات النظام، أو في المتغير TZ، مثل Asia/Amman.",
        ),
        "settings": Words(
            "الملف metadata.json مقروء (اللغات: {languages})",
            "الملف metadata.json غير مقروء",
            "{note}",
        ),
        "path": Words(
            "المسار صالح لكل البرامج: {path}",
            "المسار غير صالح لكل البرامج: {path}",
            "تغيير اسم المجلد أو نقله: في SQLite تُعدّ «{sign}» جزءًا من عنوان.",
        ),
        "path-long": Words(
            wrong="طول المسار بالمحارف: {length}؛ {path}",
            remedy="نقل المجلد إلى موضع أقرب إلى أصل القرص: الحد الأقصى لطول المسار في Windows: 260.",
        ),
        "names": Words(
            "لا تشابه بين أسماء الملفات يخلط بينها في نظام آخر",
            "ملفان باسمين هما اسم واحد في Windows وmacOS: {first} و{second}",
            "تغيير اسم أحدهما.",
        ),
        "names-elsewhere": Words(
            wrong="اسم غير جائز في Windows: {name}",
            remedy="ضياع الملف ممكن عند نسخ البوابة إلى Windows. تغيير الاسم.",
        ),
        "space": Words(
            "المتاح على القرص: {free}؛ اللازم: {needed}",
            "المتاح على القرص: {free}؛ اللازم: {needed}",
            "إفراغ مساحة، أو نقل البوابة إلى قرص أكبر.",
        ),
        "writing": Words(
            "الكتابة والاستبدال ممكنان في {folder}",
            "الكتابة والاستبدال غير ممكنين في {folder}: {note}",
            "مراجعة الأذونات، أو نقل البوابة من قرص الشبكة إلى هذا الجهاز.",
        ),
        "databases": Words(
            "الكتابة والقراءة بواسطة SQLite ممكنتان في {folder}",
            "الكتابة والقراءة بواسطة SQLite غير ممكنتين في {folder}: {note}",
            "مراجعة الأذونات، أو نقل البوابة من قرص الشبكة إلى هذا الجهاز.",
        ),
        "lock": Words(
            "لا نشر جاريًا الآن، والقفل ممكن",
            "القفل غير ممكن: {note}",
            "مراجعة أذونات build/lock، أو نقل البوابة من قرص الشبكة إلى هذا الجهاز.",
        ),
        "lock-held": Words(wrong="نشر آخر جارٍ الآن", remedy="{note}"),
    },
}


def told(finding: Finding, language: str) -> tuple[str, str]:
    """Return what was found, and the remedy, ``""`` where nothing is to be mended."""
    words = WORDS[language][finding.check]
    if finding.state == FINE:
        return words.well.format_map(finding.parameters), ""
    return (
        words.wrong.format_map(finding.parameters),
        words.remedy.format_map(finding.parameters),
    )
