"""What a person says about how a file is to be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """Hold what is given beside a file, and the sum of its bytes."""

    sha256: str
    sheet: str | None = None
    encoding: str | None = None
    dialect: Mapping[str, Any] = field(default_factory=dict)
    layout: Path | None = None
