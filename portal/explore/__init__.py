"""What an explore page shows of a query: words, links, forms and the table itself."""
