"""What leaves the house: released under its certificate, or a working copy that says so.

A firm prints before anybody certifies: a form, so that it is signed, a packet, so that it
is read. Such a copy says in its name that it is none to send. What is meant to go out, the
files for a site, its last step and the mark that something was sent, waits for the
certificate of its filing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from harborlight.cases.gates import SEND, why_held
from harborlight.cases.models import Case
from harborlight.filings.certificates import Stands, check
from harborlight.filings.models import Filing, FilingPacket, FilledForm, NeededForm
from harborlight.firm.actor import Actor
from harborlight.law.packs import packs
from harborlight.law.sites import Site
from harborlight.packets.models import Packet, Part


def why_kept(actor: Actor, filing: Filing, *, on: date) -> str:
    """Why nothing of this filing goes out on that day; "" where it may, or has gone."""
    if filing.state != Filing.State.PREPARING:
        return ""
    return why_void(check(actor, filing, on=on))


def why_void(stands: Stands) -> str:
    """The same of a filing that was checked: something is to be accepted first, there is
    no certificate, or it is one of another state."""
    name = {"name": stands.filing.name}
    if held := why_held(stands.filing.case, SEND):
        return _("%(name)s waits. %(why)s") % {**name, "why": held}
    if stands.certificate is None:
        said = _("%(name)s has no certificate: two people check it before it goes.")
        return said % name
    if not stands.is_certified:
        said = _(
            "The certificate of %(name)s is void. Something is another now: %(what)s."
        )
        return said % {**name, "what": ", ".join(stands.changed)}
    return ""


def filings_of_site(actor: Actor, case: Case, site: Site, part: str) -> list[Filing]:
    """The filings whose form is typed into that site for this party, or uploaded there."""
    needed = NeededForm.objects.visible_in(actor, case).filter(
        form=site.form, client__in=["", part]
    )
    rows = Filing.objects.visible_in(actor, case).filter(pk__in=needed.values("filing"))
    rows = rows.select_related("case", "within", "prepared_by")
    return [*rows.order_by("planned_at", "pk")]


def why_site_kept(
    actor: Actor, several: Sequence[Filing], site: Site, *, on: date
) -> str:
    """Why nothing is submitted on a site yet; "" where it may be.

    several: the filings whose form it is. A form that we fill is in a filing; what only the
    site has, a visa application, is in none, and nobody certifies it.
    """
    if not several and any(pack.form == site.form for pack in packs()):
        said = _(
            "Form %(form)s is in no filing of this case, so that nobody has certified it. "
            "Add it to a filing first."
        )
        return said % {"form": site.form}
    return next(filter(None, (why_kept(actor, one, on=on) for one in several)), "")


def form_name(filled: FilledForm) -> str:
    """What the file of a form is called: to print and sign it, while it is here."""
    name = f"{filled.called} {filled.case.number}"
    if filled.needed.filing.state != Filing.State.PREPARING:
        return f"{name}.pdf"
    is_approved = filled.state == FilledForm.State.APPROVED
    copy = _("to sign, not certified yet") if is_approved else _("draft, not approved")
    return f"{name} ({copy}).pdf"


def packet_file_name(actor: Actor, part: Part, *, on: date) -> str:
    """What a file of a packet is called when it is downloaded."""
    if _is_released(actor, part, on):
        return str(part.name)
    copy = _("Working copy, not certified")
    return f"{copy} - {part.name}"


def _is_released(actor: Actor, part: Part, on: date) -> bool:
    packet = part.build.packet
    if packet.sent_on is not None:
        return True
    if packet.purpose == Packet.Purpose.RESPONSE:
        return part.build.certified_at is not None
    rows = FilingPacket.objects.visible_to(actor).filter(packet=packet)
    place = rows.select_related("filing__case", "filing__within").first()
    if place is None:
        return bool(packet.purpose == Packet.Purpose.OTHER)
    # Whatever it is called, what goes with a filing goes under its certificate.
    return not why_kept(actor, place.filing, on=on)
