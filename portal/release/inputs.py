"""What decides about a release: files, defaults, software; and how it is told whether any has changed."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING

import portal
from portal.database.writing import SCHEMA
from portal.release.candidate import candidate_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.catalog.described import Described
    from portal.catalog.model import Site
    from portal.release.archive import Archive
    from portal.release.candidate import Candidate


def identify(site: Site, described: Iterable[Described]) -> tuple[Candidate, ...]:
    """Return what lies in ``datasets/`` identified by its files, and not checked yet."""
    decisive = environment(site)
    return tuple(candidate_of(one, decisive) for one in described)


def inputs_hash(site: Site, candidates: Iterable[Candidate], archive: Archive) -> str:
    """Return one SHA-256 over everything that decides what a release will hold.

    Its parts: the files of every dataset and what is wrong in its descriptor, what is
    withdrawn, ``metadata.json`` and the software. For candidates that were not checked yet.
    """
    parts = {
        "site": site.descriptor,
        "environment": environment(site),
        "datasets": sorted(
            (one.folder.name, one.fingerprint, str(one.reports[0].errors)) for one in candidates
        ),
        "withdrawn": str(archive.withdrawn()),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def software_versions() -> dict[str, str]:
    """Return the versions of what checks and writes the data."""
    libraries = ("datasette", "frictionless", "sqlite-utils")
    return {
        "open-data-portal": portal.__version__,
        "contract": hashlib.sha256(SCHEMA.read_bytes()).hexdigest()[:12],
        **{name: installed_version(name) for name in libraries},
    }


def environment(site: Site) -> str:
    """Return one SHA-256 over what decides about a dataset besides its files: software, defaults."""
    keys = ("publisher", "contactPoint", "topics")
    defaults = [site.languages[0], {key: site.descriptor.get(key) for key in keys}]
    parts = [software_versions(), defaults]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
