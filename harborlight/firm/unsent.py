"""Answers that wait in a browser until they can be sent (decision 28)."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings

from harborlight.firm.vault.ciphers import derive

if TYPE_CHECKING:
    from uuid import UUID


def browser_key(user_id: UUID) -> str:
    """The key of what this account wrote and has not sent, in base 64.

    Only pages made for the account carry it, and no browser keeps them: once they are
    closed, nobody reads what waits there who does not sign in as the one who wrote it.
    """
    secret = hashlib.sha256(f"unsent answers {settings.SECRET_KEY}".encode()).digest()
    return base64.b64encode(derive(secret, str(user_id))).decode()
