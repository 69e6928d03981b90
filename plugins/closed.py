"""Let everybody read the tables of ``data.db`` and nothing else.

Datasette asks here after it has undone every spelling of a name. What is forbidden does not
exist for a reader: plugins/errors.py answers 404.
"""

from datasette import hookimpl


@hookimpl(trylast=True)
def permission_allowed(datasette, action, resource):
    """Decide every action; being last, this decision is the one that counts."""

    async def decide():
        if action == "view-instance":
            return True
        if action != "view-table":
            return False
        database, table = resource
        if database != "data" or table.startswith("sqlite_"):
            return False
        return await datasette.get_database("data").table_exists(table)

    return decide
