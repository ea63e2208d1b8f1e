"""The waiting room: every page a client sees."""
