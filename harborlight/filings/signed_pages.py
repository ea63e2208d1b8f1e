"""The pages that people signed in ink: which came for a form, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from harborlight.documents.models import Version
from harborlight.filings.models import FilledForm, Signing
from harborlight.firm.actor import Actor


def signed_in_ink(actor: Actor, signings: Sequence[Signing]) -> frozenset[UUID]:
    """Which of these signings have an accepted scan that is newer than the approval."""
    return signed_among(scans_of(actor, signings))


def signed_among(scans: Mapping[UUID, str]) -> frozenset[UUID]:
    """The same of what `scans_of` found."""
    return frozenset(pk for pk, state in scans.items() if state == "accepted")


def scans_of(actor: Actor, signings: Sequence[Signing]) -> dict[UUID, str]:
    """How the signed pages stand, of each of these signings for which some came.

    Pages older than the approval do not count; an accepted scan stays the accepted one.
    """
    return states_of(signings, came_for(actor, signings))


def came_for(
    actor: Actor, signings: Sequence[Signing]
) -> Mapping[UUID, Sequence[Version]]:
    """The pages that came, by what they were asked for; the last to come last."""
    came = Version.objects.visible_to(actor).filter(
        document__request__in=[one.request_id for one in signings]
    )
    by_request: dict[UUID, list[Version]] = {}
    rows = came.select_related("document", "file").order_by("uploaded_at")
    for version in rows if signings else ():
        if version.document.request_id:
            by_request.setdefault(version.document.request_id, []).append(version)
    return by_request


def states_of(
    signings: Sequence[Signing], came: Mapping[UUID, Sequence[Version]]
) -> dict[UUID, str]:
    """As `scans_of`, of pages that were read already."""
    found: dict[UUID, str] = {}
    for one in signings:
        scans = came.get(one.request_id, [])
        states = [v.state for v in scans if v.uploaded_at >= one.request.asked_at]
        if states:
            is_signed = Version.State.ACCEPTED in states
            found[one.pk] = Version.State.ACCEPTED if is_signed else states[-1]
    return found


def accepted_of(
    signings: Sequence[Signing], came: Mapping[UUID, Sequence[Version]]
) -> dict[UUID, Version]:
    """The pages of each signing that were accepted last, whenever they came."""
    accepted = Version.State.ACCEPTED
    found: dict[UUID, Version] = {}
    for one in signings:
        for version in came.get(one.request_id, []):
            if version.state == accepted:
                found[one.pk] = version
    return found


def signings_of(actor: Actor, filled: FilledForm) -> list[tuple[Signing, str]]:
    """Who reads and signs this form, and how their signed pages stand; "" if none came."""
    rows = Signing.objects.visible_to(actor).filter(filled=filled)
    asked = [*rows.select_related("person", "request").order_by("pk")]
    scans = scans_of(actor, asked)
    return [(one, scans.get(one.pk, "")) for one in asked]
