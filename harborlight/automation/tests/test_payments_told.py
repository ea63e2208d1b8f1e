"""`payment.posted`, as accounting programs take it in: exact in its names, signed, retried."""

import json
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from harborlight.automation.actions import add_hook, send_again, turn_secret
from harborlight.automation.jobs.hooking import WAITS, tell_program
from harborlight.automation.models import Delivery, Hook
from harborlight.automation.tests import test_hooks
from harborlight.billing.actions import receive_payment
from harborlight.billing.tests import conftest as money
from harborlight.cases.actions import change_sensitivity
from harborlight.firm.clock import now, running_from
from harborlight.firm.ids import shown
from harborlight.firm.models import Event, Job
from harborlight.firm.readers import keep_up_in

program = test_hooks.program
case, payer, invoice = money.case, money.payer, money.invoice
NAMES = [
    "paymentId",
    "matterId",
    "clientId",
    "amount",
    "currency",
    "method",
    "status",
    "invoiceId",
    "receivedAt",
]


@pytest.fixture
def hook(pat, program):
    address = f"http://{program.at}/in"
    return add_hook(pat, name="Ledger", address=address, tells_payments=True)


def pay(harbor, ben, invoice, once="a", cents=150_000):
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=cents, method=f"check {once}", on=on, once=once)
    keep_up_in(harbor)
    return Delivery.objects.latest("asked_at")


@pytest.mark.feature("F186", "F262", "F321")
def test_a_payment_is_told_once_with_the_names_that_accounting_knows(
    harbor, ben, hook, invoice, program
):
    delivery = pay(harbor, ben, invoice)
    keep_up_in(harbor)
    assert Delivery.objects.count() == 1
    assert tell_program.call(str(delivery.pk)) == "204"
    headers, body = program.heard[0]
    said = Webhook(hook.secret).verify(body, headers)
    assert [*said] == ["event", "timestamp", "payload"]
    assert said["event"] == "payment.posted" and [*said["payload"]] == NAMES
    assert b'"amount": 1500.00,' in body
    told = said["payload"]
    assert (told["method"], told["status"], told["currency"]) == (
        "check",
        "completed",
        "USD",
    )
    assert (told["matterId"], told["invoiceId"]) == (
        invoice.case.number,
        invoice.number,
    )
    assert told["clientId"] == shown(invoice.payer_id)
    assert said["timestamp"].endswith("Z") and told["receivedAt"].endswith("Z")
    assert b"Rivas" not in body and headers["webhook-id"] == shown(delivery.pk)


def test_it_is_tried_for_days_and_then_the_office_is_told(
    harbor, ben, hook, invoice, program
):
    delivery = pay(harbor, ben, invoice)
    program.answers = [503] * (len(WAITS) + 1)
    moment = now()
    for number in range(len(WAITS) + 1):
        with running_from(moment):
            tell_program.call(str(delivery.pk))
        delivery.refresh_from_db()
        assert delivery.tries == number + 1
    assert delivery.state == "given up" and sum(WAITS, timedelta()) > timedelta(days=3)
    keep_up_in(harbor)
    assert Event.objects.filter(kind="hook.given-up").count() == 1
    waits = Job.objects.filter(task__endswith="tell_program").order_by("run_after")
    assert waits.count() == len(WAITS) + 1


def test_who_is_gone_is_told_nothing_more_until_somebody_sends_again(
    harbor, ben, pat, hook, invoice, program
):
    delivery = pay(harbor, ben, invoice, cents=1000)
    program.answers = [410]
    tell_program.call(str(delivery.pk))
    assert Hook.objects.get().gone_at
    keep_up_in(harbor)
    pay(harbor, ben, invoice, once="b", cents=2000)
    assert Delivery.objects.count() == 1 == len(program.heard)
    delivery.refresh_from_db()
    send_again(pat, delivery)
    fresh = Delivery.objects.select_related("hook").get()
    assert tell_program.call(str(fresh.pk)) == "204"
    first, second = (headers["webhook-id"] for headers, _body in program.heard)
    assert first == second and Delivery.objects.get().state == "taken"


def test_while_a_secret_turns_both_are_good(harbor, ben, pat, hook, invoice, program):
    old = hook.secret
    turn_secret(pat, hook)
    assert hook.secret != old and hook.secret.startswith("whsec_")
    delivery = pay(harbor, ben, invoice)
    tell_program.call(str(delivery.pk))
    headers, body = program.heard[0]
    assert Webhook(old).verify(body, headers) == Webhook(hook.secret).verify(
        body, headers
    )
    assert len(hook.secrets_at(now() + timedelta(days=2))) == 1
    assert json.loads(body)["payload"]["amount"] == 1500


def test_nothing_of_a_sensitive_case_is_told(harbor, ada, ben, hook, case, invoice):
    change_sensitivity(ada, case, is_sensitive=True)
    receive_payment(
        ben, invoice, cents=100, method="cash", on=invoice.issued_on, once="a"
    )
    keep_up_in(harbor)
    assert Delivery.objects.count() == 0
