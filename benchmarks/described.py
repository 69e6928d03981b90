"""What the flights are said to be: a Table Schema with every kind of constraint, and a package."""

from __future__ import annotations

from typing import Any

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
CARRIERS = [
    *("9E", "AA", "AS", "B6", "DL", "EV", "F9", "FL"),
    *("HA", "MQ", "OO", "UA", "US", "VX", "WN", "YV"),
]
INDEXES: tuple[tuple[str, ...], ...] = (("carrier",), ("origin",), ("dest", "month"))
"""The columns of the three indexes: of two foreign keys and of a declared facet."""


def schema(*, key: bool) -> dict[str, Any]:
    """Return the Table Schema of the flights; with ``key``, of those that have an id."""
    fields = [
        _field("year", "year", required=True, minimum=2013, maximum=2013),
        _field("month", "integer", required=True, minimum=1, maximum=12),
        _field("day", "integer", required=True, minimum=1, maximum=31),
        _field("dep_time", "integer", minimum=1, maximum=2400),
        _field("sched_dep_time", "integer", required=True, minimum=1, maximum=2400),
        _field("dep_delay", "integer", minimum=-60, maximum=1500),
        _field("arr_time", "integer", minimum=1, maximum=2400),
        _field("sched_arr_time", "integer", required=True, minimum=1, maximum=2400),
        _field("arr_delay", "integer", minimum=-100, maximum=1500),
        _field("carrier", "string", required=True, enum=CARRIERS),
        _field("flight", "integer", required=True, minimum=1, maximum=9999),
        _field("tailnum", "string", pattern="[A-Z][0-9A-Z]{3,5}"),
        _field("origin", "string", required=True, enum=["EWR", "JFK", "LGA"]),
        _field("dest", "string", required=True, minLength=3, maxLength=3),
        _field("air_time", "integer", minimum=1, maximum=1000),
        _field("distance", "number", required=True, minimum=1, maximum=5000),
        _field("hour", "integer", required=True, minimum=0, maximum=23),
        _field("minute", "integer", required=True, minimum=0, maximum=59),
        _field("time_hour", "datetime", required=True),
    ]
    if not key:
        return {"fields": fields, "missingValues": ["NA"]}
    return {
        "fields": [_field("id", "integer", required=True, minimum=1), *fields],
        "missingValues": ["NA"],
        "primaryKey": ["id"],
    }


def package(name: str, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the descriptor of a package of these resources."""
    licence = {"name": "CC0-1.0"}
    return {
        "$schema": V2,
        "name": name,
        "title": "Flights that left New York City in 2013",
        "licenses": [licence],
        "resources": resources,
    }


def flights(path: str, *, key: bool) -> dict[str, Any]:
    """Return the description of a file of flights alone."""
    return {"name": "flights", "path": path, "encoding": "utf-8", "schema": schema(key=key)}


def related_flights(path: str) -> list[dict[str, Any]]:
    """Return the flights, whose carriers and origins stand in two other files, and those two."""
    described = flights(path, key=True)
    described["schema"]["foreignKeys"] = [
        _reference("carrier", "airlines", "carrier"),
        _reference("origin", "airports", "faa"),
    ]
    described["facets"] = [list(columns) for columns in INDEXES[2:]]
    airlines = [
        _field("carrier", "string", required=True),
        _field("name", "string", required=True),
    ]
    airports = [
        _field("faa", "string", required=True, minLength=3, maxLength=3),
        _field("name", "string", required=True),
        # Eight of them have more digits than a double keeps, so they stay as they are written.
        _field("lat", "string", pattern=r"-?[0-9]+(\.[0-9]+)?"),
        _field("lon", "string", pattern=r"-?[0-9]+(\.[0-9]+)?"),
        _field("alt", "integer"),
        _field("tz", "integer", minimum=-12, maximum=14),
        _field("dst", "string", enum=["A", "N", "U"]),
        _field("tzone", "string"),
    ]
    return [
        described,
        _parent("airlines", airlines, "carrier"),
        _parent("airports", airports, "faa"),
    ]


def _field(name: str, kind: str, **constraints: Any) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind}
    return field | ({"constraints": constraints} if constraints else {})


def _reference(field: str, resource: str, parent: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": [parent]}}


def _parent(name: str, fields: list[dict[str, Any]], key: str) -> dict[str, Any]:
    schema = {"fields": fields, "missingValues": ["NA"], "primaryKey": [key]}
    return {"name": name, "path": f"{name}.csv", "encoding": "utf-8", "schema": schema}
