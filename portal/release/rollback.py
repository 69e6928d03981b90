"""Bring back the content of an older release."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from portal.catalog.site import site_of
from portal.exceptions import RequestError
from portal.release.catalog_db import write_versions, write_withdrawn
from portal.release.disk import Disk
from portal.release.last_good import require_contract
from portal.release.records import dump, hash_file
from portal.release.store import Release, release_name
from portal.release.workplace import Workplace

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from portal.catalog.model import Site
    from portal.release.archive import Archive


def roll_back(root: Path, name: str | None, now: datetime, *, disk: Disk | None = None) -> Release:
    """Bring back the content of an older release, the one before the current by default.

    The content becomes a release of its own, newer than the current one, so that readers
    notice the switch and every version that was published since stays at its address.
    """
    workplace = Workplace(root, disk or Disk())
    with workplace.writing():
        store, archive, disk = workplace.store, workplace.archive, workplace.disk
        current = store.current()
        older = [release for release in store.releases() if release != current]
        if current is None or not older:
            raise RequestError("There is no older release to go back to")
        source = store.find(name) if name else older[0]
        require_contract(source)
        manifest = source.manifest
        withdrawn = archive.withdrawn()
        gone = [n for n in manifest["datasets"] if n in withdrawn]
        if gone:
            raise RequestError(
                f"{source.name} holds {', '.join(gone)}, withdrawn since; a rollback would publish"
                " it again. Choose a later release, or readmit it first"
            )
        stamp = f"{now:%Y-%m-%dT%H:%M:%SZ}"
        new = release_name(now, manifest["content_hash"], current.name)
        target = store.begin(new)
        for path in sorted(source.folder.rglob("*")):
            copy = target / path.relative_to(source.folder)
            if path.is_dir():
                disk.make_folder(copy)
            elif path.name not in {"catalog.db", "manifest.json"}:
                disk.copy(path, copy)
        shutil.copyfile(source.folder / "catalog.db", target / "catalog.db")
        with closing(sqlite3.connect(target / "catalog.db")) as connection:
            connection.execute("attach ? as previous", (str(current.folder / "catalog.db"),))
            site = site_of(json.loads((source.folder / "metadata.json").read_bytes()))
            _restamp(connection, site, new, stamp, source.name, archive)
        disk.step("catalog.db")
        disk.sync(target / "catalog.db")
        catalog = asdict(hash_file(target / "catalog.db"))
        restored = {
            "release": new,
            "built_at": stamp,
            "restored_from": source.name,
            "previous": current.name,
            "withdrawn": sorted(withdrawn),
            "outputs": manifest["outputs"] | {"catalog.db": catalog},
        }
        disk.write(target / "manifest.json", dump(manifest | restored))
        return workplace.switch(new)


def _restamp(
    connection: sqlite3.Connection,
    site: Site,
    release: str,
    built_at: str,
    source: str,
    archive: Archive,
) -> None:
    """Make a copied ``catalog.db`` that of a new release, with all that the archive knows by now.

    The catalog of the current release is attached as ``previous``.
    """
    connection.execute(
        "update release set id = ?, built_at = ?, restored_from = ?", (release, built_at, source)
    )
    connection.execute("delete from version")
    names = connection.execute("select name from dataset where status != 'withdrawn'").fetchall()
    for (name,) in names:
        former = connection.execute("select name from former_name where dataset = ?", (name,))
        history = archive.history([name, *(old for (old,) in former)])
        write_versions(connection, name, history)
    connection.execute("delete from dataset where status = 'withdrawn'")
    for name, withdrawal in sorted(archive.withdrawn().items()):
        write_withdrawn(connection, site, name, withdrawal, in_previous=True)
    connection.commit()
