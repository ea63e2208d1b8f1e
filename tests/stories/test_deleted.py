"""A deletion is real: with its key gone a case tells nothing, and the log still proves."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from harborlight.cases.actions import invite_party
from harborlight.firm.chain import seal_events, verify
from harborlight.firm.clock import now
from harborlight.firm.ids import new_id
from harborlight.firm.models import Event, RecordKey, User
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.keys import forget_keys
from harborlight.people.actions import (
    WrongBirthDate,
    check_conflicts,
    open_account,
    prove_birth_date,
)
from harborlight.people.conflicts import Asked
from harborlight.people.invitations import find
from harborlight.staff.tests.desk import sign_in
from tests.whole_case import MARIA, OMAR, begin, furnish

PASSWORD = "correct horse battery staple"


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
    RecordKey.objects.filter(record_id=gone.case.pk).delete()
    forget_keys()
    assert told(harbor, gone) == set()
    assert told(harbor, kept) >= {"Ada"}
    proof = verify(harbor)
    assert (proof.broken, proof.events) == (None, before.events)
    desk = sign_in(ada)
    assert desk.get(f"/staff/cases/{gone.case.key}/activity/").status_code == 200


@pytest.mark.feature("F237")
def test_without_their_keys_the_log_names_nobody_of_a_case(harbor, clock, ada, paul):
    """Cards, conflict checks, invitations and sign-ins are of no case, and tell of people."""
    furnish(clock)
    begun = begin(ada)
    check_conflicts(
        paul, asked=[Asked(f"{MARIA.given_name} {MARIA.family_name}", MARIA.birth_date)]
    )
    links = {
        party.part: invite_party(ada, party)
        for party in (begun.petitioner, begun.beneficiary)
    }
    for part, who in (("petitioner", MARIA), ("beneficiary", OMAR)):
        invitation = find(links[part], now())
        with suppress(WrongBirthDate):
            prove_birth_date(clock, invitation, born=date(1970, 1, 1))
        user = User(id=new_id(), email=who.email, name=f"{who.given_name} Rivas Peña")
        open_account(clock, invitation, user=user, password=PASSWORD)
        browser = Client(HTTP_HOST="localhost")
        for password in ("a wrong one", PASSWORD):
            said = {"login": who.email, "password": password}
            browser.post("/account/sign-in/", said)
    seal_events(harbor)
    assert {kind for kind, _ in naming(harbor)} >= {
        "person.added",
        "conflict.checked",
        "person.invited",
        "invitation.refused",
        "person.joined",
        "session.signed-in",
        "session.failed",
    }
    RecordKey.objects.all().delete()
    forget_keys()
    assert naming(harbor) == []
    assert verify(harbor).broken is None


def naming(firm) -> list[tuple[str, str]]:
    """Every event that tells somebody's name, address or day of birth, and how."""
    # A questionnaire has names in its examples, as invented as these.
    told = words_of(firm, events := [*Event.objects.exclude(kind="questionnaire.kept")])
    secrets = [
        word
        for who in (MARIA, OMAR)
        for word in (who.given_name, who.family_name, who.email)
    ]
    secrets += [who.birth_date.isoformat() for who in (MARIA, OMAR)]
    lines = [
        (event.kind, json.dumps(told[event.pk], ensure_ascii=False)) for event in events
    ]
    return [(kind, line) for kind, line in lines if any(s in line for s in secrets)]


def told(firm, begun) -> set[str]:
    """Who did what is written of this case, as far as anybody can read it."""
    events = Event.objects.filter(case_id=begun.case.pk)
    assert events
    return {said["who"] for said in words_of(firm, events).values() if said}
