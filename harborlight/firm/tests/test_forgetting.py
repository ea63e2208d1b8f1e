"""What the firm forgets by itself, and what it keeps."""

from __future__ import annotations

from datetime import timedelta

from harborlight.firm.actions import change_firm
from harborlight.firm.clock import now, standing_at
from harborlight.firm.jobs import forget_old_notices
from harborlight.firm.models import Event, Notice
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from tests.cast import join


def test_a_notice_goes_after_a_year_and_what_it_told_of_stays(harbor, pat, clock):
    join(harbor, "Fay", Role.FIRM_ADMINISTRATOR)
    with standing_at(now() - timedelta(days=366)):
        change_firm(pat, harbor, name="Harbor & Sons")
    change_firm(pat, harbor, name="Harbor")
    keep_up_in(harbor)
    told, events = Notice.objects.filter(kind="firm.changed"), Event.objects.count()
    old, new = told.order_by("at")
    assert forget_old_notices(clock) == 1
    assert told.get() == new != old
    assert Event.objects.count() == events
    assert forget_old_notices(clock) == 0
