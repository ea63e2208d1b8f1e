"""How people sign in, on top of django-allauth: what it writes, says and keeps secret."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from harborlight.firm import events
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.membership import memberships_of
from harborlight.firm.requests import place_of
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.ciphers import seal, unseal

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by invitation; every sign-in is an event in every firm."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        response = super().post_login(request, user, **kwargs)
        record_for(request, user, events.SIGNED_IN)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - not bound to


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are encrypted; the relying party is our host name."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(_key(), text.encode(), "second factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = base64.b64decode(encrypted_text)
        return unseal(_key(), sealed, "second factor").decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.SITE_HOST, "name": "Harborlight"}


def record_for(
    request: HttpRequest, user: Any, kind: events.EventKind, **words: Any
) -> None:
    """An event about somebody's own account stands in the log of each of their firms."""
    seen = set()
    for row in memberships_of(user):
        if row.firm_id in seen:
            continue
        seen.add(row.firm_id)
        actor = Actor(
            firm=row.firm,
            roles=frozenset({row.role}),  # type: ignore[arg-type]
            name=user.name or user.email,
            user_id=user.pk,
            human=row.human,
            place=place_of(request),
        )
        with inside(row.firm), acting(actor, kind, row.firm) as event:
            event.say(**words)


def _key() -> bytes:
    return hashlib.sha256(f"second factors {settings.SECRET_KEY}".encode()).digest()
