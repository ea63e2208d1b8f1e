"""A file that comes with a form (its place is ui/arrivals.py)."""

from harborlight.ui.arrivals import Arrival

__all__ = ["Arrival"]
