"""The rules of a checklist: Frictionless' own checks, looked at before any row is read."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import simpleeval  # type: ignore[import-untyped]
from frictionless import Check, FrictionlessException

from portal.tabular.formula import Formula
from portal.tabular.report import Error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portal.catalog.model import Resource

OURS = ("resource", "translations")
"""Properties of a check that Frictionless does not know."""
FORMULA_LIMIT = 1_000
"""Characters of a formula."""
EXPONENT_LIMIT = 10
"""simpleeval computes 4000000 ** 4000000 if asked, for every row."""
NUMERIC = frozenset(("boolean", "integer", "number", "year"))
# These make long texts out of short ones; simpleeval does not limit them.
LENGTHENING = frozenset(
    ("center", "encode", "expandtabs", "join", "ljust", "replace", "rjust", "translate", "zfill")
)


@dataclass(frozen=True)
class Rule:
    """Hold one check, ready to run, and what is said about it."""

    check: Any
    """An instance of Frictionless' ``Check``."""
    pointer: str
    title: str | None
    names: frozenset[str]
    """The fields that a formula reads."""


def rules_of(
    checks: Sequence[Mapping[str, Any]], resource: Resource, file: str
) -> tuple[list[Rule], list[Error]]:
    """Return the checks that can run, and an error for each that cannot.

    ``file`` is the checklist's path as shown to people.
    """
    rules: list[Rule] = []
    errors: list[Error] = []
    for position, described in enumerate(checks):
        if not concerns(described, resource):
            continue
        pointer = f"/checks/{position}"
        try:
            rules.append(_rule(described, pointer, resource))
        except FrictionlessException as error:
            notes = [one.note for one in error.reasons or [error.error]]
            errors += [invalid(resource, file, pointer, described, note) for note in notes]
        except (SyntaxError, ValueError) as error:
            note = error.msg if isinstance(error, SyntaxError) else str(error)
            errors.append(invalid(resource, file, pointer, described, note))
    return rules, errors


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


def _rule(described: Mapping[str, Any], pointer: str, resource: Resource) -> Rule:
    """Make one rule; raises FrictionlessException, SyntaxError or ValueError where it is none."""
    names: frozenset[str] = frozenset()
    if described.get("type") == "baseline":
        raise ValueError("baseline is always checked")
    check = Check.from_descriptor({k: v for k, v in described.items() if k not in OURS})
    if check.type == "row-constraint":
        names = frozenset(_names(described["formula"], resource))
        return Rule(Formula(check), pointer, described.get("title"), names)
    return Rule(check, pointer, described.get("title"), names)


def _names(formula: str, resource: Resource) -> Iterator[str]:
    """Yield the fields that a formula reads; raises where it can never be computed."""
    if len(formula) > FORMULA_LIMIT:
        raise ValueError(f"a formula has at most {FORMULA_LIMIT} characters")
    nodes = list(ast.walk(ast.parse(formula.strip(), mode="eval")))
    evaluator = simpleeval.EvalWithCompoundTypes()
    known = {field.name for field in resource.schema.fields}
    own = {node.id for node in nodes if isinstance(node, ast.Name) and _is_bound(node)}
    for node in nodes:
        if isinstance(node, ast.expr) and (
            type(node) not in evaluator.nodes or isinstance(node, ast.JoinedStr)
        ):
            raise ValueError(f"{type(node).__name__} is not allowed in a formula")
        if isinstance(node, ast.Attribute) and node.attr in LENGTHENING:
            raise ValueError(f"{node.attr} is not allowed in a formula")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            _check_exponent(node.right)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            _check_remainder(node.left, resource)
        if not isinstance(node, ast.Name) or node.id in own or node.id in evaluator.functions:
            continue
        if node.id not in known:
            raise ValueError(f"there is no field {node.id}")
        yield node.id


def _is_bound(node: ast.Name) -> bool:
    """Tell whether a name is the variable of a comprehension."""
    return isinstance(node.ctx, ast.Store)


def _check_exponent(node: ast.expr) -> None:
    """Refuse powers that are not small and known."""
    value = node.value if isinstance(node, ast.Constant) else None
    if not isinstance(value, (int, float)) or value > EXPONENT_LIMIT:
        raise ValueError(f"an exponent is a number up to {EXPONENT_LIMIT}")


def _check_remainder(left: ast.expr, resource: Resource) -> None:
    """Refuse % after a text: '%9999999999d' % 1 writes a text of that length."""
    numeric = {field.name for field in resource.schema.fields if field.type in NUMERIC}
    for node in ast.walk(left):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        named = isinstance(node, ast.Name) and node.id not in numeric | {"int", "float"}
        if text or named or isinstance(node, ast.Attribute):
            raise ValueError("% is allowed after numbers only")
