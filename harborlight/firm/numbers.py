"""Numbers that buttons and addresses bring along."""

from __future__ import annotations

# More digits than any number here has; far more of them, and Python refuses to read it.
_LONGEST = 9


def whole(said: str | None, otherwise: int = -1) -> int:
    """The whole number that stands there, from 0 on; `otherwise` where none does."""
    is_one = said and len(said) <= _LONGEST and said.isdecimal()
    return int(said) if said and is_one else otherwise
