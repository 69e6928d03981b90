"""Excel workbooks: one module writes them, one reads them, for every use."""
