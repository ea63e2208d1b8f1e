"""Telling a program of the firm's, at an address that the firm wrote down.

Whoever may write an address must not have this server ask a machine that only this
server reaches: the name is looked up once, every address that it has must be one of the
open Internet, and the connection goes to the very address that was looked at. Nothing is
followed anywhere else. Of the answer its status is read and no more, and who lets us wait
for it, byte by byte, is left.
"""

from __future__ import annotations

import base64
import ipaddress
import secrets
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Timer
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from standardwebhooks import Webhook

# How long a program may be silent, and how long the whole may take.
SECONDS, ALTOGETHER = 20.0, 30.0
HEADERS = {"Content-Type": "application/json", "User-Agent": "Harborlight"}
# Codes of what a try met, where no status came back.
NO_ADDRESS, NOT_PUBLIC, NOT_HTTPS, SILENT = "no-address", "not-public", "not-https", "silent"  # fmt: skip


class NotAllowed(Exception):
    """This address may not be asked; the code says why."""


@dataclass(frozen=True)
class Target:
    """Where a message goes: the address as it was written, and the machine behind it."""

    url: httpx.URL
    host: str
    ip: str


def target(address: str) -> Target:
    """The machine behind an address. NotAllowed if this server may not ask it."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotAllowed(NO_ADDRESS) from None
    if not host or parts.username or parts.password:
        raise NotAllowed(NO_ADDRESS)
    # Programs in the firm's own network, which its operator named.
    ours = f"{host}:{port or 443}" in settings.HOOKS_INSIDE
    if parts.scheme != "https" and not (ours and parts.scheme == "http"):
        raise NotAllowed(NOT_HTTPS)
    several = _looked_up(host, port or 443)
    if not ours and not all(_is_public(ip) for ip in several):
        raise NotAllowed(NOT_PUBLIC)
    return Target(httpx.URL(address), host, several[0])


def _looked_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotAllowed(NO_ADDRESS) from None
    return [str(one[4][0]) for one in found]


def _is_public(ip: str) -> bool:
    known = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(known, ipaddress.IPv6Address):
        if known.is_site_local:
            return False
        known = _inside(known) or known
    return known.is_global and not known.is_multicast


# Ways to write an address of the old Internet as one of the new: mapped (RFC 4291) and
# translated (RFC 6052, 8215), its last 32 bits; 6to4 says it itself.
_WRAPPING = [
    ipaddress.IPv6Network(one) for one in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48")
]


def _inside(known: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The machine of the old Internet that such an address leads to."""
    if any(known in one for one in _WRAPPING):
        return ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)
    return known.ipv4_mapped or known.sixtofour


def new_secret() -> str:
    """A secret of 32 random bytes, as Standard Webhooks writes it."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def signed(
    several: Sequence[str], key: str, body: bytes, moment: datetime
) -> dict[str, str]:
    """The headers of Standard Webhooks: by which the program knows that it is us, and now.

    several: the secret, and the one before it while a program still learns the new one.
    """
    stamp = moment.astimezone(UTC)
    words = body.decode()
    ours = [Webhook(secret).sign(key, stamp, words) for secret in several]
    return {
        "webhook-id": key,
        "webhook-timestamp": str(int(stamp.timestamp())),
        "webhook-signature": " ".join(ours),
    }


def post(
    address: str,
    body: bytes,
    *,
    with_secrets: Sequence[str],
    key: str,
    moment: datetime,
) -> int | str:
    """Hand one message over: the status that came back, or a code of why none did.

    key: the same however often it is tried, so that it is taken once.
    """
    try:
        there = target(address)
    except NotAllowed as why:
        return str(why)
    headers = {**HEADERS, "Idempotency-Key": key, "Host": there.url.netloc.decode()}
    headers |= signed(with_secrets, key, body, moment)
    # The name stands in the certificate, the number is where we go.
    also = {"sni_hostname": there.host} if there.url.scheme == "https" else {}
    url = there.url.copy_with(host=there.ip)
    try:
        with (
            httpx.Client(timeout=SECONDS, trust_env=False) as client,
            _left_after(ALTOGETHER, client),
            client.stream(
                "POST", url, content=body, headers=headers, extensions=also
            ) as answer,
        ):
            return answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        return SILENT


@contextmanager
def _left_after(seconds: float, client: httpx.Client) -> Iterator[None]:
    """Its connections are closed then, whatever still comes: a limit on each read alone
    would let one program hold up a worker for hours."""
    timer = Timer(seconds, client.close)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
