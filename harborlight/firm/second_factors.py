"""The secrets of second factors, kept encrypted, and who we are to a passkey."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext

from harborlight.firm.vault.ciphers import seal, unseal


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are encrypted; the relying party is our host name."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(
            seal(factor_key(), text.encode(), "second factor")
        ).decode()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = base64.b64decode(encrypted_text)
        return unseal(factor_key(), sealed, "second factor").decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.SITE_HOST, "name": "Harborlight"}


def factor_key() -> bytes:
    """32 bytes, from the oldest master key: a rotation keeps them."""
    return hashlib.sha256(f"second factors {settings.SECRET_KEY}".encode()).digest()
