"""What work on a case leaves behind, with its word."""

from __future__ import annotations

from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm, Job, Sighting, Upload
from harborlight.firm.vault.stored import keep_bytes
from tests.guards.canaries.words import DAY
from tests.whole_case import Begun


def traces(firm: Firm, begun: Begun, client: Actor, ada: Actor, word: str) -> None:
    """What work leaves behind: half a file, a look at the case, a job that failed."""
    Upload.objects.create(
        firm=firm,
        file=keep_bytes(firm, begun.case.pk, word.encode()),
        user_id=client.account,
        purpose="nothing",
        reference=word,
        name=f"{word}.pdf",
        length=1,
        begun_at=now(),
        touched_at=now(),
    )
    Sighting.objects.create(
        firm=firm,
        user_id=ada.account,
        subject_kind="cases.case",
        subject_id=begun.case.pk,
        case_id=begun.case.pk,
        window=DAY,
    )
    Job.objects.create(
        firm=firm,
        task="nothing.planted",
        arguments={"args": [word], "kwargs": {}},
        state=Job.GIVEN_UP,
        run_after=now(),
        enqueued_at=now(),
        errors=[],
    )
