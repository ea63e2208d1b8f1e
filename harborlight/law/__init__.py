"""The book: what the government requires, as dated and cited data, and the arithmetic that reads it."""
