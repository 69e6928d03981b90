"""ASGI parts that know no Datasette."""
