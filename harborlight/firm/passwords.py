"""Passwords: Argon2id with a pepper, and none that names the firm or the product."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from harborlight.firm.models import User


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


class NotOurNames:
    """Refuses passwords made of the product's name or the person's own."""

    def validate(self, password: str, user: User | None = None) -> None:
        said = password.casefold()
        names = ["harborlight"]
        if user is not None:
            names += [part for part in user.name.casefold().split() if len(part) > 3]
            names.append(user.email.split("@")[0].casefold())
        if any(name in said and len(said) - len(name) < 8 for name in names if name):
            raise ValidationError(
                _(
                    "This password is little more than a name that others know. Add more words."
                ),
                code="password_names",
            )

    def get_help_text(self) -> str:
        return _("Four or five ordinary words make a good password.")
