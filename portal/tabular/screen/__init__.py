"""Accept for certain what Frictionless accepts, millions of cells a second.

The judge reads some 40,000 rows a second. So what is certain is decided here by Polars, and only
the other rows are put before the judge. For a column that Polars cannot decide, Frictionless is
asked once for each text. The screen never decides that a row is wrong.
"""

from portal.tabular.screen.field import Screen, screen_of
from portal.tabular.screen.table import Screened, TableScreen, table_screen

__all__ = ["Screen", "Screened", "TableScreen", "screen_of", "table_screen"]
