"""What Stripe's objects say, in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import stripe
from django.conf import settings

from harborlight.outside.payments import (
    DECLINED,
    NOT_CONFIRMED,
    Became,
    Contested,
    NoSuchPayment,
    ProcessorDown,
    ProcessorRefused,
    Returned,
)

SECONDS, TRIES = 10.0, 2
_LOST, _WON = ("lost",), ("won", "warning_closed", "prevented")
_STATES = {
    "succeeded": "paid",
    "processing": "on its way",
    "canceled": "cancelled",
}
# What it was tried with did not pay, and nobody types another card into it.
_TRIED = "requires_payment_method"


class Declined(Exception):
    """What was saved was not charged; the message is why, as a payment keeps it."""


def of_session(said: Any, *, to_trust: bool) -> Became:
    """What became of a Checkout Session, read with the money behind it."""
    cents = said.amount_total or 0
    reference = said.client_reference_id or ""
    intent = said.payment_intent
    if said.status != "complete" or intent is None or isinstance(intent, str):
        return Became(
            reference=reference,
            state={"expired": "cancelled"}.get(said.status, "open"),
            cents=cents,
            trust_cents=cents if to_trust else 0,
            number=said.id,
            currency=said.currency or "",
            address=(said.url or "") if said.status == "open" else "",
        )
    became = of_intent(intent, to_trust=to_trust)
    if became.state == "open":
        # The page is closed: what it did not bring, it will not bring.
        became = replace(became, state="failed", why=_why_not(intent) or _why(""))
    return replace(became, reference=reference, number=said.id, address="")


def _state_of(said: Any) -> str:
    if said.status == _TRIED and _of(said, "last_payment_error"):
        return "failed"
    return _STATES.get(said.status, "open")


def of_intent(said: Any, *, to_trust: bool) -> Became:
    """What became of a Payment Intent, read with its latest charge."""
    cents = said.amount_received if said.status == "succeeded" else said.amount
    charge = said.latest_charge
    wholly = charge is not None and not isinstance(charge, str)
    settled = _of(charge, "balance_transaction") if wholly else None
    whole: Any = None if isinstance(settled, str) else settled
    return Became(
        reference=_of(said.metadata, "reference") or "",
        state=_state_of(said),
        cents=cents,
        trust_cents=cents if to_trust else 0,
        number=said.id,
        why=_why_not(said),
        address=_second_factor(said),
        currency=said.currency,
        method=_method(charge.payment_method_details) if wholly else "",
        charge=charge.id if wholly else (charge or ""),
        customer=_id(said.customer),
        saved=_id(said.payment_method) if _of(said, "setup_future_usage") else "",
        fee_cents=whole.fee if whole else 0,
        is_netted=bool(whole) and whole.net < whole.amount,
    )


def _why_not(intent: Any) -> str:
    """Why it was not paid; "" where nothing went wrong."""
    trouble = _of(intent, "last_payment_error")
    return _why(trouble.code or "") if trouble else ""


def _second_factor(intent: Any) -> str:
    """Where the payer's bank asks whether it is they; "" where it does not."""
    to_do = _of(intent, "next_action") if intent.status == "requires_action" else None
    where = _of(to_do, "redirect_to_url") if to_do else None
    return (_of(where, "url") or "") if where else ""


def _why(code: str) -> str:
    if code in ("authentication_required", "payment_intent_authentication_failure"):
        return NOT_CONFIRMED
    return DECLINED


def _method(details: Any) -> str:
    """What was paid with, as a payment keeps it: `Visa ending in 4242`."""
    if details.type == "card":
        return f"{details.card.brand.title()} ending in {details.card.last4}"
    if details.type == "us_bank_account":
        return f"Bank account ending in {details.us_bank_account.last4}"
    return str(details.type)


def _of(said: Any, name: str) -> Any:
    """What an object of Stripe's says under this name; None where it does not."""
    return getattr(said, name, None)


def _id(said: Any) -> str:
    return said if isinstance(said, str) else (said.id if said else "")


def returned(said: Any) -> Returned:
    states = {"succeeded": "done", "failed": "failed", "canceled": "failed"}
    state = states.get(said.status, "open")
    return Returned(said.id, state, said.amount, _of(said, "failure_reason") or "")


def contested(said: Any) -> Contested:
    until = _of(said.evidence_details, "due_by")
    fees = [row.fee for row in said.balance_transactions or [] if row.fee]
    state = "lost" if said.status in _LOST else "open"
    return Contested(
        number=said.id,
        charge=_id(said.charge),
        state="won" if said.status in _WON else state,
        cents=said.amount,
        fee_cents=sum(fees),
        why=said.reason,
        until=datetime.fromtimestamp(until, UTC) if until else None,
        currency=said.currency,
    )


@contextmanager
def asking(key: str) -> Iterator[stripe.StripeClient]:
    """Stripe, asked under a key; its trouble in our own words."""
    line: Any = stripe.RequestsClient(timeout=SECONDS)
    try:
        yield stripe.StripeClient(
            key,
            base_addresses={"api": settings.STRIPE_ADDRESS},
            http_client=line,
            max_network_retries=TRIES,
        )
    except stripe.StripeError as trouble:
        raise as_ours(trouble) from trouble
    finally:
        line.close()


def as_ours(trouble: stripe.StripeError) -> Exception:
    """Which of our own words for trouble this is."""
    if trouble.http_status == 404:
        return NoSuchPayment(str(trouble.user_message or trouble))
    if isinstance(trouble, stripe.CardError):
        return Declined(_why(trouble.code or ""))
    refused = stripe.InvalidRequestError, stripe.AuthenticationError
    if isinstance(trouble, (*refused, stripe.PermissionError)):
        return ProcessorRefused(str(trouble.user_message or type(trouble).__name__))
    return ProcessorDown(type(trouble).__name__)
