r"""Read GeoJSON: a row for each feature, a column for each property, and where it is.

The columns are those of csvkit's ``in2csv`` (``id`` first; ``longitude`` and ``latitude`` of points,
``geojson`` of other shapes last), without the ones that say nothing new. Not by ``in2csv`` itself: it
fails at a feature without properties, writes lists and truth values as Python does, and Arabic
letters in them as ``\u0639``.
Source: RFC 7946.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from portal.draft.model import Grid, Source
from portal.draft.sources.numbers import shortest
from portal.exceptions import DraftError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portal.draft.sources.asked import Asked

DEGREES = ("CRS84", "4326")
"""How the names end of systems whose coordinates are longitude and latitude, in this order or so used."""


def read_geojson(path: Path, asked: Asked) -> Source:
    """Return the features of a file; raise DraftError where it is no GeoJSON, or is damaged.

    Nothing is lost: where a shape is no point, or a point has a height, the column ``geojson`` holds
    it whole.
    """
    features, labels = _features(path)
    properties = [one.get("properties") or {} for one in features]
    named = list(dict.fromkeys(name for found in properties for name in found))
    columns: list[tuple[str, Sequence[str]]] = []
    if any("id" in one for one in features):
        columns.append(("id", [_text(one.get("id")) for one in features]))
    columns += [(name, [_text(found.get(name)) for found in properties]) for name in named]
    shapes = [one.get("geometry") for one in features]
    points = [_point(shape) for shape in shapes]
    if any(points):
        columns += [
            (label, [_text(point[place]) if point else "" for point in points])
            for place, label in enumerate(labels)
        ]
    if any(
        shape and not _is_told(shape, point) for shape, point in zip(shapes, points, strict=True)
    ):
        columns.append(("geojson", [_json(shape) if shape else "" for shape in shapes]))
    rows = [[label for label, _ in columns]]
    rows += [list(row) for row in zip(*(cells for _, cells in columns), strict=True)]
    return Source(
        path, asked.sha256, "geojson", Grid(rows), encoding="utf-8", encoding_reason="utf-8"
    )


def _features(path: Path) -> tuple[list[Mapping[str, Any]], tuple[str, str]]:
    """Return the features of a file, and what their coordinates are called."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise DraftError(
            f"{path.name} is not in UTF-8 (byte {error.start}), as GeoJSON must be. Save it so."
        ) from error
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            raise DraftError(
                f"{path.name} holds several JSON values, not the one of a GeoJSON file. Ask the "
                "source for CSV or for one FeatureCollection."
            ) from error
        raise DraftError(
            f"{path.name} is damaged or cut off: {error.msg} (line {error.lineno}, column "
            f"{error.colno}). Was it downloaded completely?"
        ) from error
    except (RecursionError, ValueError) as error:
        raise DraftError(f"{path.name} is no GeoJSON: {error}.") from error
    found = content if isinstance(content, dict) else {}
    features = [found] if found.get("type") == "Feature" else found.get("features")
    if found.get("type") not in {"Feature", "FeatureCollection"} or not isinstance(features, list):
        raise DraftError(
            f"{path.name}: This is JSON, but no GeoJSON with features. Ask the source for CSV, or "
            "convert it: a row for each object, a column for each property."
        )
    for number, one in enumerate(features, 1):
        if not isinstance(one, dict) or not all(
            isinstance(one.get(name) or {}, dict) for name in ("properties", "geometry")
        ):
            raise DraftError(
                f"{path.name}: feature {number} has no properties as GeoJSON has them."
            )
    if not features:
        raise DraftError(f"{path.name} has no features.")
    return features, ("longitude", "latitude") if _in_degrees(found) else ("x", "y")


def _in_degrees(found: Mapping[str, Any]) -> bool:
    """Tell whether coordinates are degrees, as they are unless an older file says otherwise."""
    crs = found.get("crs")
    if not isinstance(crs, dict):
        return True
    properties = crs.get("properties")
    name = properties.get("name") if isinstance(properties, dict) else None
    return isinstance(name, str) and name.endswith(DEGREES)


def _point(shape: Mapping[str, Any] | None) -> Sequence[Any] | None:
    """Return the coordinates of a point."""
    if not shape or shape.get("type") != "Point":
        return None
    found = shape.get("coordinates")
    if not isinstance(found, list) or len(found) < 2:
        return None
    return found if all(isinstance(one, Decimal | int) for one in found) else None


def _is_told(shape: Mapping[str, Any], point: Sequence[Any] | None) -> bool:
    """Tell whether two coordinates say all of a shape."""
    return point is not None and len(point) == 2 and not shape.keys() - {"type", "coordinates"}


def _text(value: Any) -> str:
    """Return a property as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return shortest(value)
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=float)
