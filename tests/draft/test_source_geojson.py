"""GeoJSON: a row a feature, a column a property, and where it is; nothing is lost."""

import json

import pytest

from portal.draft.sources import read
from portal.exceptions import DraftError


def feature(properties, shape, **more):
    return {"type": "Feature", "properties": properties, "geometry": shape, **more}


def point(*coordinates):
    return {"type": "Point", "coordinates": coordinates}


def written(folder, features, **more):
    path = folder / "مواقع.geojson"
    content = {"type": "FeatureCollection", **more, "features": features}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_points_become_longitude_and_latitude(tmp_path):
    features = [
        feature({"الاسم": "عمّان", "code": "01", "n": 5.0, "open": True}, point(35.91, 31.95)),
        feature({"الاسم": "إربد", "list": ["أ", 1.5]}, None),
        feature(None, point(36, 32.5)),
    ]

    source = read(written(tmp_path, features))

    assert source.format == "geojson"
    assert source.grid.rows == [
        ["الاسم", "code", "n", "open", "list", "longitude", "latitude"],
        ["عمّان", "01", "5", "true", "", "35.91", "31.95"],
        ["إربد", "", "", "", '["أ",1.5]', "", ""],
        ["", "", "", "", "", "36", "32.5"],
    ]


def test_number_keeps_all_its_digits(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(
        '{"type": "Feature", "id": 1234567890123456789, "geometry": null,'
        ' "properties": {"n": 12345678901234567.125, "m": 1E-7}}'
    )

    assert read(path).grid.rows == [
        ["id", "n", "m"],
        ["1234567890123456789", "12345678901234567.125", "0.0000001"],
    ]


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "LineString", "coordinates": [[35.5, 31.0], [36.0, 32.0]]},
        point(35.91, 31.95, 800.5),
        {"type": "Point", "coordinates": []},
    ],
)
def test_shape_that_two_numbers_do_not_tell_is_kept_whole(tmp_path, shape):
    rows = read(
        written(tmp_path, [feature({"a": 1}, shape), feature({"a": 2}, point(1, 2))])
    ).grid.rows

    assert rows[0] == ["a", "longitude", "latitude", "geojson"]
    assert json.loads(rows[1][3]) == json.loads(json.dumps(shape))


def test_coordinates_of_another_system_are_not_called_degrees(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28191"}}

    rows = read(
        written(tmp_path, [feature({"a": 1}, point(170251.5, 126867.9))], crs=crs)
    ).grid.rows

    assert rows == [["a", "x", "y"], ["1", "170251.5", "126867.9"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b'{"type": "FeatureCollection", "feat', "cut off", id="cut off"),
        pytest.param(b'{"a": 1}\n{"a": 2}\n', "several JSON values", id="one a line"),
        pytest.param(b'{"type": "Topology"}', "no GeoJSON with features", id="another JSON"),
        pytest.param(b'{"type": "FeatureCollection", "features": []}', "no features", id="empty"),
        pytest.param(
            b'{"type": "FeatureCollection", "features": [5]}', "feature 1", id="no feature"
        ),
        pytest.param(
            '{"type": "FeatureCollection", "features": ["ع"]}'.encode("cp1256"),
            "not in UTF-8",
            id="encoding",
        ),
    ],
)
def test_what_is_no_geojson_is_said(tmp_path, content, sentence):
    path = tmp_path / "a.geojson"
    path.write_bytes(content)

    with pytest.raises(DraftError, match=sentence):
        read(path)
