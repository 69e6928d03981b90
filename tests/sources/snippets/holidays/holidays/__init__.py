"""A stand-in for the package holidays: the part of its interface that our program uses.

Jordan has three holidays, two of them on one day, in its own language Arabic; the State of
Palestine one that is only an estimate when that is asked for; the others have none.
"""

from datetime import date

import dateutil
import six

ENGLISH = {"عيد الاستقلال": "Independence Day", "عيد الأضحى": "Eid al-Adha", "يوم عرفة": "Arafah"}
DAYS = {
    "JO": {
        date(2026, 5, 25): "عيد الأضحى (تقديري); عيد الاستقلال",
        date(2026, 5, 26): "عيد الاستقلال (يوم تعويضي)",
        date(2026, 5, 27): "يوم عرفة (يوم تعويضي تقديري)",
    },
    "PS": {date(2026, 5, 27): "Eid al-Adha (estimated)"},
}


class Holidays(dict):
    """One state; the State of Palestine has no languages here, as the Comoros have none."""

    def __init__(self, state, years, language, *, islamic_show_estimated):
        assert dateutil.HERE
        assert six.HERE
        self.language = language
        arabic = state == "JO"
        self.supported_languages = ("ar", "en_US") if arabic else ()
        self.default_language = "ar" if arabic else None
        self.estimated_label = "%s (تقديري)" if arabic else "%s (estimated)"
        if arabic:
            self.observed_label = "%s (يوم تعويضي)"
            self.observed_estimated_label = "%s (يوم تعويضي تقديري)"
        if years and islamic_show_estimated:
            super().__init__(DAYS.get(state, {}))

    def get_list(self, day):
        return self[day].split("; ")

    def tr(self, name):
        return ENGLISH.get(name, name) if self.language == "en_US" else name


def country_holidays(state, years=None, language=None, *, islamic_show_estimated=False):
    return Holidays(state, years, language, islamic_show_estimated=islamic_show_estimated)
