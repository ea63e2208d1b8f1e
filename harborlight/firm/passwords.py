"""How passwords are kept: Argon2id with a pepper."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """64 MiB, three passes, one lane (OWASP's floor is 19 MiB and two).

    The password is normalised (NFC) and keyed with a pepper that is not in the
    database before it is hashed.
    """

    algorithm = "argon2id_peppered"
    time_cost = 3
    memory_cost = 65536
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        return super().encode(self._peppered(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        return super().verify(self._peppered(password), encoded)

    def harden_runtime(self, password: str, encoded: str) -> None:
        super().harden_runtime(self._peppered(password), encoded)

    @staticmethod
    def _peppered(password: str) -> str:
        normal = unicodedata.normalize("NFC", password).encode()
        return hmac.new(
            settings.SECRET_KEY.encode(), normal, hashlib.sha256
        ).hexdigest()
