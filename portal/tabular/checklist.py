"""The rules of a checklist and of a schema's own checks, looked at before any row is read.

Frictionless is imported for those of its checks that only it can run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.tabular.formula import Formula
from portal.tabular.report import Error
from portal.tabular.rules.compare import Compare
from portal.tabular.rules.custom import OURS as VALIDATA
from portal.tabular.rules.custom import custom_checks
from portal.tabular.rules.dimensions import Dimensions
from portal.tabular.rules.filled import Cohesive, OneOf
from portal.tabular.rules.forbidden import Forbidden
from portal.tabular.rules.harmless import names_in
from portal.tabular.rules.rule import Rule
from portal.tabular.rules.total import Total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.catalog.model import Resource

__all__ = ["Rule", "concerns", "invalid", "rules_of", "unknown_checks"]

OURS = ("resource", "translations")
"""Properties of a check that Frictionless does not know."""
OWN: Mapping[str, type[Compare | Total | Cohesive | OneOf | Forbidden]] = {
    check.type: check for check in (Compare, Total, Cohesive, OneOf, Forbidden)
}
"""The checks that Frictionless does not have, and one that it makes slow."""


def rules_of(
    checks: Sequence[Mapping[str, Any]], resource: Resource, file: str
) -> tuple[list[Rule], list[Error]]:
    """Return the checks that can run, and an error for each of the checklist that cannot.

    The checks that the schema holds itself follow those of the checklist. ``file`` is the
    checklist's path as shown to people.
    """
    rules: list[Rule] = []
    errors: list[Error] = []
    for position, described in enumerate(checks):
        if not concerns(described, resource):
            continue
        pointer = f"/checks/{position}"
        try:
            rules.append(_rule(described, pointer, resource))
        except (SyntaxError, ValueError) as error:
            notes = [error.msg] if isinstance(error, SyntaxError) else error.args
            errors += [invalid(resource, file, pointer, described, str(note)) for note in notes]
    for pointer, _name, form in custom_checks(resource):
        rule = _tried(form, pointer, resource)
        if isinstance(rule, Rule):
            rules.append(rule)
    return rules, errors


def unknown_checks(resource: Resource, file: str) -> list[Error]:
    """Return a warning for each check in a schema that is not known or cannot be run.

    ``file`` is the path of the descriptor, or of the schema, as shown to people.
    """
    warnings = []
    for pointer, name, form in custom_checks(resource):
        note = _tried(form, pointer, resource)
        if isinstance(note, Rule):
            continue
        parameters = {"constraint": "parameters", "note": note} if note else {}
        warnings.append(
            Error(
                "check-unknown",
                file,
                resource.name,
                value=name,
                pointer=pointer,
                parameters=parameters,
            )
        )
    return warnings


def concerns(described: Mapping[str, Any], resource: Resource) -> bool:
    """Tell whether a check is one of this resource's: it names it, or names none."""
    return described.get("resource") in (None, resource.name)


def invalid(
    resource: Resource, file: str, pointer: str, described: Mapping[str, Any], note: str
) -> Error:
    """Say that a check cannot be run."""
    value = described.get("formula") or described.get("type")
    return Error(
        "checklist-invalid",
        file,
        resource.name,
        value=None if value is None else str(value),
        pointer=pointer,
        parameters={"note": note},
    )


def _tried(form: Mapping[str, Any], pointer: str, resource: Resource) -> Rule | str:
    """Return the rule of a check in a schema, or why it cannot be run; nothing if unknown."""
    if not form:
        return ""
    try:
        return _rule(form, pointer, resource)
    except ValueError as error:
        return str(error.args[0])


def _rule(described: Mapping[str, Any], pointer: str, resource: Resource) -> Rule:
    """Make one rule; raises SyntaxError or ValueError, whose arguments say why, where it is none."""
    title = described.get("title")
    type_ = described.get("type", "")
    own = OWN.get(VALIDATA.get(type_, type_))
    if own is not None:
        check = own({**described, "type": own.type}, resource)
        return Rule(check, pointer, title, check.names, check.certain)
    if type_ == Dimensions.type:
        dimensions = Dimensions(described, resource)
        return Rule(
            dimensions, pointer, title, certain=dimensions.certain, at_end=dimensions.at_end
        )
    if type_ == Formula.type:
        if not isinstance(described.get("formula"), str):
            raise ValueError("row-constraint needs a “formula”, which is a text")
        names = frozenset(names_in(described["formula"], resource))
        formula = Formula(described, resource)
        return Rule(formula, pointer, title, names, formula.certain)
    if type_ == "baseline":
        raise ValueError("baseline is always checked")
    return Rule(_check_of_frictionless(described), pointer, title)


def _check_of_frictionless(described: Mapping[str, Any]) -> Any:
    """Return a check of Frictionless; raises ValueError with what it has against it."""
    from frictionless import Check, FrictionlessException  # noqa: PLC0415

    try:
        return Check.from_descriptor({k: v for k, v in described.items() if k not in OURS})
    except FrictionlessException as error:
        raise ValueError(*(one.note for one in error.reasons or [error.error])) from error
