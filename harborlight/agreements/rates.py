"""What an hour of somebody's costs on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from harborlight.agreements.models import Rate


@dataclass(frozen=True)
class Rates:
    """Rates of the firm, the newest first."""

    rows: tuple[Rate, ...]

    @classmethod
    def all(cls) -> Rates:
        return cls(tuple(Rate.objects.order_by("-from_on", "-set_at")))

    def of(self, user: UUID, work: str, on: date) -> int | None:
        """Whole cents: their own rate, else everybody's; None: nobody has said."""
        held = [one for one in self.rows if one.work == work and one.from_on <= on]
        own = (one.cents for one in held if one.user_id == user)
        of_all = (one.cents for one in held if one.user_id is None)
        return next(own, None) or next(of_all, None)


def rate_of(user: UUID, work: str, on: date) -> int | None:
    """What an hour costs on that day, as `Rates.of`."""
    return Rates.all().of(user, work, on)
