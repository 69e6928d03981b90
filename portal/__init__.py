"""The core of the portal: what a catalog, a table, a release and a report are."""

__version__ = "0.3.0"
