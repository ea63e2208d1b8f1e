"""What the page of an inquiry shows: names, hits, consents, answers, and what they weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from harborlight.facts.catalogue import catalogue
from harborlight.facts.models import Fact
from harborlight.facts.queries import Sheet, sheet
from harborlight.facts.showing import shown
from harborlight.facts.structure import get as value_at
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.words import in_words
from harborlight.inquiries.models import Inquiry
from harborlight.inquiries.names import Given, names_given, unchecked
from harborlight.inquiries.queries import (
    Hit,
    hits,
    questions_of,
    reply_of,
    state_now,
)
from harborlight.inquiries.standing import State
from harborlight.law.eligibility import ANY, Pressing, Weighed, pressing, weighed
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.progress import Progress, progress, steps
from harborlight.questionnaires.queries import read

# What was agreed to, and how to reach them: in this order.
CONSENTS = (
    "consent.no_lawyer_yet", "consent.data", "consent.share_family",
    "consent.share_employer", "intake.safe_to_call", "intake.safe_to_text",
    "intake.safe_to_email", "intake.safe_notes", "intake.interpreter",
    "intake.interpreter_language",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """An answer in words: what it is called, who said it, when, and in which language.

    version: of the questions whose words were agreed to; 0 where nobody was asked.
    """

    label: str
    value: str
    fact: Fact
    by: str
    version: int = 0

    @property
    def is_refused(self) -> bool:
        """Whether they said that something must not be done."""
        kept = ("consent.", "intake.safe_to_")
        return self.fact.value == "no" and self.fact.name.startswith(kept)


@dataclass(frozen=True)
class Chapter:
    """Answers that belong together, and how many pages of them are still open."""

    title: str
    said: Sequence[Said]
    open: int


@dataclass(frozen=True)
class Lacking:
    """A point of which nobody knows whether it applies; what is missing, in words."""

    says: Mapping[str, str]
    source: str
    lacks: Sequence[str]


@dataclass(frozen=True)
class Scales:
    """What is known of one kind of case."""

    weighed: Weighed
    lacking: Sequence[Lacking]
    # Whether it is what they ask for.
    is_wanted: bool

    @property
    def is_silent(self) -> bool:
        """Whether nothing is known that speaks for or against it."""
        return not (self.weighed.speaks_for or self.weighed.against)


@dataclass
class Whole:
    """One inquiry as its page shows it."""

    inquiry: Inquiry
    state: State
    sent: Sent | None
    progress: Progress | None
    chapters: Sequence[Chapter]
    consents: Sequence[Said]
    names: Sequence[Given]
    unchecked: Sequence[str]
    hits: Sequence[Hit]
    pressing: Sequence[Pressing]
    any: Scales
    kinds: Sequence[Scales]

    @property
    def open_hits(self) -> int:
        return sum(one.answer is None for one in self.hits)

    @property
    def left_out(self) -> int:
        """How many more are alike than the check kept: those that weigh least."""
        made = self.inquiry.check_made
        return sum(made.left_out) if made else 0

    @property
    def is_conflict(self) -> bool:
        answers = [one.answer for one in self.hits]
        return any(one is not None and one.verdict == "conflict" for one in answers)

    @property
    def stands_against(self) -> bool:
        """Whether the conflict check keeps them from accepting it."""
        made = self.inquiry.check_made
        return made is None or bool(
            self.unchecked or self.open_hits or self.is_conflict
        )

    @property
    def may_email(self) -> bool:
        """Whether nobody said that e-mail is not safe."""
        values = {one.fact.name: one.fact.value for one in self.consents}
        return values.get("intake.safe_to_email") != "no"


def whole(actor: Actor, inquiry: Inquiry, day: date) -> Whole:
    """Everything the page of an inquiry shows."""
    known = sheet(actor, inquiry.case, inquiry.person)
    plain = known.plain()
    sent = questions_of(actor, inquiry.case)
    told = _Told(known, actor.language, sent)
    given = names_given(inquiry, known)
    scales = _scales(plain, day, plain.get("intake", {}).get("help") or inquiry.wanted)
    return Whole(
        inquiry=inquiry,
        state=state_now(inquiry, sent),
        sent=sent,
        progress=_progress(sent, plain),
        chapters=told.chapters(plain),
        consents=told.consents(),
        names=given,
        unchecked=[
            one.name
            for one in unchecked(inquiry.check_made, [one.asked for one in given])
        ],
        hits=hits(actor, inquiry),
        pressing=pressing(lambda path: value_at(plain, path), day),
        any=scales.pop(ANY),
        kinds=[*scales.values()],
    )


def letter_of(actor: Actor, inquiry: Inquiry) -> Any:
    """The letter that was sent, if the inquiry was declined."""
    return reply_of(actor, inquiry.case) if inquiry.outcome == "declined" else None


def other_of(actor: Actor, inquiry: Inquiry) -> dict[str, Any]:
    """What is known of the one other person of a case of two, as a form begins with it."""
    known = sheet(actor, inquiry.case, inquiry.person)
    for entry in known.entries.get("people_involved", []):
        if known.get("people_involved[].part", entry) in ("spouse", "relative"):
            return _typed(known, "people_involved[]", entry)
    return _typed(known, "spouse", None) if known.get("spouse.family") else {}


def _typed(known: Sheet, where: str, entry: UUID | None) -> dict[str, Any]:
    names = {"family_name": "family", "given_name": "given", "birth_date": "birth_date"}
    said = {field: known.get(f"{where}.{end}", entry) for field, end in names.items()}
    return {
        field: one for field, one in said.items() if one not in ("", "unknown", "none")
    }


def _progress(sent: Sent | None, plain: Mapping[str, Any]) -> Progress | None:
    if sent is None:
        return None
    return progress(read(sent.questionnaire), "applicant", {"applicant": plain})


def _scales(plain: dict[str, Any], day: date, wanted: str) -> dict[str, Scales]:
    """By kind of case; what they ask for comes first."""
    found = weighed(lambda path: value_at(plain, path), day)
    rows = {
        kind: Scales(one, [_lacking(n) for n in one.unknown], kind == wanted)
        for kind, one in found.items()
    }
    return dict(sorted(rows.items(), key=lambda row: not row[1].is_wanted))


def _lacking(one: Any) -> Lacking:
    entries = catalogue().entries
    lacks = [in_words(entries["person", path].labels) for path in one.lacks]
    return Lacking(one.point.says, one.point.source, lacks)


class _Told:
    """Puts facts into words, with who said them."""

    def __init__(self, known: Sheet, language: str, sent: Sent | None) -> None:
        self.known, self.sent = known, sent
        self.language = (language or "en").split("-")[0]
        ids = {one.by_id for one in known.values.values() if one.by_id}
        self.people = {user.pk: user.name for user in User.objects.filter(pk__in=ids)}

    def consents(self) -> list[Said]:
        facts = [self.known.values.get((name, None)) for name in CONSENTS]
        return [self._said(one) for one in facts if one is not None and one.value]

    def chapters(self, plain: Mapping[str, Any]) -> list[Chapter]:
        if self.sent is None:
            return []
        definition = read(self.sent.questionnaire)
        order = [one.question.fact for one in definition.asked()]
        by_section: dict[str, list[Said]] = {}
        for (name, _entry), fact in self._in_order(order):
            asked = definition.where(f"applicant.{name}")
            if asked is not None and fact.value:
                by_section.setdefault(asked.section, []).append(self._said(fact))
        left: dict[str, int] = {}
        for step in steps(definition, "applicant", {"applicant": plain}):
            left[step.section] = left.get(step.section, 0) + (not step.done)
        return [
            Chapter(
                in_words(one.title), by_section.get(one.id, []), left.get(one.id, 0)
            )
            for one in definition.of_party("applicant")
        ]

    def _in_order(self, order: Sequence[str]) -> list[tuple[Any, Fact]]:
        """What is known, as it is asked; of several, one after the other."""
        ids = [pk for several in self.known.entries.values() for pk in several]

        def place(row: tuple[tuple[str, UUID | None], Fact]) -> tuple[int, int, int]:
            (name, entry), path = row[0], f"applicant.{row[0][0]}"
            own = order.index(path) if path in order else len(order)
            if entry is None:
                return own, 0, own
            group = f"applicant.{name.partition('[]')[0]}[]."
            first = next((n for n, one in enumerate(order) if group in one), own)
            return first, ids.index(entry) if entry in ids else len(ids), own

        return sorted(self.known.values.items(), key=place)

    def _said(self, fact: Fact) -> Said:
        entry = catalogue().entries["person", fact.name]
        mine = self.sent is not None and fact.source_id == self.sent.pk
        version = self.sent.questionnaire.version if mine and self.sent else 0
        return Said(
            in_words(entry.labels),
            shown(entry, fact.value, language=self.language),
            fact,
            self.people.get(fact.by_id, "") if fact.by_id else "",
            version,
        )
