"""A deletion is real: with its key gone a case tells nothing, and the log still proves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harborlight.firm.chain import seal_events, verify
from harborlight.firm.models import CaseKey, Event
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.keys import forget_keys
from harborlight.staff.tests.desk import sign_in
from tests.whole_case import MARIA, OMAR, begin, furnish


@pytest.mark.feature("F237")
def test_without_its_key_a_case_says_nothing_and_every_other_case_all(
    harbor, clock, ada
):
    furnish(clock)
    gone = begin(ada)
    kept = begin(
        ada,
        petitioner=replace(MARIA, email="m@example.org"),
        beneficiary=replace(OMAR, email="o@example.org"),
    )
    seal_events(harbor)
    before = verify(harbor)
    CaseKey.objects.filter(case_id=gone.case.pk).delete()
    forget_keys()
    assert told(harbor, gone) == set()
    assert told(harbor, kept) >= {"Ada"}
    proof = verify(harbor)
    assert (proof.broken, proof.events) == (None, before.events)
    desk = sign_in(ada)
    assert desk.get(f"/staff/cases/{gone.case.key}/activity/").status_code == 200


def told(firm, begun) -> set[str]:
    """Who did what is written of this case, as far as anybody can read it."""
    events = Event.objects.filter(case_id=begun.case.pk)
    assert events
    return {said["who"] for said in words_of(firm, events).values() if said}
