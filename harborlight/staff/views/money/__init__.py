"""The money of the office and of each case."""
