"""Closed cases drawn by lot, and what was found in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.documents import events
from harborlight.documents.models import Sample, SampledCase
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def draw_sample(
    actor: Actor, *, several: Sequence[Case], since: date, size: int, seed: int
) -> Sample:
    """Draw so many closed cases by lot: the same ones for the same number.

    several: those closed since that day which the actor may open, by their numbers.
    """
    with acting(actor, events.SAMPLE_DRAWN, actor.firm) as event:
        if not several:
            raise Refused(_("No case that you may open was closed since that day."))
        drawn = random.Random(seed).sample([*several], min(size, len(several)))  # noqa: S311 - a lot, no secret
        sample = Sample.objects.create(
            firm=actor.firm,
            seed=seed,
            drawn_from=len(several),
            closed_since=since,
            drawn_at=now(),
            drawn_by_id=actor.user_id,
        )
        SampledCase.objects.bulk_create(
            SampledCase(firm=actor.firm, sample=sample, case=case, position=number)
            for number, case in enumerate(drawn, 1)
        )
        event.made(sample)
        event.say(count=len(drawn), seed=seed)
    return sample


def check_sampled(
    actor: Actor, sampled: SampledCase, *, result: str, note: str
) -> None:
    """Write down what was found in a case of a sample."""
    with acting(actor, events.SAMPLE_CHECKED, sampled) as event:
        sampled.result, sampled.note = result, note
        sampled.checked_at, sampled.checked_by_id = now(), actor.user_id
        sampled.save(update_fields=["result", "note", "checked_at", "checked_by"])
        event.say(number=sampled.case.number, result=sampled.get_result_display())
