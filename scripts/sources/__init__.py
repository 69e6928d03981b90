"""Read the foreign files that the demonstration datasets are made of, one small module a dataset.

They live under ``scripts/`` and not under ``portal/`` because the core knows no publisher, no
country and no format but its own: another portal replaces this folder with readers of its own,
or has none. Every module offers the same three things: ``PACKAGES``, the pinned packages that
it reads; ``COLUMNS``, the header of the CSV file; and ``rows``, a pure function from the members
of those packages to the rows of the file. ``FORM`` comes with a file that is not UTF-8 with
commas. Nothing else here touches the network or the disk, but ``public_holidays``, whose source
is a program and not a table.

The rule of all of them: a value in the source is handled, explicitly ignored (by a constant
that says why), or it raises ``SourceError``. Nothing is skipped in silence.
"""
