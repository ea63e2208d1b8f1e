"""Authenticated encryption of small things (AES-256-GCM, NIST SP 800-38D)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_LENGTH = 32
_NONCE = 12
_FORMAT = b"\x01"


class Unreadable(Exception):
    """These bytes were changed, moved to another row, or belong to another key."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_LENGTH)


def seal(key: bytes, plain: bytes, about: str) -> bytes:
    """Encrypt; `about` (what and whose it is) must be said again to open it."""
    nonce = secrets.token_bytes(_NONCE)
    return _FORMAT + nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def unseal(key: bytes, sealed: bytes | memoryview, about: str) -> bytes:
    """Decrypt what `seal` made, or raise Unreadable."""
    sealed = bytes(sealed)
    if sealed[:1] != _FORMAT:
        raise Unreadable(f"Unknown form of encryption: {about}.")
    try:
        return AESGCM(key).decrypt(
            sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], about.encode()
        )
    except InvalidTag:
        raise Unreadable(f"Cannot be decrypted: {about}.") from None


def derive(key: bytes, purpose: str) -> bytes:
    """A key for one purpose out of another (one HKDF-Expand block, RFC 5869)."""
    return hmac.new(key, purpose.encode() + b"\x01", hashlib.sha256).digest()


def keyed_hash(key: bytes, text: str) -> str:
    """The same text gives the same 64 hex digits, and nobody without the key can try."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
