from pathlib import Path

import pytest

SNIPPETS = Path(__file__).with_name("snippets")


@pytest.fixture(scope="session")
def snippets():
    """Give the committed snippets of the source packages as the readers want them."""
    return {
        package.name: {
            path.relative_to(package).as_posix(): path.read_bytes()
            for path in sorted(package.rglob("*"))
            if path.is_file()
        }
        for package in SNIPPETS.iterdir()
        if package.is_dir()
    }


@pytest.fixture
def altered(snippets):
    """Give a function that returns the snippets with one member replaced."""

    def alter(package, member, content):
        return snippets | {package: snippets[package] | {member: content}}

    return alter


@pytest.fixture(scope="session")
def arab_snippets(snippets):
    """Give the snippets with the codes of all Arab states, which some readers insist on."""
    member = "package/supplemental/codeMappings.json"
    content = (SNIPPETS / "codeMappings.json").read_bytes()
    return snippets | {"cldr-core": snippets["cldr-core"] | {member: content}}


@pytest.fixture
def arab_altered(arab_snippets):
    """Give a function that returns those snippets with one member replaced."""

    def alter(package, member, content):
        return arab_snippets | {package: arab_snippets[package] | {member: content}}

    return alter


@pytest.fixture(scope="session")
def repository():
    return Path(__file__).resolve().parents[2]
