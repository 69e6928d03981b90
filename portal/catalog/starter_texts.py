"""What a new portal says about itself until somebody says it better, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "ar")
TITLE = {"en": "Open data portal", "ar": "بوابة البيانات المفتوحة"}
PUBLISHER = {"en": "The office that runs this portal", "ar": "الجهة التي تشغّل هذه البوابة"}
NOTICE = {"en": "This is not an official portal.", "ar": "هذه ليست بوابة رسمية."}
TOPICS: Mapping[str, Mapping[str, str]] = {
    "economy": {"en": "Economy and public finance", "ar": "الاقتصاد والمالية العامة"},
    "education": {"en": "Education", "ar": "التعليم"},
    "environment": {"en": "Environment", "ar": "البيئة"},
    "health": {"en": "Health", "ar": "الصحة"},
    "population": {"en": "Population", "ar": "السكان"},
    "reference-data": {"en": "Reference data", "ar": "البيانات المرجعية"},
    "transport": {"en": "Transport", "ar": "النقل"},
}
README = {
    "en": """# {title}

An open data portal in one folder. `metadata.json` says what it is called and who runs it; each folder of `datasets/` is a
dataset; `archive/` keeps every version that was published and belongs into the backup; `build/` can be made again.

    portal doctor                     # is this machine fit?
    portal draft "My table.xlsx"      # a spreadsheet becomes a dataset
    portal serve --publish --open     # check, publish and look at it

Set `"official": true` in `metadata.json`, and remove its `notice`, once this is the portal of an office.
""",
    "ar": """# {title}

بوابة بيانات مفتوحة في مجلد واحد. يذكر `metadata.json` اسمها ومن يشغّلها؛ وكل مجلد في `datasets/` مجموعة بيانات؛
ويحفظ `archive/` كل إصدار نُشر فيجب نسخه احتياطيًا؛ أما `build/` فيمكن إنشاؤه من جديد.

    portal doctor --lang ar
    portal draft --lang ar "My table.xlsx"
    portal serve --publish --open

حين تصبح بوابة لجهة رسمية يُكتب `"official": true` في `metadata.json` وتُحذف `notice`.
""",
}
