"""A case among others: what it is linked with, where it went, what is said at its end."""

from __future__ import annotations

from datetime import date

from harborlight.cases.actions import open_case
from harborlight.cases.models import Case
from harborlight.docket.actions import (
    link_cases,
    place_legal_hold,
    save_view,
    set_keeping,
    set_stay,
    transfer_out,
)
from harborlight.docket.models import FinalLetter
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User
from tests.guards.canaries.words import DAY
from tests.whole_case import Begun


def gone(begun: Begun, ada: Actor, word: str) -> None:
    """On its way to another lawyer; a letter as it is given once a case is closed."""
    said = {"counsel": f"Lee {word}", "address": word, "reason": f"Moved {word}"}
    transfer_out(ada, begun.case, on=date(2026, 1, 5), **said)
    place_legal_hold(ada, begun.case, reason=f"Sued {word}")
    FinalLetter.objects.create(
        firm=begun.case.firm,
        case=begun.case,
        person=begun.petitioner.person,
        language="en",
        words=f"It is over {word}",
        ahead=[{"on": "2030-01-02", "words": f"Look {word}"}],
        written_at=now(),
        written_by_id=ada.account,
    )


def of_the_firm(ada: Actor, pat: Actor, case: Case, other: Case | None) -> None:
    """What the firm decided of its cases, a view, and two that belong together."""
    name = {"en": "Answers", "es": "Respuestas"}
    set_stay(pat, stage="intake", days=60, stage_name=name)
    set_keeping(pat, archive_days=0, keep_years=7)
    save_view(ada, name="What is late", shared=True, asked={"level": "late"})
    if other is None:
        about = {"kind": case.kind, "kind_version": case.kind_version}
        lead = User.objects.get(pk=ada.user_id)
        about |= {"stage": case.stage, "on": DAY.date(), "lead": lead}
        other = open_case(ada, **about, titles={"en": case.title})
    link_cases(ada, case, other=other, kind="family")
