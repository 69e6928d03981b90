"""The words of pictures that are no sentence about figures: why a view is not drawn, and marks."""

from __future__ import annotations

from portal.language.catalogs import mark as _

REFUSALS = {
    "unknown-type": _("The portal cannot draw this type of view: %(about)s."),
    "unknown-table": _("The view names a table that the dataset does not have: %(about)s."),
    "unknown-column": _("The view names a column that its rows do not have: %(about)s."),
    "bad-query": _("The rows of the view cannot be found; the fault is in: %(about)s."),
    "aggregation-refused": _(
        "Not drawn: what would be calculated does not add up by what the publisher says of the"
        " column, or its unit differs by row."
    ),
    "no-part": _("The view does not say which column it draws as: %(about)s."),
    "no-measure": _("Not drawn: the column is no measured value: %(about)s."),
    "no-time": _("Not drawn as a line: the column is no reference time: %(about)s."),
    "no-places": _("Not drawn: a map of places needs a latitude and a longitude in degrees."),
    "not-two": _("Not drawn: exactly two values are needed in the column: %(about)s."),
    "below-zero": _("Not drawn: a pyramid has no values below zero: %(about)s."),
    "mixed-units": _("Not drawn: the values of this column are in different units: %(about)s."),
    "several-values": _(
        "Not drawn: several rows fall on one place, and adding them up was not asked for: %(about)s."
    ),
    "too-many": _("Not drawn: the view has more rows than fit into a picture: %(about)s."),
    "crosses-projections": _(
        "Not drawn: the values would be added up over years that are projections: %(about)s."
    ),
    "crosses-break": _(
        "Not drawn: the values would be added up over a break, before and after which they cannot"
        " be compared: %(about)s."
    ),
    "no-rows": _("There is no value to show."),
    "too-slow": _("Not drawn: this takes too long. Narrow it with a filter."),
    "no-map": _(
        "There is no map of this table: it has no column of countries, and no latitude and longitude."
    ),
    "not-countries": _("Not drawn: no value of the column is a country of the map: %(about)s."),
    "breaks-everywhere": _(
        "Not drawn as a line: by the publisher, no value can be compared with that of another"
        " time: %(about)s."
    ),
}
"""By the code of a ViewError."""
SIZES = ((10**9, _("in billions")), (10**6, _("in millions")))
"""By what the numbers on an axis are divided, and how the axis says so."""
