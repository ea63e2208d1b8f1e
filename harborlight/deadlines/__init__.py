"""Dates that must be met: where each comes from, who meets it, what happens if not."""
