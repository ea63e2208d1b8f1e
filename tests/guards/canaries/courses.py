"""How a case runs: what was decided of its playbook, of needs besides, of days ahead."""

from __future__ import annotations

from datetime import date

from harborlight.firm.actor import Actor
from harborlight.workflow.actions import (
    begin_draft,
    decide_need,
    keep_playbook,
    leave_as_is,
    note_start,
)
from harborlight.workflow.models import NeedDecision
from harborlight.workflow.queries import course_of
from harborlight.workflow.written import newest_of
from tests.whole_case import Begun


def course(begun: Begun, ada: Actor, pat: Actor, word: str) -> None:
    """A newer version of which one thing is left as it is, a need told, a day noted."""
    newest = newest_of(pat, begun.case.kind)
    assert newest is not None
    version = newest.version + 1
    more = {"version": version, "receipt_chase_days": 40 + version}
    keep_playbook(pat, definition={**newest.definition, **more})
    leave_as_is(ada, begun.case, version=version, item="field/receipt_chase_days")
    told = NeedDecision.Decision.TOLD
    found = course_of(ada, begun.case)
    (need,) = found.related
    decide_need(ada, begun.case, need=need, decision=told, words=f"Said {word}")
    (ahead,) = found.follow_ups
    note_start(ada, begun.case, follow_up=ahead, on=date(2026, 5, 2))
    begin_draft(pat, newest)
