"""The rules of its state that a firm's trust account follows, and what the firm set itself."""

from __future__ import annotations

from datetime import date

from harborlight.firm.actor import Actor
from harborlight.law.trust_policy import OTHER, Policy, policy_of
from harborlight.trust.models import BankAccount, Terms


def terms_of(actor: Actor) -> Terms | None:
    """What the firm chose; None: nothing yet, and the rule for other states holds."""
    return Terms.objects.filter(firm=actor.firm).first()


def policy(actor: Actor, on: date, bank: BankAccount | None = None) -> Policy:
    """The rule in force on a day for the state that the firm chose, or for its account."""
    if bank is not None and bank.state:
        return policy_of(bank.state, on)
    chosen = terms_of(actor)
    return policy_of(chosen.state if chosen else OTHER, on)


def float_limit(actor: Actor, on: date, bank: BankAccount | None = None) -> int:
    """How much of its own money may stand in a trust account, in whole cents (T6)."""
    if bank is not None and bank.float_limit_cents is not None:
        return bank.float_limit_cents
    if bank is not None and bank.state:
        return policy_of(bank.state, on).float_limit_cents
    chosen = terms_of(actor)
    if chosen and chosen.float_limit_cents is not None:
        return chosen.float_limit_cents
    return policy_of(chosen.state if chosen else OTHER, on).float_limit_cents
