import pytest

from portal.http.explore import explore
from portal.http.paths import NOWHERE


@pytest.mark.parametrize(
    ("path", "reaches"),
    [
        ("/data/towns", "/data/towns"),
        ("/data/towns.csv", "/data/towns.csv"),
        ("/data/towns.xlsx", "/data/towns.xlsx"),
        ("/data/towns.svg", "/data/towns.svg"),
        ("/data/towns.json", "/data/towns.json"),
        ("/data/towns/C~2E3", "/data/towns/C~2E3"),
        ("/data/counts/A1,2020", "/data/counts/A1,2020"),
        ("/data/towns.blob", NOWHERE),
        ("/data/towns/A1.json", NOWHERE),
        ("/data/towns/A1.blob", NOWHERE),
        ("/data/towns/~00", NOWHERE),
        ("/data/towns/~FF", NOWHERE),
        ("/data/to~77ns", NOWHERE),
        ("/data/[x]", NOWHERE),
        ("/data/towns/a/b", NOWHERE),
        ("/data", "/data"),
        ("/data/", "/data/"),
        ("/dataset/x", "/dataset/x"),
    ],
)
def test_paths(ask, page, path, reaches):
    inner = page()

    ask(explore(inner), path)

    assert [scope["path"] for scope in inner.asked] == [reaches]
