"""Cases beside those that go on: a late one that belongs to another, and one in the archive."""

from __future__ import annotations

from datetime import timedelta

from harborlight.cases.actions import close_case
from harborlight.cases.models import Case
from harborlight.config.demo.office import Office
from harborlight.deadlines.actions import set_deadline
from harborlight.docket.actions import archive_case, link_cases
from harborlight.docket.jobs import tend
from harborlight.docket.models import Link
from harborlight.firm.clock import standing_at, today
from harborlight.firm.readers import keep_up_in

LATE = "Send the answer to the court"
BECAUSE = "The order of the judge, page 2. Invented for the demonstration."


def set_beside(office: Office, old: Case, late: Case, marias: Case) -> None:
    """old: over for weeks and put away, and Maria's goes on from it. late: of the same
    family as hers, and a deadline of it has passed."""
    ada = office["ada"]
    zone = office.firm.time_zone
    with standing_at(office.days_later(30)):
        close_case(ada, old, on=today(zone))
        keep_up_in(office.firm)
    with standing_at(office.days_later(50)):
        archive_case(ada, old, on=today(zone))
        due = today(zone) + timedelta(days=6)
        set_deadline(ada, late, title=LATE, due_on=due, because=BECAUSE)
        keep_up_in(office.firm)
    with standing_at(office.days_later(53)):
        link_cases(ada, marias, other=old, kind=Link.Kind.FOLLOWS)
        link_cases(ada, late, other=marias, kind=Link.Kind.FAMILY)
        keep_up_in(office.firm)
    # The days went by: what they made pressing is weighed as each hour weighs it.
    tend(office.clock, today(zone))
