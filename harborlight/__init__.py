"""Harborlight: the office of an immigration law firm, and the waiting room of its clients."""
