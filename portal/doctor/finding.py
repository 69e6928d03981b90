"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FINE, DOUBTFUL, BAD = "fine", "doubtful", "bad"


@dataclass(frozen=True)
class Finding:
    """Hold the result of one check; ``portal.doctor.words`` has the sentence and the remedy."""

    check: str
    state: str
    """``fine``, ``doubtful`` or ``bad``."""
    parameters: Mapping[str, str] = field(default_factory=dict)
