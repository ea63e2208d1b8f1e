from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from harborlight.cases.models import Case
from harborlight.facts import events
from harborlight.facts.findings import Finding
from harborlight.facts.models import Explanation
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def explain(actor: Actor, case: Case, *, finding: Finding, words: str) -> Explanation:
    """Say why what does not seem to fit is right. It counts until one of the answers
    changes: then somebody is asked anew."""
    with acting(actor, events.EXPLAINED, case) as event:
        row = Explanation.objects.create(
            firm=actor.firm,
            case=case,
            topic=finding.topic(case),
            key=finding.key(case),
            code=finding.code,
            words=words,
            said_at=now(),
            said_by_id=actor.user_id,
        )
        event.say(what=_in_every_language(finding), reason=words)
    return row


def _in_every_language(finding: Finding) -> dict[str, str]:
    said = {}
    for language, _name in settings.WRITTEN:
        with override(language):
            said[language] = finding.what
    return said
