"""Text messages, through whoever speaks as Twilio documented its Messages resource.

    POST {base}/2010-04-01/Accounts/{sid}/Messages.json   To, From, Body; Basic auth
    201 {"sid": "SM...", "status": "queued"}    400 {"code": 21610, "message": "..."}

HARBORLIGHT_TEXTS says where and as whom; without it none is sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import httpx
from django.conf import settings

SECONDS = 20.0
_NUMBER = re.compile(r"\+[1-9][0-9]{7,14}")


class NotTaken(Exception):
    """The provider certainly has no message. lasting: to ask again is of no use."""

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.why, self.lasting = why, lasting


class Unknown(Exception):
    """The line broke while the provider was asked: nobody knows whether it has it."""


@dataclass(frozen=True)
class Provider:
    """base: "https://api.provider.example"; sid and token sign in; number: whose it is."""

    base: str
    sid: str
    token: str
    number: str

    def send(self, *, to: str, text: str) -> str:
        """Hand one message over; the provider's name for it. NotTaken, Unknown."""
        if not _NUMBER.fullmatch(to):
            raise NotTaken("no-number", lasting=True)
        said = {"To": to, "From": self.number, "Body": text}
        where = f"{self.base}/2010-04-01/Accounts/{self.sid}/Messages.json"
        try:
            with httpx.Client(timeout=SECONDS, trust_env=False) as client:
                answer = client.post(where, data=said, auth=(self.sid, self.token))
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise NotTaken("not-reached") from error
        except httpx.HTTPError as error:
            raise Unknown(type(error).__name__) from error
        return _read(answer)


def _read(answer: httpx.Response) -> str:
    try:
        said = answer.json()
        said = said if isinstance(said, dict) else {}
    except ValueError:
        said = {}
    if answer.status_code in (200, 201):
        return str(said.get("sid", ""))[:80]
    if answer.status_code >= 500:
        # It may have taken it before it broke.
        raise Unknown(str(answer.status_code))
    code = str(said.get("code", "")) or str(answer.status_code)
    # 4xx with a code of the message itself: the number is none, or wrote STOP.
    raise NotTaken(code[:40], lasting=answer.status_code == 400)


def provider() -> Provider | None:
    """Whoever carries our text messages; None: nobody does."""
    if not settings.TEXTS or not settings.TEXTS_FROM:
        return None
    parts = urlsplit(settings.TEXTS)
    port = f":{parts.port}" if parts.port else ""
    return Provider(
        f"{parts.scheme}://{parts.hostname}{port}",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        settings.TEXTS_FROM,
    )
