"""Datasets in, an immutable release and an archive out."""
