from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from harborlight.cases.models import Case, CaseRecord, OfCases
from harborlight.documents.models import SIGNED_FORM, Request, Version
from harborlight.filings.models import (
    Certificate,
    EditionProposal,
    Filing,
    FilledForm,
    NeededForm,
    Signing,
)
from harborlight.filings.signed_pages import (
    accepted_of,
    came_for,
    signed_among,
    states_of,
)
from harborlight.firm.actor import Actor
from harborlight.firm.membership import is_behind
from harborlight.firm.models.record import NOTHING
from harborlight.firm.roles import DESK, LAWYERS

CURRENT = (
    FilledForm.State.PREPARED,
    FilledForm.State.SENT_BACK,
    FilledForm.State.APPROVED,
)

_BOXES = ("written",)


@dataclass(frozen=True)
class Standing:
    """A needed form, its present filling if there is one, and who has signed it."""

    needed: NeededForm
    filled: FilledForm | None
    signings: Sequence[Signing]
    # How their signed pages stand, by the signing's id; those are not there that wait.
    scans: Mapping[UUID, str]
    # The pages that were accepted last, by the signing's id.
    accepted: Mapping[UUID, Version] = field(default_factory=dict)

    @property
    def asked(self) -> list[tuple[Signing, str]]:
        """Everybody who signs, and how their signed pages stand; "" if none came."""
        return [(one, self.scans.get(one.pk, "")) for one in self.signings]

    @property
    def unasked(self) -> Sequence[str]:
        """The parts that must sign and that nobody on the case has."""
        asked = {one.party.part for one in self.signings}
        return [] if self.filled is None else [*{*self.filled.signers} - asked]

    @property
    def is_signed(self) -> bool:
        """Whether everybody who must sign has, in ink; of nobody it is so, too."""
        signed = signed_among(self.scans)
        return not self.unasked and all(one.pk in signed for one in self.signings)

    @property
    def is_ready(self) -> bool:
        approved = (
            self.filled is not None and self.filled.state == FilledForm.State.APPROVED
        )
        return approved and self.is_signed


def get_filing(actor: Actor, pk: UUID) -> Filing:
    related = ("case__lead", "sent_by", "prepared_by", "within")
    return Filing.objects.one(actor, pk, *related)


def get_certificate(actor: Actor, pk: UUID) -> Certificate:
    return Certificate.objects.one(actor, pk, "filing__case", "file")


def may_share_with(actor: Actor, filing: Filing) -> list[Filing]:
    """Filings of the same case in whose envelope this one may go."""
    rows = Filing.objects.visible_in(actor, filing.case).filter(
        state=Filing.State.PREPARING, within__isnull=True
    )
    return [*rows.exclude(pk=filing.pk).order_by("planned_at", "pk")]


def get_needed(actor: Actor, pk: UUID) -> NeededForm:
    return NeededForm.objects.one(actor, pk, "filing__case", "pays")


def get_filled(actor: Actor, pk: UUID) -> FilledForm:
    related = (
        "needed__filing",
        "file",
        "prepared_by",
        "decided_by",
        "case",
        "written",
    )
    return FilledForm.objects.one(actor, pk, *related)


def prepared_it_themselves(actor: Actor, filled: FilledForm) -> bool:
    """Whether the actor is the person who filled it, under whatever account.

    Accounts are asked as they are joined now: joining or parting them later counts
    for forms that were filled before.
    """
    prepared_by = filled.prepared_by_id
    return prepared_by is not None and is_behind(actor, prepared_by)


def may_check_alone(actor: Actor) -> bool:
    """Whether the actor may approve what they prepared: a firm's only attorney may, where
    the firm has set it; nobody else of that firm."""
    return actor.firm.waives_second_pair and actor.plays(LAWYERS)


def get_signing(actor: Actor, pk: UUID) -> Signing:
    return Signing.objects.one(actor, pk, "filled", "request")


def signed_instead(actor: Actor, request: Request) -> Signing | None:
    """What is read and signed in the place of these pages: the form made anew."""
    mine = Signing.objects.visible_to(actor)
    old = mine.filter(request=request).select_related("filled").first()
    if old is None:
        return None
    anew = mine.filter(person=old.person_id, filled__needed=old.filled.needed_id)
    approved = anew.filter(filled__state=FilledForm.State.APPROVED)
    return approved.exclude(pk=old.pk).first()


def form_signed_on(actor: Actor, request: Request | None) -> FilledForm | None:
    """The form whose signed pages are asked for by this; nothing for other papers."""
    if request is None or request.kind != SIGNED_FORM:
        return None
    rows = Signing.objects.visible_to(actor).filter(request=request)
    signing = rows.select_related("filled__needed__filing", "filled__case").first()
    return signing.filled if signing else None


def filings(actor: Actor, case: Case) -> QuerySet[Filing]:
    rows = Filing.objects.visible_in(actor, case)
    rows = rows.select_related("receipt_notice", "sent_by", "looked_by")
    return rows.order_by("planned_at", "pk")


def cases_with_receipt(actor: Actor, number: str) -> list[UUID]:
    """The case whose filing, or a form of it, has this receipt number."""
    rows = Filing.objects.visible_to(actor).filter(
        Q(receipt_number=number) | Q(outcomes__number=number)
    )
    return [*rows.values_list("case_id", flat=True).distinct()]


def receipts_like(actor: Actor, number: str) -> QuerySet[Filing]:
    """The filings whose receipt number begins so, with their cases, the latest first."""
    rows = Filing.objects.visible_to(actor).filter(receipt_number__startswith=number)
    return rows.select_related("case").order_by("-receipt_on", "pk")


def standings(actor: Actor, filing: Filing) -> list[Standing]:
    """Every form the filing needs, and how far it is."""
    return standings_among(actor, [filing])[filing.pk]


def standings_among(
    actor: Actor, filings: Sequence[Filing], *, case: Case | None = None
) -> dict[UUID, list[Standing]]:
    """The same of several filings, by the filing's id. case: where all are of this one."""
    found: dict[UUID, list[Standing]] = {filing.pk: [] for filing in filings}
    for row in _standings(actor, Q(filing__in=[*found]), case):
        found[row.needed.filing_id].append(row)
    return found


def standings_in_envelope(actor: Actor, filing: Filing) -> list[Standing]:
    """The forms of all filings that lie in one envelope with this one, its own too: each
    with its filing, and with what stands on it (written.boxes_on)."""
    first = filing.within_id or filing.pk
    here = Q(filing=first) | Q(filing__within=first)
    return _standings(actor, here, filing.case, with_boxes=True)


def _standings(
    actor: Actor, which: Q, case: Case | None, *, with_boxes: bool = False
) -> list[Standing]:
    signings = _of(Signing, actor, case).select_related("person", "party", "request")
    current = (
        _of(FilledForm, actor, case)
        .filter(state__in=CURRENT)
        .select_related("prepared_by", "decided_by", "file", *_BOXES[:with_boxes])
        .prefetch_related(Prefetch("signings", signings))
        .annotate(proposed=_proposed(actor, case))
    )
    needed = (
        _of(NeededForm, actor, case)
        .filter(which)
        .select_related("filing", "outcome__again", "pays")
        .prefetch_related(Prefetch("filled", current))
        .order_by("position", "pk")
    )
    rows = [(one, next(iter(one.filled.all()), None)) for one in needed]
    asked = [
        signing for _, filled in rows if filled for signing in filled.signings.all()
    ]
    came = came_for(actor, asked)
    scans, accepted = states_of(asked, came), accepted_of(asked, came)
    return [
        Standing(
            one, filled, [*filled.signings.all()] if filled else [], scans, accepted
        )
        for one, filled in rows
    ]


def _of(model: type[CaseRecord], actor: Actor, case: Case | None) -> QuerySet[Any]:
    rows: OfCases[Any] = model.objects
    return rows.visible_in(actor, case) if case else rows.visible_to(actor)


def _proposed(actor: Actor, case: Case | None) -> Exists:
    """Whether a move of the draft to another edition waits for an attorney."""
    rows = _of(EditionProposal, actor, case)
    return Exists(rows.filter(filled=OuterRef("pk"), answered_at=None))


def to_check(actor: Actor, case: Case | None = None) -> QuerySet[FilledForm]:
    """Forms that wait for a second pair of eyes, oldest first; for staff."""
    waits = Q(state=FilledForm.State.PREPARED)
    return _at_the_desk(actor, case, waits).order_by("prepared_at", "pk")


def _at_the_desk(actor: Actor, case: Case | None, waits: Q) -> QuerySet[FilledForm]:
    if case is not None:
        rows = FilledForm.objects.visible_in(actor, case)
    else:
        rows = FilledForm.objects.visible_to(actor).select_related("case")
    rows = rows.filter(waits if actor.plays(DESK) else NOTHING)
    return rows.select_related("prepared_by")


def waiting_forms(actor: Actor, case: Case | None = None) -> QuerySet[FilledForm]:
    """Forms that wait at the desk: sent and no longer what was answered, or to be checked."""
    waits = Q(state=FilledForm.State.PREPARED) | Q(changed_at__isnull=False)
    return _at_the_desk(actor, case, waits).order_by(
        F("changed_at").asc(nulls_last=True), "prepared_at", "pk"
    )


def to_sign(actor: Actor, case: Case) -> QuerySet[Signing]:
    """What this party is to read and sign now."""
    rows = Signing.objects.visible_in(actor, case).filter(
        filled__state=FilledForm.State.APPROVED
    )
    return rows.select_related("filled__needed__filing", "request").order_by(
        "filled__needed__position", "pk"
    )


def before_it(actor: Actor, filled: FilledForm) -> FilledForm | None:
    """The filling before this one; None for the first."""
    rows = FilledForm.objects.visible_to(actor).filter(
        needed=filled.needed_id, number__lt=filled.number
    )
    return rows.order_by("-number").first()


def earlier(actor: Actor, needed: NeededForm) -> QuerySet[FilledForm]:
    """Every filling of this form, newest first."""
    rows = FilledForm.objects.visible_to(actor).filter(needed=needed)
    return rows.select_related("prepared_by", "decided_by").order_by("-number")
