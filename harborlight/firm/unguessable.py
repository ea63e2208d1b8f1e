"""Numbers of rows that are not ours, as they stand in addresses: nobody guesses another.

Our own rows have random keys (firm/ids.py). A passkey and a session are rows of
django-allauth, which counts them 1, 2, 3. An address shows such a number sealed
(AES-SIV, RFC 5297), always in the same letters, and opens only what was sealed here.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

from harborlight.firm.vault.ciphers import derive

# Eight bytes of the number behind the sixteen that prove it, in letters.
BYTES, LETTERS = 8, 32


class NumberInAddress:
    """A part of an address that is the number of a row; each kind has seals of its own."""

    regex = f"[0-9A-Za-z_-]{{{LETTERS}}}"
    kind: ClassVar[bytes]

    def to_python(self, value: str) -> int:
        try:
            plain = self._cipher().decrypt(urlsafe_b64decode(value), [self.kind])
        except InvalidTag:
            raise ValueError("Nobody here has sealed this.") from None
        return int.from_bytes(plain)

    def to_url(self, value: int) -> str:
        plain = int(value).to_bytes(BYTES)
        sealed = self._cipher().encrypt(plain, [self.kind])
        return urlsafe_b64encode(sealed).decode()

    def _cipher(self) -> AESSIV:
        # The secret comes from the oldest master key: a rotation keeps addresses.
        return AESSIV(derive(settings.SECRET_KEY.encode(), "numbers in addresses"))


class PasskeyInAddress(NumberInAddress):
    """The `<passkey:pk>` of an address."""

    kind = b"passkey"


class SessionInAddress(NumberInAddress):
    """The `<session:pk>` of an address."""

    kind = b"session"
