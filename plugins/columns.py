"""Refuse a filter on a column that a table does not have.

SQLite reads an unknown name in double quotes as a text, so Datasette would answer with all rows
or with none, and the numbers would be wrong in silence.
"""

from datasette import hookimpl

from portal.exceptions import QueryError
from portal.query.text import nearest, shown


@hookimpl
def filters_from_request(request, database, table, datasette):
    """Check the columns of the address before Datasette filters by them."""

    async def check():
        columns = await datasette.get_database(database).table_columns(table)
        for name in request.args:
            if name.startswith("_") and "__" not in name:
                continue
            if name in columns or name.rpartition("__")[0] in columns:
                continue
            column = name.rpartition("__")[0] or name
            near = nearest(column, columns)
            hint = f" Did you mean {near}?" if near else ""
            raise QueryError("unknown-column", name, f"No column {shown(column)}.{hint}", near)

    return check
