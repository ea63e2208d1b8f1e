"""What we tell other programs of one upload: names and values as founding document 000 has them."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.conf import settings

from harborlight.documents.models import Version
from harborlight.facts.choices import country_name
from harborlight.firm.actor import Actor
from harborlight.firm.models import Membership
from harborlight.firm.roles import CLIENTS, Role
from harborlight.papers.inspect_verdicts import MIME


def upload_record(actor: Actor, version: Version) -> dict[str, Any]:
    """One upload as JSON tells it: moments in UTC, days as ISO 8601, sizes in bytes.

    documentDate and issuingCountry are null where nobody said them; the country's name
    is English, language a code.
    """
    document, said = version.document, version.said
    return {
        "uploadId": version.key,
        "matterId": version.case.number,
        "clientId": document.person.key if document.person else None,
        "uploadedAt": version.uploaded_at.astimezone(UTC).strftime(
            "%Y-%m-%dT%H:%M:%SZ"
        ),
        "fileName": version.name,
        "fileSizeBytes": version.file.length,
        "mimeType": MIME.get(version.kind, "application/octet-stream"),
        "documentType": document.kind.replace(" ", "_"),
        "documentDate": said["issued_on"] or None,
        "issuingCountry": country_name(said["country"], "en") or None,
        "language": said["language"] or None,
        "tags": said["tags"],
        "uploaderRole": _role_of(actor, version),
        "encryption": {
            # No file is ever written in clear (firm/vault).
            "encryptedAtRest": True,
            "encryptedInTransit": bool(settings.HTTPS),
        },
    }


def _role_of(actor: Actor, version: Version) -> str:
    """What whoever sent it is here: "client" before all else; the clock is "system"."""
    if version.uploaded_by_id is None:
        return "system"
    rows = Membership.objects.filter(firm=actor.firm, user=version.uploaded_by_id)
    played = {*rows.values_list("role", flat=True)}
    if played & {*CLIENTS}:
        return Role.CLIENT.value
    return min(played, default="former_member").replace(" ", "_")
