"""The bank beside the books: statements, what matches, the months, the records."""
