"""The rooms import in one direction, and a server needs no checker (docs/decisions/1)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("portal", "scripts", "plugins")
FORBIDDEN = {
    "portal": {"scripts", "plugins", "datasette", "click", "granian"},
    "scripts": {"plugins"},
    "plugins": {"scripts", "plugins", "click"},
}
ONLY_FOR_PUBLISHING = {
    "adbc_driver_sqlite",
    "csvkit",
    "frictionless",
    "jsonschema",
    "openpyxl",
    "polars",
    "rich",
    "sqlite_utils",
    "xlsxwriter",
}


def sources(room):
    return sorted((ROOT / room).rglob("*.py"))


def imports(path):
    """Yield the full name of everything that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_in_one_direction(room):
    assert sources(room)

    wrong = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in sources(room)
        for name in imports(path)
        if name.split(".")[0] in FORBIDDEN[room]
    }

    assert wrong == set()


@pytest.mark.parametrize("path", sources("plugins"), ids=lambda path: path.stem)
def test_a_plugin_keeps_no_state(path):
    tree = ast.parse(path.read_text("utf-8"))

    names = {ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Global | ast.Nonlocal)}
    mutable = [
        ast.unparse(node)
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.List | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)
    ]

    assert (names, mutable) == (set(), [])
    assert not path.stem.startswith("_"), "Datasette registers it as a plugin all the same"


@pytest.mark.parametrize("path", sources("plugins"), ids=lambda path: path.stem)
def test_what_a_plugin_imports_needs_no_checker(path):
    names = sorted({name for name in imports(path) if name.split(".")[0] == "portal"})
    modules = [name for name in names if is_module(name)]
    code = "import importlib, sys\n" + "".join(
        f"importlib.import_module({name!r})\n" for name in modules
    )
    code += f"print(sorted({ONLY_FOR_PUBLISHING!r} & set(sys.modules)))"

    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert printed.stdout.strip() == "[]"


def is_module(name):
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize(
    "path", [path for room in ROOMS for path in sources(room)], ids=lambda path: path.as_posix()
)
def test_a_file_is_read_in_one_sitting(path):
    assert len(path.read_text("utf-8").splitlines()) <= 450
