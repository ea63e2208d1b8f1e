"""What the agencies said of the accepted case, and what the firm keeps of their figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from harborlight.agency.actions import (
    agree_no_news,
    confirm_bulletin,
    enter_bulletin,
    enter_times,
    observe,
    set_priority_date,
)
from harborlight.agency.models import Source, Tracked
from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.config.demo.office import Office
from harborlight.firm.clock import standing_at, today
from harborlight.firm.readers import keep_up_in

# The family line, as an invented firm wrote it down; its source says so.
INVENTED = "Invented for the demonstration"
TABLES = (
    {"F2A": {"all": "2024-02-01", "mexico": "2023-02-01"}, "F1": {"all": "2016-11-08"}},
    {"F2A": {"all": "2024-03-01", "mexico": "2023-03-15"}, "F1": {"all": "2016-10-01"}},
)


def watch_the_agencies(office: Office, case: Case) -> None:
    """Let the accepted case be looked up, and months and times be written down."""
    ada, pat = office["ada"], office["pat"]
    with standing_at(office.days_later(39, hour=16)):
        tracked = Tracked.objects.get(case=case)
        text = "Biometrics Appointment Was Scheduled"
        on = today(office.firm.time_zone) - timedelta(days=1)
        observe(office["paul"], tracked, source=Source.HAND, text=text, on=on)
        wife = next(one for one in parties(ada, case) if one.part == "beneficiary")
        said: Any = {"category": "F2A", "area": "all", "source": INVENTED}
        place = date(on.year - 3, 5, 4)
        set_priority_date(ada, case, person=wife.person, on=place, **said)
        first = on + timedelta(days=60)
        weeks: Any = {"weeks": 4, "channel": "letter", "first_on": first}
        agree_no_news(ada, case, person=wife.person, **weeks)
        months = (_month(on, -1), _month(on, 0))
        for month, table in zip(months, TABLES, strict=True):
            tables = {"final": table, "filing": table}
            made = enter_bulletin(ada, month=month, source=INVENTED, **tables)
            confirm_bulletin(pat, made, seen=made.mark)
        for n, (low, high) in enumerate(((52, 70), (61, 84))):
            known: Any = {
                "published_on": on - timedelta(days=60 - 30 * n),
                "office": "",
            }
            known |= {"form": "I-130", "source": INVENTED}
            enter_times(ada, low=low, high=high, **known)
        keep_up_in(office.firm)


def _month(day: date, more: int) -> date:
    """The first day of a month before or after that of the day."""
    whole = day.year * 12 + day.month - 1 + more
    return date(whole // 12, whole % 12 + 1, 1)
