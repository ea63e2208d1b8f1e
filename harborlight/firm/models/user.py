from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from harborlight.firm.ids import new_id, shown


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **also: Any) -> User:
        """An account; without a password it is opened by a passkey alone."""
        user = self.model(email=email.strip().lower(), **also)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """An account to sign in with: one a person, for all the firms they deal with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    # Nobody is a superuser: what somebody may do, a membership says.
    is_staff = False
    is_superuser = False

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def key(self) -> str:
        return shown(self.pk)

    def get_full_name(self) -> str:
        return self.name

    def has_module_perms(self, app_label: str) -> bool:
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False
