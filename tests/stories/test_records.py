"""The spine without pages: one case from its opening to its receipt number."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harborlight.cases.queries import get_case, milestones, timeline
from harborlight.deadlines.queries import deadlines_of
from harborlight.filings.models import Filing, Signing
from harborlight.firm.chain import verify
from harborlight.firm.clock import standing_at
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault.stored import plain_of
from harborlight.papers.reading import read
from harborlight.trust.models import Book
from harborlight.trust.queries import balance, three_way
from harborlight.workflow.jobs import stage_reached
from tests.whole_case import begin, family, furnish, to_the_receipt


@pytest.fixture
def clients(begun, maria, omar):
    for party, client in ((begun.petitioner, maria), (begun.beneficiary, omar)):
        party.person.login_id = client.user_id
        party.person.save()
    return {"petitioner": replace(maria, language="es"), "beneficiary": omar}


@pytest.fixture
def begun(clock, ada):
    with standing_at(datetime(2026, 6, 15, 15, tzinfo=UTC)):
        furnish(clock)
        yield begin(ada, playbook="practice-spouse")


@pytest.mark.feature("F025", "F030")
def test_a_case_runs_from_its_opening_to_its_receipt_number(
    harbor, clock, begun, clients, ada, paul, pat
):
    filing = to_the_receipt(begun, clients, ada, paul, pat, family())
    case = begun.case

    filled = filing.forms.get().filled.get()
    values = read(b"".join(plain_of(filled.file).pieces()))
    assert any("Rivas Peña" in str(value) for value in values.values())
    assert filled.missing == []

    assert filing.state == Filing.State.ACCEPTED
    assert {row.kind for row in milestones(ada, case)} == {"filed", "receipt"}
    assert not any(row.is_open for row in deadlines_of(ada, case))
    assert balance(pat, Book.OPERATING_BANK) == 180_000
    assert balance(pat, Book.CLIENT_TRUST, case) == 67_500
    assert three_way(pat).agrees

    keep_up_in(harbor)
    case = get_case(ada, case.pk)
    assert case.stage == stage_reached(clock, case) == "pending"
    assert verify(harbor).broken is None
    told = [one.event.kind for one in timeline(clients["petitioner"], case)]
    assert {"filing.receipt", "payment.posted", "document.accepted"} <= set(told)


def test_only_who_signs_a_form_is_told_of_it(harbor, begun, clients, ada, paul, pat):
    to_the_receipt(begun, clients, ada, paul, pat, family())
    keep_up_in(harbor)
    signings = Signing.objects.filter(filled__case=begun.case).select_related("filled")
    for part, party in (
        ("petitioner", begun.petitioner),
        ("beneficiary", begun.beneficiary),
    ):
        theirs = [one.filled.form for one in signings if one.person == party.person]
        told = [
            one.words["form"]
            for one in timeline(clients[part], begun.case)
            if one.event.kind.startswith("form.")
        ]
        assert told == theirs
    assert any(one.person == begun.petitioner.person for one in signings)
    assert not any(one.person == begun.beneficiary.person for one in signings)


@pytest.mark.feature("F231")
def test_nobody_learns_of_the_other_spouses_papers(begun, clients, ada, paul, pat):
    from harborlight.documents.queries import asked

    to_the_receipt(begun, clients, ada, paul, pat, family())
    hers = {one.request.pk for one in asked(clients["petitioner"], begun.case)}
    his = {one.request.pk for one in asked(clients["beneficiary"], begun.case)}
    assert hers and his and not hers & his
