"""What each operation of a replay does: one action of the product, by somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import connection

from harborlight.bank.actions import close_bank_account, make_usual
from harborlight.billing.actions import (
    add_line,
    approve_withdrawal,
    ask_to_return,
    ask_withdrawal,
    decline_withdrawal,
    draft_invoice,
    hold_money,
    issue_invoice,
    release_hold,
    take_chargeback,
    void_invoice,
)
from harborlight.billing.models import Withdrawal
from harborlight.config.replay.scene import BadFile, Scene
from harborlight.firm.actor import Actor
from harborlight.trust.actions import (
    NotMoney,
    clear_deposit,
    deposit,
    home_of,
    must_be_whole,
    open_account,
    post_house_money,
)
from harborlight.trust.models import Account, BankAccount, Book
from harborlight.workflow.actions import end_case

Said = Mapping[str, Any]
CURRENCY = "USD"


def perform(scene: Scene, said: Said, number: int) -> None:
    """One operation; what refuses it is raised. BadFile where it is none."""
    try:
        deed = DEEDS[str(said.get("op"))]
    except KeyError:
        raise BadFile(f"There is no operation {said.get('op')!r}.") from None
    deed(scene, said, str(said.get("key", f"operation {number}")))


def cents_of(said: Said) -> int:
    """`cents`, or `amount` in dollars: whole cents of one currency, more than nothing."""
    if said.get("currency", CURRENCY) != CURRENCY:
        raise NotMoney(f"The ledger is kept in {CURRENCY} alone.")
    if "amount" not in said:
        cents = said.get("cents")
        if type(cents) is not int or cents <= 0:
            raise NotMoney("An amount is whole cents, more than nothing.")
        return cents
    try:
        dollars = Decimal(str(said["amount"])) * 100
    except InvalidOperation:
        raise NotMoney("An amount is a number.") from None
    if not dollars.is_finite() or dollars <= 0 or dollars != int(dollars):
        raise NotMoney("An amount is whole cents, more than nothing.")
    return int(dollars)


def _by(scene: Scene, said: Said, name: str = "by", usual: str = "clerk") -> Actor:
    return scene.person(said.get(name, usual))


def _on(scene: Scene, said: Said) -> date:
    try:
        return date.fromisoformat(said["on"]) if "on" in said else scene.day
    except (TypeError, ValueError):
        raise BadFile("`on` is no day like 2026-01-05.") from None


def _account(scene: Scene, said: Said) -> Account:
    """What is held for the client of a matter; an empty account where nothing was yet."""
    name = said.get("matter")
    case, person = scene.find("cases", name), scene.find("clients", name)
    bank = _bank(scene, said)
    at = bank.pk if bank else None
    return open_account(scene.firm.pk, Book.CLIENT_TRUST, case, person, at)


def _bank(scene: Scene, said: Said, name: str = "account") -> BankAccount | None:
    """The trust account that is named; none: the usual one."""
    found: BankAccount | None = (
        scene.find("banks", said[name]) if name in said else None
    )
    return found


def _deposit(scene: Scene, said: Said, key: str) -> None:
    cents = cents_of(said)
    must_be_whole(cents, said.get("settled", cents))
    scene.deposits[key] = deposit(
        _by(scene, said),
        scene.find("cases", said.get("matter")),
        person=scene.find("clients", said.get("matter")),
        purpose=said.get("purpose", "advance fee"),
        cents=cents,
        method=said.get("method", "transfer"),
        on=_on(scene, said),
        once=key,
        bank=_bank(scene, said),
    )


def _clear(scene: Scene, said: Said, key: str) -> None:
    found = scene.find("deposits", said.get("deposit"))
    clear_deposit(_by(scene, said), found, on=_on(scene, said))


def _return(scene: Scene, said: Said, key: str) -> None:
    found = scene.find("deposits", said.get("deposit"))
    found.refresh_from_db()
    made = ask_to_return(_by(scene, said), found, why=_why(said), once=key)
    approve_withdrawal(_by(scene, said, "approved_by", "lawyer"), made)


def _invoice(scene: Scene, said: Said, key: str) -> None:
    lawyer, name = _by(scene, said, usual="lawyer"), said.get("matter")
    case, payer = scene.find("cases", name), scene.find("clients", name)
    made = draft_invoice(lawyer, case, payer=payer)
    to = said.get("to", "operating")
    add_line(lawyer, made, kind="fee", words="Work", cents=cents_of(said), to=to)
    issue_invoice(lawyer, made)
    scene.invoices[key] = made


def _void(scene: Scene, said: Said, key: str) -> None:
    void_invoice(_by(scene, said), scene.find("invoices", said.get("invoice")))


def _ask(scene: Scene, said: Said, key: str) -> Withdrawal:
    invoice, other = said.get("invoice"), said.get("to_matter")
    account = _account(scene, said)
    purpose = said.get("purpose", "refund")
    # Money given back goes to who paid it, where nobody else is named.
    back = purpose == "refund" and account.person
    paid_by = account.person.full_name if back and account.person else ""
    made = ask_withdrawal(
        _by(scene, said),
        account,
        purpose=purpose,
        cents=cents_of(said),
        why=_why(said),
        once=key,
        payee=said.get("payee", paid_by),
        invoice=scene.find("invoices", invoice) if invoice else None,
        to_case=scene.find("cases", other) if other else None,
        to_bank=_bank(scene, said, "to_account"),
    )
    scene.asked[key] = made
    return made


def _approve(scene: Scene, said: Said, key: str) -> None:
    found = scene.find("asked", said.get("asked"))
    found.refresh_from_db()
    approve_withdrawal(_by(scene, said, "approved_by", "lawyer"), found)


def _decline(scene: Scene, said: Said, key: str) -> None:
    found = scene.find("asked", said.get("asked"))
    decline_withdrawal(_by(scene, said, usual="lawyer"), found, comment=_why(said))


def _pay_out(scene: Scene, said: Said, key: str) -> None:
    """Asked by one and agreed to by another, at once."""
    made = _ask(scene, said, key)
    approve_withdrawal(_by(scene, said, "approved_by", "lawyer"), made)


def _hold(scene: Scene, said: Said, key: str) -> None:
    invoice = said.get("invoice")
    scene.holds[key] = hold_money(
        _by(scene, said),
        _account(scene, said),
        kind=said.get("kind", "dispute"),
        cents=cents_of(said),
        why=_why(said),
        invoice=scene.find("invoices", invoice) if invoice else None,
    )


def _release(scene: Scene, said: Said, key: str) -> None:
    found = scene.find("holds", said.get("hold"))
    release_hold(_by(scene, said, usual="lawyer"), found, note=_why(said))


def _house(scene: Scene, said: Said, key: str) -> None:
    post_house_money(
        _by(scene, said),
        kind=str(said.get("kind")),
        cents=cents_of(said),
        on=_on(scene, said),
        why=_why(said),
        once=key,
        bank=_bank(scene, said),
    )


def _chargeback(scene: Scene, said: Said, key: str) -> None:
    take_chargeback(
        _by(scene, said),
        _account(scene, said),
        cents=cents_of(said),
        fee_cents=said.get("fee_cents", 0),
        on=_on(scene, said),
        why=_why(said),
        once=key,
    )


def _close(scene: Scene, said: Said, key: str) -> None:
    lawyer = _by(scene, said, usual="lawyer")
    end_case(lawyer, scene.find("cases", said.get("matter")), on=_on(scene, said))


def _usual(scene: Scene, said: Said, key: str) -> None:
    make_usual(_by(scene, said), _named(scene, said))


def _close_account(scene: Scene, said: Said, key: str) -> None:
    close_bank_account(_by(scene, said), _named(scene, said))


def _named(scene: Scene, said: Said) -> BankAccount:
    return _bank(scene, said) or home_of(scene.firm.pk)


def _edit(scene: Scene, said: Said, key: str) -> None:
    """As somebody at the database itself would try it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trust_entry SET cents = cents + %s", [cents_of(said)])


def _why(said: Said) -> str:
    return str(said.get("why", "As the file says."))


DEEDS: dict[str, Callable[[Scene, Said, str], object]] = {
    "deposit": _deposit,
    "clear": _clear,
    "return": _return,
    "invoice": _invoice,
    "void": _void,
    "ask": _ask,
    "approve": _approve,
    "decline": _decline,
    "pay out": _pay_out,
    "hold": _hold,
    "release": _release,
    "house": _house,
    "chargeback": _chargeback,
    "close": _close,
    "usual account": _usual,
    "close account": _close_account,
    "edit": _edit,
}
