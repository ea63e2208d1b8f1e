"""A processor that moves no money: its page offers the outcomes a real one has.

It keeps its own record in files below HOME/sandbox, as a house of its own would.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from harborlight.outside.payments import (
    DECLINED,
    NOT_CONFIRMED,
    TOO_OLD_SECONDS,
    Asked,
    BadNotice,
    Became,
    Begun,
    Contested,
    NoProcessor,
    NoSuchPayment,
    Returned,
)

# After these nothing is charged (again).
ENDED = ("paid", "cancelled")
FEE_CENTS = 1500
# A card that is kept, and whose bank asks each time whether it is they.
ASKS = "asks"


class Sandbox:
    """The embedded processor, of one house."""

    def __init__(self, folder: Path, secret: str) -> None:
        self.folder = folder
        self.secret = secret.encode()

    def new_reference(self) -> str:
        return f"sbx_{secrets.token_urlsafe(18)}"

    def begin(self, asked: Asked) -> Begun:
        if not self._path(asked.reference).exists():
            self._write(
                asked, Became(asked.reference, "open", asked.cents, asked.trust_cents)
            )
        return Begun(asked.reference, _page(asked.reference))

    def read(self, number: str) -> Became:
        became = self._read(number)[1]
        page = "" if became.state in ENDED else _page(number)
        return replace(became, address=page)

    def asked(self, number: str) -> Asked:
        return self._read(number)[0]

    def decide(self, number: str, outcome: str) -> Became:
        """What the payer pressed on the sandbox's page: pay, confirm, delay, decline,
        arrive (what was delayed) or contest (what was paid).
        """
        asked, became = self._read(number)
        if outcome == "contest" and became.state == "paid":
            self._keep(f"dispute {number}", asdict(self._contested(became)))
            return became
        if became.state in ENDED:
            return became
        became = _after(outcome, asked, became)
        self._write(asked, became)
        return became

    def cancel(self, number: str) -> Became:
        asked, became = self._read(number)
        if became.state not in (*ENDED, "on its way"):
            became = replace(became, state="cancelled", why="Taken back.")
            self._write(asked, became)
        return became

    def charge(self, asked: Asked, saved: str) -> Became:
        if self._path(asked.reference).exists():
            return self.read(asked.reference)
        self.begin(asked)
        # Without its owner nobody confirms.
        outcome = "refuse" if ASKS in saved else "pay"
        return self.decide(
            asked.reference, "decline" if "decline" in saved else outcome
        )

    def charge_now(self, asked: Asked, saved: str) -> Became:
        self.begin(asked)
        became = self.read(asked.reference)
        if became.state in (*ENDED, "on its way"):
            return became
        if ASKS in saved:
            return replace(became, state="open")
        return self.decide(asked.reference, "decline" if "decline" in saved else "pay")

    def give_back(self, charge: str, cents: int, *, key: str) -> Returned:
        name = f"refund {key}"
        if not self._path(name).exists():
            self._keep(name, asdict(Returned(name, "done", cents)))
        return self.read_returned(name)

    def read_returned(self, number: str) -> Returned:
        return Returned(**self._kept(number))

    def read_contested(self, number: str) -> Contested:
        return Contested(**self._kept(number))

    def defend(self, number: str, words: str) -> Contested:
        """The bank of the sandbox believes whoever says something."""
        state = "won" if words.strip() else "lost"
        self._keep(number, asdict(replace(self.read_contested(number), state=state)))
        return self.read_contested(number)

    def contested(self, number: str) -> Contested | None:
        """The dispute about this payment, if its payer began one."""
        try:
            return self.read_contested(f"dispute {number}")
        except NoSuchPayment:
            return None

    def notice(self, number: str, moment: datetime) -> tuple[bytes, dict[str, str]]:
        """A signed notice about a payment: its raw body and its headers."""
        body = json.dumps({"reference": number}).encode()
        stamp = str(int(moment.timestamp()))
        return body, {
            "Notice-Timestamp": stamp,
            "Notice-Signature": self._sign(stamp, body),
        }

    def verified(
        self, body: bytes, headers: Mapping[str, str], moment: datetime
    ) -> str:
        """The number that a signed notice speaks of. BadNotice if it is not genuine."""
        stamp = headers.get("Notice-Timestamp", "")
        signed = headers.get("Notice-Signature", "")
        if not hmac.compare_digest(signed.encode(), self._sign(stamp, body).encode()):
            raise BadNotice("The signature of this notice is not the processor's.")
        if abs(moment.timestamp() - int(stamp)) > TOO_OLD_SECONDS:
            raise BadNotice("This notice is too old.")
        return str(json.loads(body)["reference"])

    def _contested(self, paid: Became) -> Contested:
        return Contested(
            f"dispute {paid.reference}",
            paid.reference,
            "open",
            paid.cents,
            FEE_CENTS,
            "The payer does not recognise it.",
        )

    def _sign(self, stamp: str, body: bytes) -> str:
        return hmac.new(
            self.secret, stamp.encode() + b"." + body, hashlib.sha256
        ).hexdigest()

    def _path(self, name: str) -> Path:
        # The name comes from an address: it must not name another file.
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()}.json"

    def _read(self, number: str) -> tuple[Asked, Became]:
        kept = self._kept(number)
        return Asked(**kept["asked"]), Became(**kept["became"])

    def _write(self, asked: Asked, became: Became) -> None:
        kept = {"asked": asdict(asked), "became": asdict(became)}
        self._keep(asked.reference, kept)

    def _kept(self, name: str) -> dict[str, Any]:
        try:
            kept: dict[str, Any] = json.loads(self._path(name).read_text())
        except FileNotFoundError:
            raise NoSuchPayment(name) from None
        return kept

    def _keep(self, name: str, kept: dict[str, Any]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(name)
        scratch = path.with_suffix(f".{secrets.token_hex(4)}")
        scratch.write_text(json.dumps(kept))
        scratch.replace(path)


def _page(number: str) -> str:
    return f"/sandbox/pay/{number}/"


def _after(outcome: str, asked: Asked, became: Became) -> Became:
    if outcome in ("pay", "confirm", "arrive"):
        bank = became.state == "on its way"
        return replace(
            became,
            state="paid",
            method="Bank account ending in 6789" if bank else "Visa ending in 4242",
            why="",
            charge=asked.reference,
            customer="sandbox" if asked.keeps else "",
            saved=_saved(outcome) if asked.keeps else "",
        )
    if outcome == "delay":
        return replace(became, state="on its way", why="")
    why = NOT_CONFIRMED if outcome == "refuse" else DECLINED
    return replace(became, state="failed", why=why)


def _saved(outcome: str) -> str:
    return f"visa 4242 {ASKS}" if outcome == "confirm" else "visa 4242"


def sandbox() -> Sandbox:
    """The sandbox, on installations that use it; elsewhere it does not exist."""
    if settings.PAYMENTS != "sandbox":
        raise NoProcessor("No card processor is set up here.")
    return Sandbox(settings.HOME / "sandbox", f"sandbox {settings.SECRET_KEY}")
