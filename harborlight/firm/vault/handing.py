"""Links of a minute to one file, at a host name of its own (HARBORLIGHT_FILES_HOST).

Whoever may have a file is asked on our pages, each time, and sent there by a link that is
good for this one file and purpose, and for a minute. No cookie of ours goes to that host,
so whatever a file of a stranger did there, nobody is signed in.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass
from uuid import UUID

from django.conf import settings

from harborlight.firm.clock import now
from harborlight.firm.models import Firm, StoredFile
from harborlight.firm.tenancy import everywhere
from harborlight.firm.vault.ciphers import Unreadable, derive, seal, unseal

SECONDS = 60
_ABOUT = "link to a file"
_LONGEST = 2000


class Expired(Exception):
    """The minute is over, or this never was a link of ours."""


@dataclass(frozen=True)
class Handed:
    """What a link hands out: a file under a name, or a page of it as a picture.

    page: 0 for the whole file. width: of the picture, in pixels. whose: the account.
    copy: the harmless copy (papers/clean_copy.py) in place of the file as it came.
    """

    firm: str
    file: str
    kind: str
    name: str = ""
    page: int = 0
    width: int = 0
    whose: str = ""
    copy: bool = False


def address(handed: Handed) -> str:
    """Where it can be had for a minute."""
    said = asdict(handed) | {"until": now().timestamp() + SECONDS}
    sealed = seal(_key(), json.dumps(said).encode(), _ABOUT)
    token = base64.urlsafe_b64encode(sealed).decode().rstrip("=")
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{settings.FILES_HOST}/f/{token}/"


def handed_by(token: str) -> Handed:
    """What a link hands out. Raises Expired."""
    if len(token) > _LONGEST:
        raise Expired
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        said = json.loads(unseal(_key(), sealed, _ABOUT))
    except (Unreadable, binascii.Error, ValueError):
        raise Expired from None
    if said.pop("until") < now().timestamp():
        raise Expired
    return Handed(**said)


def file_of(handed: Handed) -> tuple[Firm, StoredFile]:
    """The file, and whose it is. Raises Expired where it is there no more."""
    with everywhere("a link of a minute names the firm that gave it"):
        rows = StoredFile.objects.filter(firm=UUID(handed.firm), pk=UUID(handed.file))
        file = rows.select_related("firm").first()
    if file is None:
        raise Expired
    return file.firm, file


def _key() -> bytes:
    return derive(settings.SECRET_KEY.encode(), _ABOUT)
