"""Borders are simplified once, and what is committed is what the pinned package gives."""

import json
from pathlib import Path

import pytest

from scripts.sources import shapes
from scripts.sources.packages import Archive, fetch

NAMES = {"400": "JOR", "010": "ATA"}


def topology(*arcs, geometries):
    """Return arcs of places in degrees as TopoJSON holds them: steps of a tenth."""
    stepped = []
    for arc in arcs:
        x = y = 0
        steps = []
        for right, up in arc:
            steps.append([round(right * 10) - x, round(up * 10) - y])
            x, y = round(right * 10), round(up * 10)
        stepped.append(steps)
    return {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": stepped,
        "objects": {"countries": {"geometries": geometries}},
    }


SQUARE = [(0, 0), (20, 0), (20, 20), (0, 20), (0, 0)]


def test_a_shared_border_is_read_in_both_directions():
    middle = [(20, 20), (20, 0)]
    left = [(20, 0), (0, 0), (0, 20), (20, 20)]
    right = [(20, 20), (40, 20), (40, 0), (20, 0)]
    world = topology(middle, left, right, geometries=[
        {"type": "Polygon", "id": "400", "arcs": [[0, 1]]},
        {"type": "Polygon", "arcs": [[~0, 2]]},
    ])  # fmt: skip

    found = json.loads(shapes.written(world, NAMES)["world.json"])

    assert set(found) == {"JOR", ""}
    assert all(shape.endswith("z") for shape in found.values())


def test_a_ring_over_the_antimeridian_stays_in_one_piece():
    ring = [(170, 0), (179, 0), (-170, 0), (-170, 20), (170, 20), (170, 0)]
    world = topology(ring, geometries=[{"type": "Polygon", "id": "400", "arcs": [[0]]}])

    shape = json.loads(shapes.written(world, NAMES)["world.json"])["JOR"]

    assert max(abs(int(part.split()[0])) for part in shape.replace("-", " -").replace("z", "").split("l")[1:]) < 100  # fmt: skip


def test_what_is_tiny_is_a_square_and_antarctica_is_left_out():
    dot = [(35, 31), (35.1, 31), (35.1, 31.1), (35, 31)]
    world = topology(dot, SQUARE, geometries=[
        {"type": "MultiPolygon", "id": "400", "arcs": [[[0]]]},
        {"type": "Polygon", "id": "010", "arcs": [[1]]},
    ])  # fmt: skip

    found = json.loads(shapes.written(world, NAMES)["world.json"])

    assert list(found) == ["JOR"]
    assert found["JOR"].endswith("h3v3h-3z")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ([(0, 0), (1, 0.01), (2, 0)], [(0, 0), (2, 0)]),
        ([(0, 0), (1, 1), (2, 0)], [(0, 0), (1, 1), (2, 0)]),
        ([(0, 0), (1, 1)], [(0, 0), (1, 1)]),
    ],
)
def test_a_line_keeps_the_places_that_it_needs(line, kept):
    assert shapes.simplified(line, 0.1) == kept


@pytest.mark.network
def test_the_committed_files_are_what_the_package_gives(tmp_path):
    root = Path(shapes.__file__).parents[2]
    archive = Archive(fetch(shapes.WORLD_ATLAS, root / "build" / "sources"))

    written = shapes.written(json.loads(archive[shapes.MEMBER]), shapes.names(root))

    for name, content in written.items():
        assert (shapes.SHAPES / name).read_text("utf-8") == content
