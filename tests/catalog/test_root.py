import pytest

from portal.exceptions import RootError
from portal.root import find_root


def test_the_nearest_folder_upwards_is_the_root(tmp_path):
    (tmp_path / "metadata.json").touch()
    below = tmp_path / "datasets" / "people"
    below.mkdir(parents=True)

    assert find_root(below, None) == tmp_path


def test_the_given_folder_is_the_root_wherever_one_stands(tmp_path):
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metadata.json").touch()

    assert find_root(tmp_path / "here", tmp_path / "there") == tmp_path / "there"


@pytest.mark.parametrize("given", [True, False], ids=["given", "searched"])
def test_without_settings_there_is_no_root(tmp_path, given):
    with pytest.raises(RootError, match=r"metadata\.json"):
        find_root(tmp_path, tmp_path if given else None)


@pytest.mark.parametrize("name", ["a#b", "a?b", "a%41b", "a%ffb"])
def test_a_path_that_sqlite_would_read_as_an_address_is_refused(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "metadata.json").touch()

    with pytest.raises(RootError, match="Rename or move the folder"):
        find_root(tmp_path / name, None)


@pytest.mark.parametrize("name", ["a b", "100% sure", "بيانات", "a&b"])
def test_other_paths_are_fine(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "metadata.json").touch()

    assert find_root(tmp_path / name, None).name == name
