"""The rows that a query finds, as files to take away."""
