"""Stripe behind our small door: its hosted page, saved methods, refunds and disputes.

One account at Stripe pays out into one bank account: money for trust and money that is
earned never meet in one charge, and what comes of a charge comes whole. We never see a
card number. Nothing that Stripe sends is believed but which object it speaks of; that is
read again here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import stripe

from harborlight.outside.payments import (
    TOO_OLD_SECONDS,
    Asked,
    BadNotice,
    Became,
    Begun,
    Contested,
    ProcessorRefused,
    Returned,
    declined,
)
from harborlight.outside.payments_stripe_read import (
    Declined,
    asking,
    contested,
    of_intent,
    of_session,
    returned,
)

# Of a Checkout Session, with the money behind it in the same answer.
_MONEY = ["payment_intent.latest_charge.balance_transaction"]
_CHARGE = ["latest_charge.balance_transaction"]

# What the words of a notice may be that nobody of Stripe's wrote.
_UNREADABLE = ValueError, KeyError, TypeError, AttributeError, RecursionError


def _name(said: object) -> str:
    """A number or a kind as Stripe writes them; what no database keeps is none."""
    if not (isinstance(said, str) and said.isascii() and said.isprintable()):
        raise ValueError("This names nothing.")
    return said


@dataclass(frozen=True)
class Spoken:
    """A notice whose signature is right: its number, its kind, and of what it speaks."""

    number: str
    kind: str
    about: str
    is_live: bool


@dataclass(frozen=True)
class StripeHouse:
    """One account at Stripe: its key, and what its notices are signed with.

    to_trust: its payouts go to the trust account. methods: of Stripe's names.
    """

    key: str
    secret: str
    to_trust: bool
    methods: tuple[str, ...] = ("card",)

    def begin(self, asked: Asked) -> Begun:
        intent: dict[str, Any] = {"metadata": {"reference": asked.reference}}
        params: Any = {
            "mode": "payment",
            "client_reference_id": asked.reference,
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": "usd",
                        "unit_amount": asked.cents,
                        "product_data": {"name": asked.words},
                    },
                }
            ],
            "payment_method_types": [*self.methods],
            "payment_intent_data": intent,
            "metadata": {"reference": asked.reference},
            "success_url": asked.back,
            "cancel_url": asked.left,
        }
        if asked.keeps:
            intent["setup_future_usage"] = "off_session"
        if asked.customer:
            params["customer"] = asked.customer
        elif asked.keeps:
            params["customer_creation"] = "always"
        with asking(self.key) as there:
            made = there.v1.checkout.sessions.create(
                params=params,
                options={"idempotency_key": asked.key},
            )
        if made.url is None:
            raise ProcessorRefused("The page of this payment is closed.")
        return Begun(made.id, made.url)

    def read(self, number: str) -> Became:
        with asking(self.key) as there:
            if number.startswith("pi_"):
                said = there.v1.payment_intents.retrieve(
                    number, params={"expand": _CHARGE}
                )
                return of_intent(said, to_trust=self.to_trust)
            session = there.v1.checkout.sessions.retrieve(
                number, params={"expand": _MONEY}
            )
        return of_session(session, to_trust=self.to_trust)

    def cancel(self, number: str) -> Became:
        became = self.read(number)
        if became.state != "open":
            return became
        try:
            with asking(self.key) as there:
                if number.startswith("pi_"):
                    there.v1.payment_intents.cancel(number)
                else:
                    there.v1.checkout.sessions.expire(number)
        except ProcessorRefused:
            # Paid in this very moment: what is so now, it says itself.
            pass
        return self.read(number)

    def charge(self, asked: Asked, saved: str) -> Became:
        return self._charged(asked, saved, {"off_session": True})

    def charge_now(self, asked: Asked, saved: str) -> Became:
        # Its bank may ask for a second factor on a page that leads back to ours.
        return self._charged(asked, saved, {"return_url": asked.back})

    def _charged(self, asked: Asked, saved: str, how: dict[str, Any]) -> Became:
        params: Any = {
            "amount": asked.cents,
            "currency": "usd",
            "customer": asked.customer,
            "payment_method": saved,
            "payment_method_types": [*self.methods],
            "confirm": True,
            "description": asked.words,
            "metadata": {"reference": asked.reference},
            "expand": _CHARGE,
            **how,
        }
        try:
            with asking(self.key) as there:
                made = there.v1.payment_intents.create(
                    params=params, options={"idempotency_key": asked.key}
                )
        except Declined as no:
            return declined(asked, str(no))
        return of_intent(made, to_trust=self.to_trust)

    def give_back(self, charge: str, cents: int, *, key: str) -> Returned:
        with asking(self.key) as there:
            made = there.v1.refunds.create(
                params={"charge": charge, "amount": cents},
                options={"idempotency_key": key},
            )
        return returned(made)

    def read_returned(self, number: str) -> Returned:
        with asking(self.key) as there:
            return returned(there.v1.refunds.retrieve(number))

    def read_contested(self, number: str) -> Contested:
        with asking(self.key) as there:
            return contested(there.v1.disputes.retrieve(number))

    def defend(self, number: str, words: str) -> Contested:
        with asking(self.key) as there:
            made = there.v1.disputes.update(
                number,
                params={"evidence": {"uncategorized_text": words}, "submit": True},
                options={"idempotency_key": f"defend {number}"},
            )
        return contested(made)

    def heard(
        self, body: bytes, headers: Mapping[str, str], moment: datetime
    ) -> Spoken:
        """What a notice speaks of. BadNotice unless it is signed, and from just now."""
        signed = headers.get("Stripe-Signature", "")
        try:
            stripe.WebhookSignature.verify_header(body, signed, self.secret)
            stamps = [part[2:] for part in signed.split(",") if part[:2] == "t="]
            said = json.loads(body.decode())
            about = said["data"]["object"].get("id")
            number, kind = _name(said["id"]), _name(said["type"])
            spoken = Spoken(number, kind, _name(about or ""), said["livemode"] is True)
        except (stripe.SignatureVerificationError, *_UNREADABLE) as no:
            raise BadNotice(str(no)) from no
        if abs(moment.timestamp() - int(stamps[0])) > TOO_OLD_SECONDS:
            raise BadNotice("This notice is too old, or from the future.")
        return spoken

    @property
    def is_live(self) -> bool:
        """Whether its key moves real money."""
        return "_live_" in self.key
