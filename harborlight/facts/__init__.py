"""What we know of each person and case, value by value, and where each came from."""
