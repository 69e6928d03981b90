"""Rows in, the two SQLite files of the contract out."""
