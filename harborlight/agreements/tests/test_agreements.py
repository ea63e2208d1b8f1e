"""What was agreed about fees, who pays, and what is drafted from it by itself."""

import pytest

from harborlight.agreements.actions import (
    AlreadyDecided,
    PartSaid,
    PartsDiffer,
    accept_agreement,
    choose_payer,
    note_fees,
    write_agreement,
)
from harborlight.agreements.jobs import watch_retainers
from harborlight.agreements.models import Agreement, FeeNote, Payer
from harborlight.agreements.queries import accounts_of, agreements_of
from harborlight.billing.actions import NotTheirsToPay, issue_invoice, receive_payment
from harborlight.billing.models import Invoice
from harborlight.cases.actions import add_party, move_case, reach_milestone
from harborlight.firm.models import Event
from harborlight.firm.readers import keep_up_in
from harborlight.people.actions import add_person
from harborlight.trust.models import Book
from harborlight.trust.queries import balance
from tests.cast import DAY

FILED = {"en": "Second half, when it is filed", "es": "Segunda mitad, al presentar"}
SIGNED = {"en": "First half", "es": "Primera mitad"}


@pytest.fixture
def halves(ada, case, payer):
    """A flat fee of two halves: one when it is signed, one when it is filed."""
    agreement = write_agreement(
        ada,
        case,
        shape="milestones",
        fee_cents=300_001,
        words="Flat fee.",
        parts=[
            PartSaid("signing", 150_001, texts=SIGNED),
            PartSaid("milestone", 150_000, key="filed", texts=FILED),
        ],
    )
    accept_agreement(ada, agreement, by=payer, on=DAY)
    return agreement


@pytest.mark.feature("F180")
def test_an_agreement_is_accepted_once_and_replaced_by_a_later_version(
    ada, maria, omar, case, payer, halves
):
    with pytest.raises(AlreadyDecided):
        accept_agreement(ada, halves, by=payer, on=DAY)
    later = write_agreement(ada, case, shape="flat", fee_cents=250_000)
    assert [one.version for one in agreements_of(ada, case)] == [2, 1]
    assert [one.version for one in agreements_of(maria, case)] == [1]
    accept_agreement(ada, later, by=payer, on=DAY)
    halves.refresh_from_db()
    assert later.in_force and not halves.in_force
    assert not Agreement.objects.visible_to(omar).exists()
    with pytest.raises(AlreadyDecided):
        accept_agreement(ada, halves, by=payer, on=DAY)


def test_parts_are_the_fee_to_the_cent(ada, case):
    with pytest.raises(PartsDiffer):
        write_agreement(
            ada, case, shape="milestones", fee_cents=100,
            parts=[PartSaid("signing", 99, texts=SIGNED)],
        )  # fmt: skip


@pytest.mark.feature("F172")
def test_a_milestone_drafts_its_part_of_the_fee_once(harbor, ada, case, halves):
    for _again in range(2):
        reach_milestone(ada, case, kind="filed", on=DAY)
        keep_up_in(harbor)
    draft = Invoice.objects.get()
    line = draft.lines.get()
    assert (draft.state, draft.cents, line.to) == ("draft", 150_000, "operating")
    assert line.texts == FILED
    move_case(ada, case, stage="filed", stage_name={"en": "Filed"})
    keep_up_in(harbor)
    assert Invoice.objects.count() == 1


@pytest.mark.feature("F176")
def test_a_retainer_below_its_least_is_asked_for_and_moves_no_money(
    clock, ada, ben, case, payer
):
    agreement = write_agreement(
        ada,
        case,
        shape="evergreen",
        retainer_cents=200_000,
        least_cents=50_000,
    )
    accept_agreement(ada, agreement, by=payer, on=DAY)
    assert watch_retainers(clock) == 1
    assert watch_retainers(clock) == 0, "what is drafted is not drafted again"
    draft = Invoice.objects.get()
    assert (draft.state, draft.cents) == ("draft", 200_000)
    assert draft.lines.get().to == "trust"
    assert balance(ben, Book.TRUST_BANK) == 0
    issue_invoice(ada, draft)
    receive_payment(ben, draft, cents=200_000, method="wire 1", on=DAY, once="w")
    assert watch_retainers(clock) == 0, "it is full"


@pytest.mark.feature("F162")
def test_a_second_payer_sees_the_account_only_where_that_was_agreed(
    ada, maria, omar, case, payer, invoice
):
    friend = add_person(ada, family_name="Diaz", given_name="Omar")
    friend.login_id = omar.user_id
    friend.save()
    add_party(ada, case, person=friend, part="sponsor")
    choose_payer(ada, case, person=friend, pays="costs", sees="own")
    assert accounts_of(omar) == []
    choose_payer(ada, case, person=friend, pays="costs", sees="account")
    assert [one.owed_cents for one in accounts_of(omar)] == [invoice.cents]
    assert not Invoice.objects.visible_to(omar).exists()
    assert Payer.objects.visible_to(maria).count() == 0


def test_a_worker_does_not_become_a_payer_where_the_law_forbids_it(ada, case):
    worker = add_person(ada, family_name="Diaz", given_name="Omar")
    add_party(ada, case, person=worker, part="beneficiary")
    case.kind = "perm"
    case.save()
    with pytest.raises(NotTheirsToPay, match="656.12"):
        choose_payer(ada, case, person=worker, pays="fees", sees="own")


@pytest.mark.feature("F192")
def test_talk_about_fees_is_for_readers_of_money_alone(ada, paul, ben, maria, case):
    note_fees(ada, case, words="She asked for a lower fee.")
    for actor, sees in ((ada, 1), (ben, 1), (paul, 0), (maria, 0)):
        assert FeeNote.objects.visible_to(actor).count() == sees, actor.name
    event = Event.objects.get(kind="agreement.noted")
    assert b"lower fee" not in bytes(event.words)
