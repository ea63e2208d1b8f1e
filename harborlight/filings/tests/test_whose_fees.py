"""A fee is of a form of somebody: what came for one of two is not there for the other."""

from datetime import date
from uuid import uuid4

import pytest

from harborlight.billing.actions import (
    AlreadyCharged,
    add_government_fee,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.billing.for_fees import SetAside, shares
from harborlight.billing.models import Invoice
from harborlight.filings.actions import (
    choose_envelope,
    note_payments,
    plan_filing,
    share_envelope,
)
from harborlight.filings.models import Filing, FilledBoxes, FilledForm, NeededForm
from harborlight.filings.preflight import preflight, record_of
from harborlight.filings.tests.test_preflight import (
    DAY,
    _petitioner,
    ready,  # noqa: F401
)

WHICH = "c8 initial"
FEE, FURTHER = 0, 56_000


@pytest.fixture
def two(paul, ready):  # noqa: F811
    """An I-765 of each of the couple in one envelope, its fee paid from trust."""
    both = [("I-765", "beneficiary"), ("I-765", "petitioner")]
    filing = plan_filing(paul, ready.case, name="Work permits", forms=both)
    NeededForm.objects.filter(filing=filing).update(circumstance=WHICH)
    forms = [*NeededForm.objects.filter(filing=filing).order_by("position")]
    _paid_from_trust(paul, filing)
    return filing, forms


def _paid_from_trust(paul, filing):
    how = {"channel": "paper", "carrier": "courier", "circumstances": {}}
    choose_envelope(paul, filing, **how, paid_by="card", paid_from="trust")


def money(actor, filing):
    rows = preflight(record_of(actor, filing, on=DAY), on=DAY)
    return [one.what for one in rows if one.code in ("short", "over", "payment")]


def pay(ada, ben, filing, *of_forms, again=""):
    """The further fee of the I-765, asked for these forms and paid into trust."""
    invoice = draft_invoice(ada, filing.case, payer=_petitioner(filing.case))
    said = {"form": "i-765", "channel": "paper", "law": "pl 119-21", "on": DAY}
    said |= {"circumstance": WHICH, "texts": {"en": "I-765"}, "why_again": again}
    cents = sum(
        add_government_fee(ada, invoice, **said, of_form=one).cents for one in of_forms
    )
    issue_invoice(ada, invoice)
    once = str(uuid4())
    receive_payment(ben, invoice, cents=cents, method="check", on=DAY, once=once)


@pytest.mark.feature("F119", "F225")
def test_of_two_who_file_the_same_form_each_has_a_fee_of_their_own(ada, paul, ben, two):
    filing, (omar, maria) = two
    note_payments(paul, filing, amounts={(omar, "pl 119-21"): FURTHER})
    pay(ada, ben, filing, omar.pk)
    found = money(ada, filing)
    assert len(found) == 2 and all("Rivas Peña" in what for what in found)
    assert any("the payment form says $0.00" in what for what in found)
    assert any("less is held for it" in what for what in found)
    note_payments(
        paul,
        filing,
        amounts={(one, "pl 119-21"): FURTHER for one in (omar, maria)},
    )
    with pytest.raises(AlreadyCharged):
        pay(ada, ben, filing, omar.pk)
    pay(ada, ben, filing, maria.pk)
    assert money(ada, filing) == []


@pytest.mark.feature("F119", "F225")
def test_money_that_came_for_no_form_in_particular_is_there_for_one_of_them(
    ada, paul, ben, two
):
    """Also where the second lies in the same envelope as a filing of its own."""
    filing, (omar, maria) = two
    beside = plan_filing(
        paul, filing.case, name="Second", forms=[("I-765", "petitioner")]
    )
    NeededForm.objects.filter(filing=beside).update(circumstance=WHICH)
    maria.delete()
    _paid_from_trust(paul, beside)
    share_envelope(paul, beside, within=filing)
    beside.refresh_from_db()
    for one in (filing, beside):
        needed = one.forms.get()
        note_payments(paul, one, amounts={(needed, "pl 119-21"): FURTHER})
    pay(ada, ben, filing, None)
    assert money(ada, filing) == []
    (short,) = money(ada, beside)
    assert "Rivas Peña" in short and "less is held" in short
    pay(ada, ben, filing, None, again="Hers, too")
    assert money(ada, filing) == money(ada, beside) == []


@pytest.mark.feature("F119", "F225")
def test_an_amount_printed_on_another_day_is_found_on_the_payment_form_itself(
    ada, paul, two
):
    """Somebody noted what is due, and the form that was filled says the fee of before."""
    filing, (omar, _maria) = two
    both = {(one, "pl 119-21"): FURTHER for one in two[1]}
    note_payments(paul, filing, amounts=both)
    how = {"firm": filing.firm, "case": filing.case}
    paying = NeededForm.objects.create(
        **how, filing=filing, form="G-1450", pays=omar, pays_law="pl 119-21"
    )
    like = FilledForm.objects.filter(case=filing.case).first()
    like.pk, like.needed, like.form = uuid4(), paying, "G-1450"
    like.edition = date(2026, 2, 6)
    like.save(force_insert=True)
    amount = ["a", "$550.00", ["case.card_holder.amount"]]
    boxes = FilledBoxes.objects.create(**how, filled=like, boxes=[amount])
    (wrong,) = (what for what in money(ada, filing) if "payment form" in what)
    assert "Omar Haddad" in wrong and "the payment form says $550.00" in wrong
    boxes.boxes = [["a", "560.00", ["case.card_holder.amount"]]]
    boxes.save()
    assert not [what for what in money(ada, filing) if "payment form" in what]


def test_money_that_was_spent_for_an_earlier_filing_pays_no_second_form():
    one, other = uuid4(), uuid4()
    wanted = [(one, "i-765"), (other, "i-765")]
    newest, older = SetAside("i-765", None, 0, 50), SetAside("i-765", None, 0, 50)
    assert shares([newest, older], wanted) == dict(zip(wanted, (50, 0), strict=True))
    held = SetAside("i-765", None, 50, 0)
    assert shares([newest, held], wanted) == dict(zip(wanted, (50, 50), strict=True))
    # What was asked for a form is there for no other, whatever order they come in.
    hers = SetAside("i-765", other, 20, 0)
    assert shares([hers, newest], wanted) == dict(zip(wanted, (50, 20), strict=True))


def test_what_went_out_before_took_its_charge_with_it():
    before, now, later = uuid4(), uuid4(), uuid4()
    sent = ((before, "i-765"), date(2026, 3, 1))
    old = SetAside("i-765", None, 50, 0, on=date(2026, 2, 1))
    wanted = [(now, "i-765")]
    # It still lies in trust, for it was paid with a card and not taken out yet.
    assert shares([old], wanted, [sent]) == {(now, "i-765"): 0}
    new = SetAside("i-765", None, 60, 0, on=date(2026, 4, 1))
    assert shares([new, old], wanted, [sent]) == {(now, "i-765"): 60}
    # What was asked for afterwards was not for it.
    assert shares([new], wanted, [sent]) == {(now, "i-765"): 60}
    both = [*wanted, (later, "i-765")]
    assert shares([new, old], both, [sent]) == dict(zip(both, (60, 0), strict=True))


@pytest.mark.feature("F119", "F225")
def test_money_of_one_envelope_is_not_there_for_another(ada, paul, ben, two):
    filing, (_omar, maria) = two
    maria.delete()
    other = plan_filing(
        paul, filing.case, name="Later", forms=[("I-765", "beneficiary")]
    )
    NeededForm.objects.filter(filing=other).update(circumstance=WHICH)
    _paid_from_trust(paul, other)
    for one in (filing, other):
        needed = one.forms.get()
        note_payments(paul, one, amounts={(needed, "pl 119-21"): FURTHER})
    pay(ada, ben, filing, None)
    assert money(ada, filing) == []
    (short,) = money(ada, other)
    assert "less is held" in short
    asked_on = Invoice.objects.get(case=filing.case).issued_on
    Filing.objects.filter(pk=filing.pk).update(state="sent", sent_on=asked_on)
    assert len(money(ada, other)) == 1
    Filing.objects.filter(pk=filing.pk).update(state="rejected")
    assert money(ada, other) == []
