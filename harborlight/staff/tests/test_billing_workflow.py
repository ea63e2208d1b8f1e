"""From the retainer to the cost that a client agreed to, as people press it."""

import json

import pytest
from django.urls import reverse

from harborlight.agreements.jobs import watch_retainers
from harborlight.agreements.models import Agreement, Cost
from harborlight.automation.actions import add_hook
from harborlight.automation.tests import test_hooks
from harborlight.billing.models import Invoice
from harborlight.firm.clock import today
from harborlight.paying.tests.conftest import work
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.test_fees_pages import at, day, mine
from harborlight.trust.models import Account, Book

program = test_hooks.program


@pytest.fixture(autouse=True)
def _sandbox_of_this_test(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.mark.feature("F331", "F176")
def test_a_retainer_is_asked_for_paid_held_and_told_and_a_cost_agreed_to_and_billed(
    harbor, clock, ben, pat, maria, begun, program
):
    desk, client, on = at_the_desk(ben), at_the_desk(maria), today(harbor.time_zone)
    add_hook(pat, name="Ledger", address=f"http://{program.at}/in", tells_payments=True)
    payer = {"by": begun.petitioner.person.key, **day("on", on)}
    # The retainer is agreed to; its invoice is drafted by itself, and a person issues it.
    said = {"shape": "evergreen", "retainer_cents": "1,500", "least_cents": "500"}
    desk.post(at("new-agreement", begun.case), said)
    desk.post(at("accept-agreement", Agreement.objects.get()), payer)
    assert watch_retainers(clock) == 1
    assert "$0.00 held, at least $500.00 agreed" in words(desk.get(at("money")))
    retainer = Invoice.objects.get()
    assert "Draft" in words(desk.get(f"{at('invoices')}?show=drafts"))
    desk.post(at("issue-invoice", retainer))
    # The client pays it; the money is theirs, in trust, and the other program hears of it.
    there = client.post(mine("pay", retainer)).url
    client.post(f"{there}decide/", {"outcome": "confirm"})
    work(harbor)
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    assert held.cents == 150_000
    ledger = words(desk.get(at("client-ledger", held)))
    assert "Payment on invoice" in ledger and "$1,500.00" in ledger
    told = [json.loads(body)["payload"] for _headers, body in program.heard]
    assert [(one["amount"], one["status"]) for one in told] == [(1500, "completed")]
    assert "Retainers below" not in words(desk.get(at("money")))
    # What is spent for them is agreed to first; then an invoice asks for just that.
    cost = {"kind": "government", "words": "Fee of the consulate"}
    desk.post(at("new-cost", begun.case), {**cost, "estimate_cents": "205"})
    found = Cost.objects.get()
    desk.post(at("ask-cost", found), {"of": begun.petitioner.person.key})
    assert "Fee of the consulate" in words(client.get(reverse("portal:payments")))
    client.post(mine("approve-cost", found))
    assert "$205.00" in words(desk.get(at("money-unbilled")))
    desk.post(at("bill-work", begun.case), {"payer": begun.petitioner.person.key})
    expenses = Invoice.objects.exclude(pk=retainer.pk).get()
    assert [(one.words, one.cents, one.to) for one in expenses.lines.all()] == [
        ("Fee of the consulate", 20_500, "trust")
    ]
    desk.post(at("issue-invoice", expenses))
    assert "Fee of the consulate" in words(client.get(mine("invoice", expenses)))
    assert "Nothing is unbilled" in words(desk.get(at("money-unbilled")))
