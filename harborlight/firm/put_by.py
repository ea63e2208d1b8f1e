"""Words too long for a cookie: put by for a day, for the browser that sent them.

A token in that browser opens them and nothing else does: the row holds its hash, and is
encrypted under a key that the token is half of. Whoever has the database reads nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from harborlight.firm.clock import now
from harborlight.firm.models import PutBy
from harborlight.firm.vault.ciphers import derive, seal, unseal

KEPT_FOR = timedelta(days=1)
# Of one writer: more than the tabs somebody has open, and no way to fill the disk.
MOST = 20


def put_by(user_id: UUID, packed: bytes, secret: bytes) -> str:
    """Keep this for its writer; the token that opens it."""
    token = secrets.token_urlsafe(24)
    PutBy.objects.create(
        key=_hashed(token),
        user_id=user_id,
        sealed=seal(derive(secret, token), packed, f"put by {user_id}"),
        at=now(),
    )
    newest = PutBy.objects.filter(user=user_id).order_by("-at", "pk")
    PutBy.objects.filter(pk__in=[*newest.values_list("pk", flat=True)[MOST:]]).delete()
    return token


def taken_out(token: str, user_id: UUID, secret: bytes) -> bytes | None:
    """What this token opens, if this person wrote it and it is of today; it stays."""
    theirs = PutBy.objects.filter(key=_hashed(token), user=user_id)
    row = theirs.filter(at__gt=now() - KEPT_FOR).first()
    if row is None:
        return None
    return unseal(derive(secret, token), row.sealed, f"put by {user_id}")


def throw_away(token: str, user_id: UUID) -> None:
    """It was sent, or is not wanted any more."""
    PutBy.objects.filter(key=_hashed(token), user=user_id).delete()


def forget_old() -> int:
    """Delete what nobody came back for within a day; how much that was."""
    return PutBy.objects.filter(at__lte=now() - KEPT_FOR).delete()[0]


def _hashed(token: str) -> str:
    return hashlib.sha256(f"put by {token}".encode()).hexdigest()
