"""Taking money: a card processor behind one small door, and a sandbox that behaves like one.

Our pages never see a card number: the payer goes to the processor's own page.
The processor then tells us by a signed notice; we believe nothing of it but the
reference, and read the payment again from the processor before we post it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

TOO_OLD_SECONDS = 300


class BadNotice(Exception):
    """This notice was not signed by the processor, or is too old."""


class NoProcessor(Exception):
    """This installation takes no cards."""


class NoSuchPayment(Exception):
    """The processor knows no payment of this reference."""


@dataclass(frozen=True)
class Asked:
    """A payment as it was asked for: whole cents, and how much of it goes to trust.

    back: where the payer comes back to after paying; left: after going away again.
    """

    reference: str
    cents: int
    trust_cents: int
    words: str
    back: str
    left: str = ""


@dataclass(frozen=True)
class Became:
    """What became of a payment: "open", "paid", "failed" or "cancelled"."""

    reference: str
    state: str
    cents: int
    trust_cents: int
    method: str = ""
    why: str = ""


class Processor(Protocol):
    """What we need of any card processor."""

    def new_reference(self) -> str:
        """A reference for a payment that is about to be asked for."""
        ...

    def begin(self, asked: Asked) -> str:
        """Ask for a payment; the address of the processor's page. Once a reference."""
        ...

    def read(self, reference: str) -> Became:
        """What became of it. NoSuchPayment if it was never asked for."""
        ...

    def cancel(self, reference: str) -> Became:
        """Take the asking back; what became of it, "cancelled" or what was so before."""
        ...

    def verified(
        self, body: bytes, headers: Mapping[str, str], moment: datetime
    ) -> str:
        """The reference that a signed notice speaks of. BadNotice if it is not genuine."""
        ...


# After these nothing is charged (again).
ENDED = ("paid", "cancelled")


class Sandbox:
    """A processor that moves no money: its page offers the outcomes a real one has.

    It keeps its own record in files below HOME/sandbox, as a house of its own would.
    """

    def __init__(self, folder: Path, secret: str) -> None:
        self.folder = folder
        self.secret = secret.encode()

    def new_reference(self) -> str:
        return f"sbx_{secrets.token_urlsafe(18)}"

    def begin(self, asked: Asked) -> str:
        if not self._path(asked.reference).exists():
            self._write(
                asked, Became(asked.reference, "open", asked.cents, asked.trust_cents)
            )
        return f"/sandbox/pay/{asked.reference}/"

    def read(self, reference: str) -> Became:
        return self._read(reference)[1]

    def asked(self, reference: str) -> Asked:
        return self._read(reference)[0]

    def decide(self, reference: str, outcome: str) -> Became:
        """What the payer pressed on the sandbox's page: "pay" or "decline"."""
        asked, became = self._read(reference)
        if became.state in ENDED:
            return became
        paid = outcome == "pay"
        became = Became(
            reference,
            "paid" if paid else "failed",
            asked.cents,
            asked.trust_cents,
            method="Visa ending in 4242" if paid else "",
            why="" if paid else "The card was declined.",
        )
        self._write(asked, became)
        return became

    def cancel(self, reference: str) -> Became:
        asked, became = self._read(reference)
        if became.state not in ENDED:
            became = replace(became, state="cancelled", why="Taken back.")
            self._write(asked, became)
        return became

    def notice(self, reference: str, moment: datetime) -> tuple[bytes, dict[str, str]]:
        """A signed notice about a payment: its raw body and its headers."""
        body = json.dumps({"reference": reference}).encode()
        stamp = str(int(moment.timestamp()))
        return body, {
            "Notice-Timestamp": stamp,
            "Notice-Signature": self._sign(stamp, body),
        }

    def verified(
        self, body: bytes, headers: Mapping[str, str], moment: datetime
    ) -> str:
        stamp = headers.get("Notice-Timestamp", "")
        signed = headers.get("Notice-Signature", "")
        if not hmac.compare_digest(signed.encode(), self._sign(stamp, body).encode()):
            raise BadNotice("The signature of this notice is not the processor's.")
        if abs(moment.timestamp() - int(stamp)) > TOO_OLD_SECONDS:
            raise BadNotice("This notice is too old.")
        return str(json.loads(body)["reference"])

    def _sign(self, stamp: str, body: bytes) -> str:
        return hmac.new(
            self.secret, stamp.encode() + b"." + body, hashlib.sha256
        ).hexdigest()

    def _path(self, reference: str) -> Path:
        # The reference comes from an address: it must not name another file.
        name = hashlib.sha256(reference.encode()).hexdigest()
        return self.folder / f"{name}.json"

    def _read(self, reference: str) -> tuple[Asked, Became]:
        try:
            kept = json.loads(self._path(reference).read_text())
        except FileNotFoundError:
            raise NoSuchPayment(reference) from None
        return Asked(**kept["asked"]), Became(**kept["became"])

    def _write(self, asked: Asked, became: Became) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(asked.reference)
        scratch = path.with_suffix(f".{secrets.token_hex(4)}")
        scratch.write_text(
            json.dumps({"asked": asdict(asked), "became": asdict(became)})
        )
        scratch.replace(path)


def takes_cards() -> bool:
    """Whether a card can be used here at all."""
    return bool(settings.PAYMENTS)


def processor() -> Processor:
    """The processor this installation uses. NoProcessor if it takes no cards."""
    return sandbox()


def sandbox() -> Sandbox:
    """The sandbox, on installations that use it; elsewhere it does not exist."""
    if settings.PAYMENTS != "sandbox":
        raise NoProcessor("No card processor is set up here.")
    return Sandbox(settings.HOME / "sandbox", f"sandbox {settings.SECRET_KEY}")
