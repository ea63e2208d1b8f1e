"""Papers for other eyes than those of whoever sent them: only the harmless copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext

from harborlight.documents.copying import copying
from harborlight.firm import beside
from harborlight.firm.acting import Refused
from harborlight.firm.vault.downloads import bytes_response, pieces_response, way_to
from harborlight.firm.vault.handing import Handed
from harborlight.firm.vault.stored import plain_of, refuse_held
from harborlight.papers.clean_copy import blanked, copied_as
from harborlight.papers.inspect_verdicts import ending_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from harborlight.firm.doors import Request
    from harborlight.firm.models import StoredFile


class NoCopy(Refused):
    """No harmless copy can be made of it, and nothing else is handed out."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "No copy can be made of this file that is safe to hand on. Ask the "
                "office for it."
            )
        )


def copy_response(
    request: Request, file: StoredFile, *, name: str, kind: str
) -> HttpResponse:
    """The harmless copy as a download, or the way to it.

    Raises beside.Needs, NoCopy and Held: call it before anything is written down.
    """
    handed = Handed(
        firm=str(file.firm_id),
        file=str(file.pk),
        kind=kind,
        name=name_of_copy(name, kind),
        whose=str(request.actor.account),
        copy=True,
    )
    if settings.FILES_HOST:
        refuse_held(file)
        return way_to(handed)
    return made_copy(request, file, handed)


def made_copy(request: HttpRequest, file: StoredFile, handed: Handed) -> HttpResponse:
    """The copy itself."""
    (made,) = beside.done(request, copying(handed.whose, file, handed.kind))
    if made is None:
        raise NoCopy
    if isinstance(made, bytes):
        return bytes_response(made, handed.name, copied_as(handed.kind))
    sealed = plain_of(file)
    pieces = blanked(sealed.pieces(), made)
    return pieces_response(pieces, sealed.length, handed.name, handed.kind)


def name_of_copy(name: str, kind: str) -> str:
    """The same name, with the ending of what the copy is."""
    if copied_as(kind) == kind:
        return name
    stem, _dot, _ending = name.rpartition(".")
    return f"{stem or name}.{ending_of(copied_as(kind))}"
