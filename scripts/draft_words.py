"""The words of ``portal draft`` and ``portal update`` in the terminal, in both languages.

What a repair does comes from ``portal.draft.kinds``, why a property was drafted from
``portal.draft.evidence``. Numbers follow a label, so that no word has to agree with them.
"""

from __future__ import annotations

WORDS = {
    "en": {
        "read": "{file}: {how}",
        "sheet": "sheet “{sheet}”",
        "which-sheet": "The workbook has several sheets with data. Which one holds the table?",
        "size": "rows: {rows}, columns: {columns}",
        "encoding": "encoding: {encoding}",
        "clean": "Nothing in the file needs a repair.",
        "proposals": "What could be repaired. The file that you gave is never changed.",
        "proposal": "{number}. {what}",
        "column": "column {letter}",
        "example": "row {row}: “{before}” → “{after}”",
        "gone": "row {row}: “{before}” is left out",
        "count": "how often: {count}",
        "why": "Why: {why}",
        "uncertain": "The file alone cannot tell: look before you accept it.",
        "accept": "Accept? yes, no, all (that are certain), none",
        "accept-one": "Accept? yes, no",
        "not-with-all": "{number} is refused: “all” accepts only what is certain.",
        "yes-no": "Please answer yes, no, all or none.",
        "instead": "{number} is refused: {chosen} reads the same cells in another way.",
        "undecided": (
            "Say which are accepted: --accept all, --accept none or --accept 1,3-5; or --log "
            "FILE.xlsx writes the list into a file in which you decide."
        ),
        "nothing-decided": "{file} holds no decision yet: write yes or no into its column “decision”.",
        "log-written": (
            "{file} lists them. Write yes or no into its column “decision”, save it, and give "
            "the same command again. Nothing was changed."
        ),
        "accepted": "Repairs: {accepted} accepted, {refused} refused",
        "left": "Not accepted with “all”, because the file alone cannot tell: {numbers}",
        "fields": "What the columns hold",
        "field": "{label}: {value}",
        "questions": (
            "What only you know. An empty answer leaves it open; it can be said later in a workbook."
        ),
        "title": "Title of the dataset",
        "description": "What it contains, in a sentence or two",
        "in-other": "{what} ({language})",
        "licence": "What may others do with it?",
        "no-licence": "I do not know yet (nothing is published until it is known)",
        "contact": "E-mail address for questions about the data",
        "topic": "Topic",
        "frequency": "How often is it updated?",
        "nothing": "None of these",
        "number": "Number",
        "no-email": "This is no e-mail address.",
        "publish-original": (
            "Publish the file that you gave as well? It would be published whole, with hidden "
            "sheets and comments. yes, no"
        ),
        "written": "Written: {folder}",
        "file-table": "the table",
        "file-descriptor": "what is said about it",
        "file-log": "the repairs, accepted and refused",
        "file-original": "the file as you gave it",
        "open": "Still to be said: {names}",
        "no-publishing": "Without a licence nothing is published.",
        "wrong": "The table is not right yet: nothing of it is published before it is.",
        "decide-again": (
            "Some repairs were refused, which may be why. To decide again: delete {folder}, and "
            "give the same command."
        ),
        "next": "Next:",
        "next-describe": "to say more about it, without typing JSON",
        "next-validate": "to see what is wrong while you correct it",
        "next-publish": "to publish it",
        "replayed": "{number}. As in the log: {what}",
        "new": "New in this file, not in the log:",
        "unused": "In the log, not needed in this file: {count}",
        "unchanged": "{file} is the file that the dataset was made of: nothing to do.",
        "refused-update": "The dataset stays as it was.",
    },
    "ar": {
        "read": "{file}: {how}",
        "sheet": "الورقة «{sheet}»",
        "which-sheet": "في المصنف عدة أوراق فيها بيانات. أيها يحتوي الجدول؟",
        "size": "الصفوف: {rows}، الأعمدة: {columns}",
        "encoding": "الترميز: {encoding}",
        "clean": "لا شيء في الملف يحتاج إلى إصلاح.",
        "proposals": "ما يمكن إصلاحه. ولا يُغيَّر الملف الذي قدمتموه أبدًا.",
        "proposal": "{number}. {what}",
        "column": "العمود {letter}",
        "example": "الصف {row}: «{before}» ← «{after}»",
        "gone": "الصف {row}: حذف «{before}»",
        "count": "عدد المرات: {count}",
        "why": "السبب: {why}",
        "uncertain": "لا يكفي الملف وحده للحكم: يرجى التحقق قبل القبول.",
        "accept": "قبول؟ نعم، لا، الكل (المؤكد منها)، لا شيء",
        "accept-one": "قبول؟ نعم، لا",
        "not-with-all": "رُفض {number}: لا يشمل «الكل» إلا المؤكد.",
        "yes-no": "يرجى الإجابة: نعم أو لا أو الكل أو لا شيء.",
        "instead": "رُفض {number}: يقرأ {chosen} الخلايا نفسها قراءة أخرى.",
        "undecided": (
            "يرجى تحديد المقبول: --accept all أو --accept none أو --accept 1,3-5؛ أو يكتب "
            "--log FILE.xlsx القائمة في ملف للبت فيها."
        ),
        "nothing-decided": "لا قرار في {file} بعد: المطلوب كتابة نعم أو لا في العمود decision.",
        "log-written": (
            "القائمة في {file}. المطلوب كتابة نعم أو لا في العمود decision ثم الحفظ وإعادة الأمر "
            "نفسه. لم يتغير شيء."
        ),
        "accepted": "الإصلاحات المقبولة: {accepted}، المرفوضة: {refused}",
        "left": "لم يشملها «الكل» لأن الملف وحده لا يكفي للحكم: {numbers}",
        "fields": "محتوى الأعمدة",
        "field": "{label}: {value}",
        "questions": "ما لا يعرفه غيركم. الإجابة الفارغة تتركه مفتوحًا، ويمكن إكماله لاحقًا في مصنف.",
        "title": "عنوان مجموعة البيانات",
        "description": "ما تحتويه، في جملة أو جملتين",
        "in-other": "{what} ({language})",
        "licence": "ماذا يُسمح للآخرين بفعله بها؟",
        "no-licence": "غير معروف بعد (لا يُنشر شيء قبل معرفته)",
        "contact": "عنوان البريد الإلكتروني للأسئلة عن البيانات",
        "topic": "الموضوع",
        "frequency": "كم مرة تُحدَّث؟",
        "nothing": "لا شيء مما سبق",
        "number": "الرقم",
        "no-email": "هذا ليس عنوان بريد إلكتروني.",
        "publish-original": (
            "نشر الملف الذي قدمتموه أيضًا؟ يُنشر كاملًا بما فيه من أوراق مخفية وتعليقات. نعم، لا"
        ),
        "written": "كُتب: {folder}",
        "file-table": "الجدول",
        "file-descriptor": "ملف الوصف",
        "file-log": "الإصلاحات المقبولة والمرفوضة",
        "file-original": "الملف كما قدمتموه",
        "open": "ما لم يُذكر بعد: {names}",
        "no-publishing": "لا يُنشر شيء بلا رخصة.",
        "wrong": "الجدول غير سليم بعد، ولا يُنشر منه شيء قبل تصحيحه.",
        "decide-again": (
            "رُفضت بعض الإصلاحات وقد يكون ذلك هو السبب. لإعادة القرار: حذف {folder} ثم إعادة الأمر نفسه."
        ),
        "next": "الخطوة التالية:",
        "next-describe": "لإكمال وصفها دون كتابة JSON",
        "next-validate": "لعرض الأخطاء أثناء التصحيح",
        "next-publish": "للنشر",
        "replayed": "{number}. كما في السجل: {what}",
        "new": "جديد في هذا الملف وغير موجود في السجل:",
        "unused": "في السجل ولا حاجة إليه في هذا الملف: {count}",
        "unchanged": "{file} هو الملف الذي أُنشئت منه مجموعة البيانات: لا عمل مطلوب.",
        "refused-update": "بقيت مجموعة البيانات كما كانت.",
    },
}
YES = frozenset(("yes", "y", "نعم", "ن", "1", "true", "accepted", "مقبول"))
NO = frozenset(("no", "n", "لا", "ل", "0", "false", "refused", "مرفوض"))
ALL = frozenset(("all", "a", "الكل"))
NONE = frozenset(("none", "لا شيء"))
NAMES = {
    "en": {
        "title": "title",
        "description": "description",
        "licence": "licence",
        "topic": "topic",
        "frequency": "how often it is updated",
    },
    "ar": {
        "title": "العنوان",
        "description": "الوصف",
        "licence": "الرخصة",
        "topic": "الموضوع",
        "frequency": "دورية التحديث",
    },
}


def say(tongue: str, key: str, **values: str | int) -> str:
    """Return a phrase in a language, numbers with their thousands apart."""
    written = {k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()}
    return WORDS[tongue][key].format_map(written)
