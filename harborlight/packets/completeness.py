"""What a packet still lacks before somebody answers for it by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from harborlight.documents.models import Version
from harborlight.firm.actor import Actor
from harborlight.packets.models import Build, Exhibit, Packet, Wanted
from harborlight.packets.queries import exhibits, is_current, wanted


def lacking(actor: Actor, packet: Packet, build: Build | None) -> list[str]:
    """Sentences, in the order in which somebody should see to them; none: complete."""
    is_built = build is not None and is_current(packet, build)
    return lacking_of(exhibits(actor, packet), wanted(actor, packet), is_built=is_built)


def lacking_of(
    rows: Sequence[Exhibit], needed: Sequence[Wanted], *, is_built: bool
) -> list[str]:
    """The same of exhibits as `exhibits` finds them, and what is needed."""
    found = [*_of_wanted(needed), *_of_exhibits(rows)]
    if not rows:
        found.append(_("There is nothing in this packet yet."))
    elif not is_built:
        found.append(_("It is not built as it is now. Build it."))
    return found


def _of_wanted(needed: Sequence[Wanted]) -> Iterator[str]:
    for one in needed:
        if one.is_required and one.exhibit_id is None:
            yield _("No exhibit is named for: %(text)s") % {"text": one.text}


def _of_exhibits(rows: Sequence[Exhibit]) -> Iterator[str]:
    for row in rows:
        if row.version is None:
            continue
        if row.version.state != Version.State.ACCEPTED:
            yield _("Not accepted yet: %(title)s.") % {"title": row.title}
        newest: int | None = getattr(row, "newest_accepted", None)
        if newest is not None and newest > row.version.number:
            yield _("A newer version of %(title)s was accepted.") % {"title": row.title}
