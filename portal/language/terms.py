"""The vocabulary of the contract in words that people use: types, roles, frequencies, formats."""

from __future__ import annotations

from portal.language.catalogs import mark as _

TYPES = {
    "string": _("text"),
    "integer": _("whole number"),
    "number": _("number"),
    "boolean": _("yes or no"),
    "date": _("date"),
    "time": _("time of day"),
    "datetime": _("date and time"),
    "year": _("year"),
    "yearmonth": _("month"),
    "duration": _("duration"),
    "array": _("list"),
    "list": _("list"),
    "object": _("object"),
    "geojson": _("shape"),
    "geopoint": _("place on the map"),
    "any": _("any value"),
}
ROLES = {
    "dimension": _("what the row is about"),
    "time": _("reference time"),
    "measure": _("measured value"),
    "unit": _("unit of the value"),
    "status": _("status of the value"),
    "label": _("name for a code"),
    "note": _("note"),
}
FREQUENCIES = {
    "ANNUAL": _("every year"),
    "ANNUAL_2": _("twice a year"),
    "ANNUAL_3": _("three times a year"),
    "BIENNIAL": _("every two years"),
    "TRIENNIAL": _("every three years"),
    "QUINQUENNIAL": _("every five years"),
    "DECENNIAL": _("every ten years"),
    "QUARTERLY": _("every quarter"),
    "BIMONTHLY": _("every two months"),
    "MONTHLY": _("every month"),
    "WEEKLY": _("every week"),
    "BIWEEKLY": _("every two weeks"),
    "DAILY": _("every day"),
    "CONT": _("continuously"),
    "UPDATE_CONT": _("continuously"),
    "IRREG": _("at irregular intervals"),
    "AS_NEEDED": _("when needed"),
    "NOT_PLANNED": _("no further update is planned"),
    "NEVER": _("never again"),
    "UNKNOWN": _("unknown"),
}
OPERATORS = {
    "exact": _("is"),
    "not": _("is not"),
    "gt": _("is more than"),
    "gte": _("is at least"),
    "lt": _("is less than"),
    "lte": _("is at most"),
    "contains": _("contains"),
    "notcontains": _("does not contain"),
    "startswith": _("starts with"),
    "endswith": _("ends with"),
    "in": _("is one of"),
    "notin": _("is none of"),
    "arraycontains": _("contains the entry"),
    "isnull": _("is empty"),
    "notnull": _("is not empty"),
    "isblank": _("is empty or an empty text"),
    "notblank": _("is neither empty nor an empty text"),
}
"""By operator of the query grammar (``portal.query.operators``)."""
CONSTRAINTS = {
    "required": _("must have a value"),
    "unique": _("no value occurs twice"),
    "minimum": _("at least %(value)s"),
    "maximum": _("at most %(value)s"),
    "exclusiveMinimum": _("more than %(value)s"),
    "exclusiveMaximum": _("less than %(value)s"),
    "minLength": _("at least %(value)s characters"),
    "maxLength": _("at most %(value)s characters"),
    "pattern": _("written like %(value)s"),
    "enum": _("one of %(value)s"),
}
FILES = {
    "csv": _("for spreadsheets and programs: UTF-8, comma"),
    "json": _("for programs: one object for each row"),
    "corrections": _("what was corrected or withheld, and why"),
}
TIES = {
    "explains": _("explains the codes of"),
    "refers": _("refers to this dataset by"),
    "codes": _("same codes as here"),
    "topic": _("same topic"),
}
"""How another dataset belongs to one: by ``portal.database.read_related.KINDS``."""
TRANSLATION_STATUSES = {
    "source": _("as in the source"),
    "draft": _("draft"),
    "reviewed": _("reviewed"),
}
TEXT_GROUPS = {
    "interface": _("buttons, headings and sentences of the pages"),
    "messages": _("messages about errors in data"),
    "glossary": _("glossary"),
    "country-names": _("names of countries"),
}
"""The groups of ``locales/status.json``."""
ENCODING_REASONS = {
    "bom": _("a byte order mark says so"),
    "utf-8": _("all bytes are valid UTF-8"),
    "declared": _("as the descriptor declares"),
    "guessed": _("guessed from the bytes, to be confirmed in the descriptor"),
}
DIALECT_REASONS = {
    "declared": _("as the descriptor declares"),
    "default": _("the default, as nothing is declared"),
    "guessed": _("guessed from the rows, to be confirmed in the descriptor"),
}
DELIMITERS = {
    ",": _("comma"),
    ";": _("semicolon"),
    "\t": _("tab"),
    "|": _("vertical bar"),
    ":": _("colon"),
    " ": _("space"),
}
