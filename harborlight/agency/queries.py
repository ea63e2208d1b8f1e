from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Upper

from harborlight.agency.models import (
    Bulletin,
    Line,
    Move,
    NoNews,
    Observation,
    PriorityDate,
    Source,
    StatusMeaning,
    Times,
    Tracked,
)
from harborlight.cases.models import Case
from harborlight.filings.models import Filing, FormOutcome
from harborlight.firm.actor import Actor
from harborlight.firm.vault.case_fields import open_together
from harborlight.firm.vault.fields import lookups
from harborlight.law.agency import COURT, case_number, folded_status
from harborlight.law.receipts import NotAReceipt

UNKNOWN = Q(means="", decision__isnull=True)


@dataclass(frozen=True)
class Followed:
    """A number with all that was seen of it, the newest first."""

    row: Tracked
    seen: Sequence[Observation]

    @property
    def last(self) -> Observation | None:
        return self.seen[0] if self.seen else None


@dataclass(frozen=True)
class Known:
    """What a client may know of a number: the newest of it, and when it was checked.

    low, high: how long its form takes, tenths of a month, by what was published last.
    """

    row: Tracked
    now: Observation
    checked_at: datetime
    checked_by: str
    low: int | None
    high: int | None
    published_on: date | None

    @property
    def checked_by_words(self) -> str:
        return str(Source(self.checked_by).label)


def tracked_of(actor: Actor, case: Case) -> QuerySet[Tracked]:
    """The numbers of a case, the first one first."""
    return Tracked.objects.visible_in(actor, case).order_by("added_at", "pk")


def followed(actor: Actor, case: Case) -> list[Followed]:
    """The numbers of a case, each with what was seen of it."""
    rows = [*tracked_of(actor, case)]
    seen: dict[UUID, list[Observation]] = {row.pk: [] for row in rows}
    found = Observation.objects.visible_in(actor, case).select_related(
        "by", "shown_by", "decision"
    )
    for one in found.order_by("-seen_at", "-pk"):
        seen[one.tracked_id].append(one)
    return [Followed(row, seen[row.pk]) for row in rows]


def known_to(actor: Actor, case: Case) -> list[Known]:
    """What the client of a case may know of each number, with how long its form takes:
    of no case, and no secret of the firm."""
    newest = Times.objects.filter(form=Upper(OuterRef("tracked__what")))
    newest = newest.order_by("-published_on", "-high")
    names = ("low", "high", "published_on")
    rows = Observation.objects.visible_in(actor, case).filter(
        pk=F("tracked__shown_id"), tracked__shown_checked_at__isnull=False
    )
    found = rows.select_related("tracked", "decision").annotate(
        **{name: Subquery(newest.values(name)[:1]) for name in names}
    )
    return [
        Known(
            one.tracked,
            one,
            one.tracked.shown_checked_at or one.seen_at,
            one.tracked.shown_checked_by,
            *(getattr(one, name) for name in names),
        )
        for one in found.order_by("tracked__added_at", "tracked_id")
    ]


def get_tracked(actor: Actor, pk: UUID) -> Tracked:
    return Tracked.objects.one(actor, pk, "case__lead")


def get_observation(actor: Actor, pk: UUID) -> Observation:
    return Observation.objects.one(actor, pk, "case__lead", "tracked", "decision")


def approved_on(actor: Actor, case: Case) -> date | None:
    """The first day on which an agency approved something of a case."""
    rows = Observation.objects.visible_in(actor, case).filter(
        means="approved", on__isnull=False
    )
    return rows.order_by("on").values_list("on", flat=True).first()


def waiting_of(actor: Actor, tracked: Tracked) -> QuerySet[Observation]:
    """What of a number the client may not know yet, the oldest first."""
    rows = Observation.objects.visible_to(actor).select_related("decision")
    rows = rows.filter(tracked=tracked)
    return rows.filter(shown_at__isnull=True).order_by("seen_at", "pk")


def unknown(actor: Actor) -> QuerySet[Observation]:
    """Texts that nobody has said the meaning of, in cases that the actor may open."""
    return _seen(actor).filter(UNKNOWN, shown_at__isnull=True).order_by("seen_at", "pk")


def to_tell(actor: Actor) -> QuerySet[Observation]:
    """What a person must tell the client, the oldest first."""
    rows = _seen(actor).filter(shown_at__isnull=True).exclude(UNKNOWN)
    return rows.order_by("seen_at", "pk")


def seen_lately(actor: Actor) -> QuerySet[Observation]:
    """What was seen, in cases that the actor may open, the newest first."""
    return _seen(actor).order_by("-seen_at", "-pk")


def open_up(actor: Actor, rows: Sequence[Observation | NoNews | Move]) -> None:
    """Fetch the keys of the cases of these rows at once."""
    open_together(actor.firm, [row.case_id for row in rows])


def _seen(actor: Actor) -> QuerySet[Observation]:
    rows = Observation.objects.visible_to(actor)
    return rows.select_related("case", "tracked", "by", "decision")


def not_checked(actor: Actor) -> QuerySet[NoNews]:
    """Letters that were not written, as nobody had checked."""
    rows = NoNews.objects.visible_to(actor).select_related("case", "person")
    rows = rows.filter(unchecked_at__isnull=False, ended_at__isnull=True)
    return rows.order_by("unchecked_at", "pk")


def has_number(actor: Actor, agency: str, number: str) -> bool:
    """Whether the firm follows this number already, in whatever case."""
    rows = Tracked.objects.filter(agency=agency)
    return rows.filter(number_lookup__in=lookups(actor.firm, number)).exists()


def case_with(actor: Actor, agency: str, number: str) -> Case | None:
    """The case in which it is followed, if the actor may open it."""
    rows = Tracked.objects.visible_to(actor).filter(agency=agency)
    found = rows.filter(number_lookup__in=lookups(actor.firm, number))
    row = found.select_related("case").first()
    return row.case if row else None


def cases_following(actor: Actor, words: str) -> list[UUID]:
    """The case of a number that is followed; an A-number with its A and zeros or without."""
    said = {*lookups(actor.firm, words)}
    with suppress(NotAReceipt):
        said |= {*lookups(actor.firm, case_number(COURT, words))}
    rows = Tracked.objects.visible_to(actor).filter(number_lookup__in=said)
    return [*rows.values_list("case_id", flat=True).distinct()]


def is_elsewhere(actor: Actor, case: Case, number: str) -> bool:
    """Whether a filing of another case has this receipt number."""
    filings = Filing.objects.filter(receipt_number=number).exclude(case=case)
    forms = FormOutcome.objects.filter(number=number).exclude(case=case)
    return filings.exists() or forms.exists()


def meaning_kept(actor: Actor, text: str) -> StatusMeaning | None:
    """What the firm decided that a text means."""
    rows = StatusMeaning.objects.visible_to(actor)
    return rows.filter(folded=folded_status(text)).first()


def meanings_kept(actor: Actor) -> QuerySet[StatusMeaning]:
    rows = StatusMeaning.objects.visible_to(actor).select_related("by")
    return rows.order_by("text", "pk")


def get_meaning(actor: Actor, pk: UUID) -> StatusMeaning:
    return StatusMeaning.objects.one(actor, pk)


def line_of(actor: Actor) -> Line | None:
    """The firm's access to the service; None: it was never set up."""
    return Line.objects.visible_to(actor).first()


def get_bulletin(actor: Actor, pk: UUID) -> Bulletin:
    return Bulletin.objects.one(actor, pk, "entered_by", "confirmed_by")


def bulletins(actor: Actor) -> QuerySet[Bulletin]:
    """Every month of the Visa Bulletin, the newest first."""
    rows = Bulletin.objects.visible_to(actor)
    return rows.select_related("entered_by", "confirmed_by").order_by("-month")


def confirmed_before(actor: Actor, month: date | None = None) -> Bulletin | None:
    """The newest confirmed month; of those before `month`, if one is given."""
    rows = bulletins(actor).filter(confirmed_at__isnull=False)
    return (rows.filter(month__lt=month) if month else rows).first()


def priorities_of(actor: Actor, case: Case) -> QuerySet[PriorityDate]:
    rows = PriorityDate.objects.visible_in(actor, case)
    return rows.select_related("person").order_by("on", "pk")


def open_moves(actor: Actor) -> QuerySet[Move]:
    """Priority dates on whose move nobody has acted, the newest month first."""
    rows = Move.objects.visible_to(actor).filter(done_at__isnull=True)
    rows = rows.select_related("case", "priority__person")
    return rows.order_by("-month", "became", "pk")


def get_move(actor: Actor, pk: UUID) -> Move:
    return Move.objects.one(actor, pk, "priority__person", "case")


def times(actor: Actor) -> QuerySet[Times]:
    """How long forms take, by form and office, the newest first of each."""
    rows = Times.objects.visible_to(actor).select_related("entered_by")
    return rows.order_by("form", "office", "-published_on")


def no_news_of(actor: Actor, case: Case) -> QuerySet[NoNews]:
    """The letters agreed for a case, those that still go on first."""
    rows = NoNews.objects.visible_in(actor, case).select_related("person")
    return rows.order_by("-ended_at", "started_at", "pk")


def get_no_news(actor: Actor, pk: UUID) -> NoNews:
    return NoNews.objects.one(actor, pk, "case__lead", "person")
