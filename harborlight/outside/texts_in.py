"""Text messages that people send to our number, as Twilio documented its webhooks.

    POST, a form: From, To, Body, MessageSid    X-Twilio-Signature: base64(HMAC-SHA1(token,
    the address that was called, then each name and value of the form by name))

What is said we read only for a word that ends or resumes messages; nothing else is kept.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from harborlight.outside.texts import provider

STOP, START, HELP, OTHER = "stop", "start", "help", "other"
# In English and Spanish, as carriers ask for them.
_WORDS = {
    STOP: ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "alto", "parar",
           "basta", "cancelar"),
    START: ("start", "unstop", "iniciar", "comenzar", "empezar"),
    HELP: ("help", "info", "ayuda"),
}  # fmt: skip


class BadText(Exception):
    """It was not signed by whoever carries our messages, or was sent to another number."""


@dataclass(frozen=True)
class Heard:
    """number: whose telephone it came from. means: STOP, START, HELP or OTHER."""

    number: str
    means: str


def heard(address: str, form: Mapping[str, str], signature: str) -> Heard:
    """What somebody wrote to us. address: as the provider called it. BadText."""
    carrier = provider()
    if carrier is None:
        raise BadText("Nobody carries our text messages.")
    wanted = signed(address, form, carrier.token)
    if not hmac.compare_digest(wanted.encode(), signature.encode()):
        raise BadText("Its signature is another one.")
    if form.get("To", "") != carrier.number or not form.get("From"):
        raise BadText("It was sent to another number.")
    word = form.get("Body", "").strip().strip(".!").casefold()
    means = next((one for one, words in _WORDS.items() if word in words), OTHER)
    return Heard(form["From"], means)


def signed(address: str, form: Mapping[str, str], token: str) -> str:
    """The signature that belongs to a form which was sent to this address."""
    said = address + "".join(f"{name}{form[name]}" for name in sorted(form))
    made = hmac.new(token.encode(), said.encode(), "sha1").digest()
    return base64.b64encode(made).decode()
