"""The one query grammar of pages, files and API."""
