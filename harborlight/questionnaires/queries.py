from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from harborlight.cases.models import Access, Case
from harborlight.facts.catalogue import catalogue
from harborlight.facts.queries import Known, case_facts
from harborlight.facts.versions import version
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown
from harborlight.firm.tenancy import NotFound
from harborlight.questionnaires.asides import Asides, asides_of, counted
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Question,
)
from harborlight.questionnaires.models import Questionnaire, Sent
from harborlight.questionnaires.pages import Answerable, Page, page_at
from harborlight.questionnaires.progress import (
    Progress,
    Step,
    answer_of,
    entries_of,
    progress,
    steps,
)
from harborlight.questionnaires.reading import read_definition

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from harborlight.cases.models import Party

    class AndUnsent(TypedDict):
        """Whether we wait for their answers."""

        unsent: bool

    PartyUnsent = WithAnnotations[Party, AndUnsent]

# The questions that are asked before there is a case; once there is one, its own follow.
FIRST_QUESTIONS = "intake"
_IS_OVER = Q(questionnaire__key=FIRST_QUESTIONS) & ~Q(case__access=Access.INQUIRY)


@dataclass(frozen=True)
class Standing:
    """Everything needed to ask one person their questions."""

    sent: Sent
    definition: Definition
    facts: dict[str, Known]
    progress: Progress
    steps: Sequence[Step]
    asides: Asides

    @property
    def part(self) -> str:
        return self.sent.party.part


def get_sent(actor: Actor, pk: UUID) -> Sent:
    related = ("questionnaire", "party", "person", "case", "firm")
    return Sent.objects.one(actor, pk, *related)


def sent_to(actor: Actor, case: Case) -> list[Sent]:
    """The questionnaires of a case (a client's: their own)."""
    rows = Sent.objects.visible_in(actor, case).exclude(_IS_OVER)
    return [*rows.select_related("person", "party").order_by("sent_at", "pk")]


def sent_among(actor: Actor, cases: Sequence[Case]) -> list[Sent]:
    """The questionnaires of several cases, case after case."""
    rows = Sent.objects.visible_among(actor, cases).select_related("case")
    rows = rows.exclude(_IS_OVER)
    place = {case.pk: number for number, case in enumerate(cases)}
    return sorted(rows.order_by("sent_at", "pk"), key=lambda sent: place[sent.case_id])


def is_unsent(actor: Actor, **of: str) -> Exists:
    """Whether we wait for somebody to send their answers at the portal.

    of: which of them, by the column of the rows that it is asked of (`party="pk"`).
    """
    rows = Sent.objects.visible_to(actor).filter(
        person__login__isnull=False, state=Sent.State.OPEN
    )
    return Exists(rows.filter(**{name: OuterRef(where) for name, where in of.items()}))


def newest(actor: Actor, key: str) -> Questionnaire:
    found = (
        Questionnaire.objects.visible_to(actor)
        .filter(key=key)
        .order_by("-version")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def older_than(actor: Actor, one: Questionnaire) -> QuerySet[Questionnaire]:
    """The versions before this one, the newest first."""
    rows = Questionnaire.objects.visible_to(actor)
    return rows.filter(key=one.key, version__lt=one.version).order_by("-version")


def asked_before(actor: Actor, sent: Sent) -> QuerySet[Questionnaire]:
    """The versions in which somebody may have been asked this before, the newest first:
    the one that was in use when it was sent to them, and those that came since."""
    then = Questionnaire.objects.visible_to(actor).filter(
        key=sent.questionnaire.key, made_at__lte=sent.sent_at
    )
    first = Subquery(then.order_by("-version").values("version")[:1])
    return older_than(actor, sent.questionnaire).filter(version__gte=first)


_definitions: dict[UUID, Definition] = {}


def read(questionnaire: Questionnaire) -> Definition:
    """Its questions; read once a process, for a version never changes."""
    known = _definitions.get(questionnaire.pk)
    if known is None:
        known = _definitions[questionnaire.pk] = read_definition(
            questionnaire.definition
        )
    return known


def standing(
    actor: Actor, sent: Sent, *, older: Questionnaire | None = None
) -> Standing:
    """How the questions stand for the person they were sent to.

    Conditions may rest on what the other party answered; what is shown never is.
    older: the version in which a page asked them that is still open somewhere.
    """
    definition = read(older or sent.questionnaire)
    facts = case_facts(Actor.clock(actor.firm), sent.case)
    part, asides = sent.party.part, _said_beside(actor, sent)
    counts = counted(asides)
    found = [*steps(definition, part, facts, counts)]
    how_far = progress(definition, part, facts, counts)
    return Standing(sent, definition, facts, how_far, found, asides)


def _said_beside(actor: Actor, sent: Sent) -> Asides:
    """How far somebody is does not rest on who looks."""
    return asides_of(Actor.clock(actor.firm), [sent])[sent.pk]


def page(
    actor: Actor,
    stands: Standing,
    screen: str,
    place: int | None = None,
    *,
    entry: str = "",
) -> Page:
    """One screen; NotFound if its conditions hide it from this person.

    entry: the one that the screen was opened for. Its place may be another one now, for
    others may have been removed meanwhile.
    """
    if entry and place is not None:
        place = _place(stands, screen, entry)
    for number, step in enumerate(stands.steps):
        if (step.screen, step.entry) == (screen, place):
            return _page(stands, number)
    raise NotFound


def _place(stands: Standing, screen: str, entry: str) -> int:
    """Where the entry stands in its list now; NotFound if it was removed."""
    sections = stands.definition.of_party(stands.part)
    parts = [part for section in sections for part in section.steps]
    for loop in (part for part in parts if isinstance(part, Loop)):
        if any(one.id == screen for one in loop.screens):
            there = [
                shown(UUID(str(row["entry"]))) for row in entries_of(loop, stands.facts)
            ]
            if entry in there:
                return there.index(entry)
    raise NotFound


def _page(stands: Standing, number: int) -> Page:
    return page_at(
        stands.definition,
        stands.steps,
        number,
        stands.facts,
        lambda question, entry: answerable(question, stands, entry),
    )


def answerable(question: Question, stands: Standing, entry: Any) -> Answerable:
    """A question as it stands; entry: the row of the group that it is about, or None."""
    value = str(answer_of(question, stands.facts, entry) or "")
    name = question.fact.split(".", 1)[1]
    of = UUID(str(entry["entry"])) if entry and "[]" in name else None
    word = version(stands.sent.case_id, name, of, value)
    said = stands.asides.get((question.fact, str(of or "")), ())
    return Answerable(question, catalogue().entry(question.fact), value, word, said)
