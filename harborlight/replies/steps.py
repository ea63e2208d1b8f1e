"""The steps of an answer in their order: what is done, by whom, and what lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.actor import Actor
from harborlight.firm.membership import accounts_behind
from harborlight.firm.models import Event, User
from harborlight.firm.roles import LAWYERS
from harborlight.packets.models import Build
from harborlight.packets.queries import is_current
from harborlight.replies.events import WRITTEN
from harborlight.replies.models import Point, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Step:
    """One step. who: whose it is, in words; by, at: who did it and when; said: more."""

    name: str
    label: _StrPromise
    who: _StrPromise
    is_done: bool
    by: User | None = None
    at: datetime | None = None
    said: str = ""


def steps(reply: Reply, points: Sequence[Point]) -> list[Step]:
    """All of them in their order, as the record stands."""
    team, lawyer = _("The team of the case"), _("A lawyer")
    open_ones = sum(not one.answer for one in points)
    asked = sum(one.request_id is not None for one in points)
    return [
        Step("read", _("Read all of the notice"), team, reply.read_at is not None,
             reply.read_by, reply.read_at),
        Step("list", _("List what it asks for"), team, bool(points),
             said=_of(len(points))),
        Step("day", _("Know the last day, and our own before it"), team,
             reply.due_on is not None),
        Step("ask", _("Ask the client for what is missing"), team,
             asked > 0 or (bool(points) and not open_ones)),
        Step("evidence", _("Answer each point"), _("Paralegal"),
             bool(points) and not open_ones, said=_open(open_ones)),
        Step("letter", _("Write the letter"), team, reply.written_at is not None,
             reply.written_by, reply.written_at),
        Step("approve", _("Approve the letter"), lawyer, reply.approved_at is not None,
             reply.approved_by, reply.approved_at),
        Step("second", _("Read it as the second reader"),
             _("Somebody who neither wrote nor approved it"),
             reply.second_at is not None, reply.second_by, reply.second_at),
        Step("sent", _("Send it"), team, reply.sent_on is not None, reply.sent_by),
        Step("arrived", _("The agency has it"), team, reply.arrived_on is not None,
             reply.arrived_by),
    ]  # fmt: skip


def _of(several: int) -> str:
    return ngettext("%(n)d point", "%(n)d points", several) % {"n": several} if several else ""  # fmt: skip


def _open(several: int) -> str:
    if not several:
        return ""
    return ngettext("%(n)d still to do", "%(n)d still to do", several) % {"n": several}


def may_read_second(actor: Actor, reply: Reply) -> bool:
    """Whether they are another person than who wrote and who approved it.

    A firm's only attorney may, where the firm has set it.
    """
    if actor.firm.waives_second_pair and actor.plays(LAWYERS):
        return True
    # Not only who wrote it last: a comma of a second hand makes nobody else its author.
    wrote = Event.objects.filter(
        kind=WRITTEN.name,
        case_id=reply.case_id,
        subject_id=reply.pk,
        user_id=OuterRef("user_id"),
    )
    mine = accounts_behind(actor).filter(Q(user=reply.approved_by_id) | Exists(wrote))
    return not mine.exists()


def lacking(actor: Actor, reply: Reply, *, to_send: bool = False) -> list[str]:
    """What must be done before the second reader, or before it is sent; in order."""
    points = [*Point.objects.visible_to(actor).filter(reply=reply)]
    found = []
    if reply.read_at is None:
        found.append(gettext("Nobody has said that they read all of the notice."))
    if not points:
        found.append(gettext("Nothing is on the list of what it asks for."))
    if any(not one.answer for one in points):
        found.append(gettext("A point of the list is not answered yet."))
    if reply.due_on is None:
        found.append(gettext("The last day is not known yet."))
    if reply.approved_at is None:
        found.append(gettext("No lawyer has approved the letter as it reads now."))
    if to_send:
        found += _before_sending(reply)
    return found


def _before_sending(reply: Reply) -> list[str]:
    if reply.second_at is None:
        return [gettext("Nobody has read it as the second reader as it is now.")]
    if reply.is_practice:
        return []
    if reply.packet is None:
        return [gettext("Put the packet together first.")]
    if reply.packet.sent_on:
        return []
    newest = Build.objects.filter(packet=reply.packet).order_by("-number").first()
    if newest is None or not is_current(reply.packet, newest):
        return [gettext("Build the packet first: what is sent is what was built last.")]
    if newest.certified_at is None:
        return [gettext("Nobody has certified the packet as it was built last.")]
    return []
