"""The Case Status API of USCIS: a token, and what it says of one receipt number.

Its errors come in four shapes; all are read, and the answer is always kept to the letter.
Nothing is tried again here: whoever asks decides when (`pause`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from time import monotonic
from typing import Any

import httpx

# How long it may be silent, and how long the whole may take.
SECONDS, ALTOGETHER = 10.0, 20.0
LARGEST = 1024 * 1024
# Where an answer does not say how long a token lives.
TOKEN_SECONDS = 1800
_SAID_LENGTH = 200


class Failed(Exception):
    """It did not tell a status.

    kind: "unreachable" (no answer, or one that is none), "token" (it does not know who
    asks), "unknown" (no such receipt, or one it says nothing of), "refused" (it finds
    something wrong with the question), "too many", "down" (its fault).
    said: its own words, short. raw: its answer. wait: seconds that it wants to be left alone.
    """

    def __init__(self, kind: str, said: str, raw: str = "", wait: float = 0) -> None:
        super().__init__(f"{kind}: {said}")
        self.kind, self.said, self.raw, self.wait = kind, said, raw, wait


@dataclass(frozen=True)
class Token:
    text: str
    until: datetime


@dataclass(frozen=True)
class Status:
    """What it says of a receipt. raw: the whole answer, to the letter."""

    receipt: str
    form: str
    text: str
    detail: str
    text_es: str
    detail_es: str
    raw: str


def pause(
    tries: int, *, jitter: float, first: float = 60, most: float = 6 * 3600
) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time.

    jitter: from 0 to 1, so that not all who failed at once come back at once.
    """
    whole: float = min(most, first * 2 ** min(max(tries - 1, 0), 20))
    return whole / 2 + whole / 2 * jitter


def fetch_token(address: str, *, client: str, secret: str, moment: datetime) -> Token:
    """A token for whoever these are. Failed, if there is none."""
    form = {"grant_type": "client_credentials"}
    form |= {"client_id": client, "client_secret": secret}
    code, raw, wait = _sent("POST", address, data=form)
    said = _json(raw)
    if code != 200 or not isinstance(said, dict) or not said.get("access_token"):
        kind = "token" if code in (200, 400, 401, 403) else _kind(code)
        raise Failed(kind, _message(said, raw), "", wait)
    # Numbers come as texts.
    try:
        seconds = int(float(str(said.get("expires_in", TOKEN_SECONDS))))
    except ValueError:
        seconds = TOKEN_SECONDS
    until = moment + timedelta(seconds=max(seconds - 60, 30))
    return Token(str(said["access_token"]), until)


def fetch_status(address: str, receipt: str, *, token: str) -> Status:
    """What it says of a receipt number. Failed, if it says nothing."""
    code, raw, wait = _sent(
        "GET", f"{address}{receipt}", headers={"Authorization": f"Bearer {token}"}
    )
    said = _json(raw)
    if code != 200:
        raise Failed(_kind(code), _message(said, raw), raw, wait)
    about = said.get("case_status") if isinstance(said, dict) else None
    text = about.get("current_case_status_text_en") if isinstance(about, dict) else None
    if not isinstance(about, dict) or not isinstance(text, str) or not text.strip():
        raise Failed("unreachable", "the answer is not one of this service", raw)
    number = str(about.get("receiptNumber") or receipt)
    if number != receipt:
        raise Failed("unreachable", "the answer is about another number", raw)
    return Status(
        receipt=number,
        form=_plain(about.get("formType")),
        text=_plain(text),
        detail=_plain(about.get("current_case_status_desc_en")),
        text_es=_plain(about.get("current_case_status_text_es")),
        detail_es=_plain(about.get("current_case_status_desc_es")),
        raw=raw,
    )


def _sent(method: str, address: str, **more: Any) -> tuple[int, str, float]:
    """The code, the text, and the seconds that it wants to be left alone."""
    until = monotonic() + ALTOGETHER
    content = bytearray()
    try:
        with (
            httpx.Client(timeout=SECONDS, follow_redirects=False) as client,
            client.stream(method, address, **more) as answer,
        ):
            for part in answer.iter_bytes():
                content += part
                if len(content) > LARGEST:
                    raise Failed("unreachable", "its answer is too large")
                if monotonic() > until:
                    raise Failed("unreachable", "its answer came too slowly")
            wait = _wait(answer.headers)
            return answer.status_code, content.decode(errors="replace"), wait
    except httpx.HTTPError as error:
        raise Failed("unreachable", type(error).__name__) from error


def _kind(code: int) -> str:
    kinds = {
        401: "token",
        403: "token",
        404: "unknown",
        422: "refused",
        429: "too many",
    }
    if code in kinds:
        return kinds[code]
    return "down" if code >= 500 else "refused" if code == 400 else "unreachable"


def _wait(headers: Mapping[str, str]) -> float:
    """Retry-After: seconds, or a moment by the service's own clock."""
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
        seconds = (
            until - parsedate_to_datetime(headers.get("Date", ""))
        ).total_seconds()
    except (TypeError, ValueError):
        return 0
    return max(0.0, seconds)


def _json(raw: str) -> Any:
    try:
        return json.loads(raw.strip())
    except ValueError:
        return None


def _message(said: Any, raw: str) -> str:
    """Its own words of what is wrong, in whichever of the four shapes they came.

    {"code", "message"}; {"message"}; {"errors": [{"code", "message"}]};
    {"error": {"code", "message"}}, of which one has blanks before it.
    """
    found = said
    if isinstance(found, dict) and isinstance(found.get("errors"), list):
        found = next(iter(found["errors"]), None)
    if isinstance(found, dict) and isinstance(found.get("error"), dict):
        found = found["error"]
    if isinstance(found, dict):
        for name in (
            "message",
            "detail",
            "title",
            "error_description",
            "error",
            "fault",
        ):
            if isinstance(found.get(name), str):
                return _plain(found[name])[:_SAID_LENGTH]
    return _plain(raw)[:_SAID_LENGTH]


def _plain(text: Any) -> str:
    """Words without the marks of a page."""
    bare = re.sub(r"<[^>]*>", " ", text) if isinstance(text, str) else ""
    return " ".join(unescape(bare).split())
