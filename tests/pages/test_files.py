"""Downloads, and the files of every version."""

import hashlib

import pytest


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/download/visits/visits.csv", "text/csv; charset=utf-8"),
        ("/download/visits/visits.json", "application/json; charset=utf-8"),
        ("/dataset/visits/versions/1/visits.csv", "text/csv"),
        ("/dataset/visits/versions/2/notes/page.html", "application/octet-stream"),
    ],
)
def test_files_are_sent_whole(get, path, media_type):
    response = get(path)
    head = get(path, "HEAD")

    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["content-length"] == str(len(response.content))
    assert response.headers["content-disposition"].startswith("attachment; filename=")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == response.headers["content-length"]


def test_a_version_is_what_its_hash_says(get, prefix):
    content = get("/dataset/visits/versions/1/visits.csv").content

    assert (
        hashlib.sha256(content).hexdigest() in get(prefix("en") + "/dataset/visits/versions/1").text
    )


@pytest.mark.parametrize(
    "path",
    [
        "/download/visits/secret.csv",
        "/download/visits/../../catalog.db",
        "/download/visits/~2e~2e/catalog.db",
        "/dataset/visits/versions/1/page.html",
        "/dataset/visits/versions/3/visits.csv",
        "/dataset/visits/versions/0/visits.csv",
    ],
)
def test_only_what_the_catalog_lists_is_sent(get, path):
    assert get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/download/old-visits/visits.csv", "/download/visits/visits.csv"),
        ("/dataset/old-visits/versions/1/visits.csv", "/dataset/visits/versions/1/visits.csv"),
    ],
)
def test_a_former_name_leads_to_the_present_one(get, path, location):
    response = get(path)

    assert response.status_code == 301
    assert response.headers["location"] == location


@pytest.mark.parametrize(
    "path",
    ["/download/lost/lost.csv", "/dataset/lost/versions/1/lost.csv"],
    ids=["file", "version"],
)
def test_a_file_of_a_withdrawn_dataset_is_gone(get, path):
    assert get(path).status_code == 410
