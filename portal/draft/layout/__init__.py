"""What the rows and columns of a sheet are, and what may be repaired in them as wholes."""

from portal.draft.layout.arrange import (
    Arranged,
    arranged,
    dialect_of,
    filled,
    written_labels,
)
from portal.draft.layout.find import layout_of
from portal.draft.layout.labels import labels_of, raw_labels_of
from portal.draft.layout.repairs import repairs_of

__all__ = [
    "Arranged",
    "arranged",
    "dialect_of",
    "filled",
    "labels_of",
    "layout_of",
    "raw_labels_of",
    "repairs_of",
    "written_labels",
]
