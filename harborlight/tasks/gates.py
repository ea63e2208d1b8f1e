"""What a task that is not accepted keeps from happening in its case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from harborlight.cases.gates import holds
from harborlight.cases.models import Case
from harborlight.tasks.models import State, Task


@holds("tasks")
def why_held(case: Case, step: str) -> str:
    """Which tasks of this case are to be accepted before this step; "": none."""
    rows = Task.objects.filter(case=case, gate=step, lifted_at__isnull=True)
    # What was given up as the case was closed holds it still: to close a case, and to open
    # it again, accepts nothing. Nobody else can withdraw what holds something.
    rows = rows.exclude(state=State.ACCEPTED)
    names = [task.called for task in rows.order_by("set_at", "pk")]
    if not names:
        return ""
    return _("To be accepted first: %(tasks)s.") % {"tasks": "; ".join(names)}
