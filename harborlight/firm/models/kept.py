from __future__ import annotations

from typing import ClassVar

from django.db import models

from harborlight.firm.models.user import User


class PutBy(models.Model):
    """What a form sent after its session had ended, where no cookie could hold it.

    Not a FirmRecord: nobody is signed in, and the writer may belong to several firms.
    The key that opens it lies in the writer's browser; here is only its hash.
    """

    key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["user", "at"], name="put_by_of_user"),
            models.Index(fields=["at"], name="put_by_by_age"),
        ]

    def __str__(self) -> str:
        return f"{len(self.sealed)} bytes"
