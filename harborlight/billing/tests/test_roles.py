"""Who enters money agrees to nothing, and no machine does (trust.md T20)."""

import pytest

from harborlight.bank import events as bank
from harborlight.billing import events as billing
from harborlight.billing.actions import approve_withdrawal, ask_withdrawal
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.events import KINDS
from harborlight.firm.roles import LAWYERS, MACHINES, Role
from harborlight.trust import events as trust
from harborlight.trust.actions import deposit

AGREE = (
    billing.WITHDRAWAL_APPROVED,
    billing.TAKEN_OUT,
    billing.HOLD_RELEASED,
    trust.UNKNOWN_KNOWN,
    trust.UNKNOWN_BACK,
    bank.SIGNED,
    bank.SIGNED_WITH_PLAN,
)
OF_MONEY = ("trust.", "books.", "bank.", "payment.", "invoice.", "cost.", "receipt.")


@pytest.mark.feature("F260")
def test_attorneys_alone_agree_and_auditors_only_read():
    assert {kind.name: kind.by for kind in AGREE} == {
        kind.name: LAWYERS for kind in AGREE
    }
    of_money = [kind for name, kind in KINDS.items() if name.startswith(OF_MONEY)]
    assert len(of_money) > 50
    assert [kind.name for kind in of_money if Role.AUDITOR in kind.by] == []


@pytest.mark.feature("F260")
def test_no_program_and_no_clock_agrees_that_money_leaves(harbor, ben, case, payer):
    about = {"purpose": "advance fee", "cents": 500, "method": "cash", "once": "d"}
    on = today(harbor.time_zone)
    held = deposit(ben, case, person=payer, on=on, **about).account
    said = {"purpose": "refund", "payee": "María Rivas, check 1", "why": "Back"}
    asked = ask_withdrawal(ben, held, cents=500, once="r", **said)
    for role in MACHINES:
        machine = Actor(firm=harbor, roles=frozenset({role}), name=str(role))
        with pytest.raises(Refused):
            approve_withdrawal(machine, asked)
    asked.refresh_from_db()
    assert asked.waits
