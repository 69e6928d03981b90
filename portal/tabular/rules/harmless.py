"""Refuse formulas that can never be computed, or that would keep a machine busy for ever."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import simpleeval  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.catalog.model import Resource

FORMULA_LIMIT = 1_000
"""Characters of a formula."""
EXPONENT_LIMIT = 10
"""simpleeval computes 4000000 ** 4000000 if asked, for every row."""
NUMERIC = frozenset(("boolean", "integer", "number", "year"))
# These make long texts out of short ones; simpleeval does not limit them.
LENGTHENING = frozenset(
    ("center", "encode", "expandtabs", "join", "ljust", "replace", "rjust", "translate", "zfill")
)


def names_in(formula: str, resource: Resource) -> Iterator[str]:
    """Yield the fields that a formula reads.

    Raises SyntaxError or ValueError where it can never be computed.
    """
    if len(formula) > FORMULA_LIMIT:
        raise ValueError(f"a formula has at most {FORMULA_LIMIT} characters")
    try:
        nodes = list(ast.walk(ast.parse(formula.strip(), mode="eval")))
    except (MemoryError, RecursionError):
        raise ValueError("the formula is nested too deeply") from None
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
