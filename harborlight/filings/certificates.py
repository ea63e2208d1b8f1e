"""How far a filing is with its check, and what its certificate is worth now.

A certificate is of a state: of all that was checked, each part by its hash. Where one of
them is another now, it is void, and it is known which.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from harborlight.filings.models import Certificate, Filing, FindingAnswer
from harborlight.filings.preflight import preflight, record_of
from harborlight.filings.preflight_types import Finding, Record
from harborlight.firm.actor import Actor

PARTS = {
    "forms": _("a form"),
    "signatures": _("the signed pages"),
    "packets": _("a packet"),
    "fees": _("the fees of the day"),
    "payment": _("how it is paid"),
    "address": _("the address"),
    "envelope": _("what lies in the same envelope"),
    "findings": _("what the preflight finds"),
    "answers": _("an answer to what it found"),
    "prepared": _("who prepared it"),
}


@dataclass(frozen=True)
class Looked:
    """A finding, and what was said to it."""

    finding: Finding
    answer: FindingAnswer | None

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the filing in the house."""
        if self.finding.is_final or self.answer is None:
            return True
        return self.finding.is_hard and not self.answer.lifts


@dataclass(frozen=True)
class Stands:
    """All that a person sees who checks a filing for a day."""

    record: Record
    on: date
    looked: Sequence[Looked]
    state: Mapping[str, str]
    certificate: Certificate | None

    @property
    def filing(self) -> Filing:
        return self.record.filing

    @property
    def open(self) -> list[Looked]:
        """What nobody has answered, or no attorney lifted."""
        return [one for one in self.looked if one.is_open]

    @property
    def sha256(self) -> str:
        """Of everything that was checked."""
        return _hash(self.state)

    @property
    def is_certified(self) -> bool:
        """Whether the certificate is of what the filing is now."""
        return self.certificate is not None and self.certificate.sha256 == self.sha256

    @property
    def changed(self) -> list[str]:
        """What is not as it was certified, in words."""
        if self.certificate is None or self.is_certified:
            return []
        was = (self.certificate.content or {}).get("state", {})
        parts = [part for part in PARTS if was.get(part) != self.state[part]]
        # What is found follows from the rest: it is named where nothing else is.
        first = [part for part in parts if part not in ("findings", "answers")]
        return [str(PARTS[part]) for part in first or parts]


def check(
    actor: Actor,
    filing: Filing,
    *,
    on: date,
    made: Sequence[Certificate] | None = None,
) -> Stands:
    """The preflight of a filing for that day, with what was answered and certified.

    made: its certificates, the newest first, where the caller has them already.
    """
    record = record_of(actor, filing, on=on)
    said = answers(actor, filing)
    looked = [Looked(one, _answer(one, said, on)) for one in preflight(record, on=on)]
    state = state_of(record, looked)
    newest = [*certificates(actor, filing)[:1]] if made is None else [*made]
    return Stands(record, on, looked, state, newest[0] if newest else None)


def answers(actor: Actor, filing: Filing) -> dict[str, FindingAnswer]:
    """By the finding's key: what was said to it last."""
    rows = FindingAnswer.objects.visible_to(Actor.clock(actor.firm))
    rows = rows.filter(filing=filing).select_related("answered_by")
    return {one.key: one for one in rows.order_by("answered_at", "pk")}


def certificates(actor: Actor, filing: Filing) -> QuerySet[Certificate]:
    """All that were made, the newest first."""
    rows = Certificate.objects.visible_to(actor).filter(filing=filing)
    return rows.select_related("prepared_by", "checked_by").order_by("-number")


def _answer(
    finding: Finding, said: Mapping[str, FindingAnswer], on: date
) -> FindingAnswer | None:
    """The answer that still counts on that day."""
    answer, good = said.get(finding.key), finding.kind.good_days
    if answer is not None and good and (on - answer.answered_at.date()).days > good:
        return None
    return answer


def state_of(record: Record, looked: Sequence[Looked]) -> dict[str, str]:
    """A hash of each part of what is checked, the same whoever looks and when."""
    filing, row = record.filing, record.place.row
    parts: dict[str, Any] = {
        "forms": [
            [one.needed.pk, one.needed.circumstance, one.filled and one.filled.state]
            + ([record.hashes.get(one.filled.pk)] if one.filled else [])
            for one in record.rows
        ],
        "signatures": sorted(record.signed_here.items(), key=str),
        "packets": [
            [
                one.packet.pk,
                one.build and one.build.number,
                [p.sha256 for p in one.parts],
            ]
            for one in record.bundles
        ],
        "fees": [
            [one.needed.pk, [[row.key, row.cents] for row in one.rows]]
            for one in record.costs
        ],
        "payment": [
            [filing.channel, filing.paid_by, filing.paid_from],
            [[one.needed_id, one.law, one.cents] for one in record.payments],
        ],
        "address": [filing.carrier, filing.within_id, row and [row.key, [*row.lines]]],
        "envelope": [[one.needed.filing_id, one.needed.form] for one in record.beside],
        "findings": sorted(one.finding.key for one in looked),
        "answers": sorted(str(one.answer.pk) for one in looked if one.answer),
        "prepared": str(filing.prepared_by_id),
    }
    return {name: _hash(part) for name, part in parts.items()}


def _hash(said: Any) -> str:
    plain = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
