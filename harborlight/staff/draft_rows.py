"""The lines of a questionnaire as those read them who write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harborlight.facts.catalogue import NoSuchFact, catalogue
from harborlight.facts.labels import whole_label
from harborlight.firm.actor import Actor
from harborlight.law.pack_conditions import Condition
from harborlight.questionnaires.condition_words import in_a_sentence, party_name
from harborlight.questionnaires.definition import (
    Definition,
    Loop,
    Question,
    Screen,
    Section,
    Words,
)
from harborlight.questionnaires.drafts import needed_by
from harborlight.questionnaires.plain_words import HARDEST_GRADE, grade, spoken
from harborlight.workflow.playbooks import Course
from harborlight.workflow.queries import playbooks


@dataclass(frozen=True)
class QuestionLine:
    """A question: the fact it asks for, when, and which forms cannot do without it."""

    question: Question
    place: int
    label: str
    when: str
    needed: Sequence[str]
    # The reading level of its own words.
    grade: float

    @property
    def is_hard(self) -> bool:
        return self.grade > HARDEST_GRADE


@dataclass(frozen=True)
class ScreenLine:
    """A screen or a list. grade: its reading level; inside: it is a screen of a list."""

    name: str
    title: Words
    intro: Words | None
    when: str
    grade: float
    questions: Sequence[QuestionLine]
    is_list: bool = False
    inside: str = ""
    needed: Sequence[str] = ()
    is_first: bool = False
    is_last: bool = False

    @property
    def is_hard(self) -> bool:
        return self.grade > HARDEST_GRADE


@dataclass(frozen=True)
class ChapterLine:
    """A chapter: how much it asks, and its hardest screen."""

    section: Section
    when: str
    screens: int
    questions: int
    grade: float
    needed: Sequence[str]
    lines: Sequence[ScreenLine]

    @property
    def is_hard(self) -> bool:
        return self.grade > HARDEST_GRADE


@dataclass(frozen=True)
class PartyLines:
    """What one party is asked."""

    party: str
    name: str
    chapters: Sequence[ChapterLine]


def courses_with(actor: Actor, key: str) -> list[Course]:
    """The playbooks whose cases begin with a questionnaire."""
    return [
        course
        for course in playbooks(actor)
        if any(part.questionnaire == key for part in course.parts)
    ]


def forms_of(courses: Iterable[Course]) -> list[str]:
    """The forms that are filled from what is answered."""
    return sorted({form for course in courses for form in course.form_names})


def party_lines(definition: Definition, forms: Sequence[str] = ()) -> list[PartyLines]:
    """All of it, party after party."""
    return [
        PartyLines(
            party,
            party_name(party),
            [chapter_line(one, forms) for one in definition.of_party(party)],
        )
        for party in definition.parties
    ]


def chapter_line(section: Section, forms: Sequence[str] = ()) -> ChapterLine:
    lines = [
        line
        for n, step in enumerate(section.steps)
        for line in _step_lines(step, forms, n == 0, n == len(section.steps) - 1)
    ]
    asking = [line for line in lines if not line.is_list]
    return ChapterLine(
        section=section,
        when=_when(section.when, ""),
        screens=len(asking),
        questions=sum(len(line.questions) for line in asking),
        grade=max((line.grade for line in lines), default=0.0),
        needed=_all_needed(lines),
        lines=lines,
    )


def _step_lines(
    step: Screen | Loop, forms: Sequence[str], first: bool, last: bool
) -> list[ScreenLine]:
    if isinstance(step, Screen):
        return [_screen_line(step, "", "", forms, first, last)]
    count = len(step.screens)
    inner = [
        _screen_line(one, step.group, step.id, forms, n == 0, n == count - 1)
        for n, one in enumerate(step.screens)
    ]
    said = (step.id, step.title, step.intro, _when(step.when, ""))
    hard = max(grade(spoken([step.title, step.intro])), 0)
    needed = _all_needed(inner)
    head = ScreenLine(*said, hard, (), True, "", needed, first, last)
    return [head, *inner]


def _screen_line(
    screen: Screen,
    group: str,
    inside: str,
    forms: Sequence[str],
    first: bool,
    last: bool,
) -> ScreenLine:
    lines = [
        _question_line(one, n, group, forms) for n, one in enumerate(screen.questions)
    ]
    texts = [text for one in screen.questions for text in _texts(one)]
    hard = max(grade(spoken([screen.intro, *texts])), 0)
    needed = sorted({form for line in lines for form in line.needed})
    when = _when(screen.when, group)
    said = (screen.id, screen.title, screen.intro, when, hard, lines)
    return ScreenLine(*said, False, inside, needed, first, last)


def _question_line(
    question: Question, place: int, group: str, forms: Sequence[str]
) -> QuestionLine:
    said = (question, place, _label(question), _when(question.when, group))
    hard = max(grade(spoken(_texts(question))), 0)
    return QuestionLine(*said, needed_by(forms, question.fact), hard)


def _texts(question: Question) -> Sequence[Words | None]:
    return question.ask, question.help, question.why


def _all_needed(lines: Iterable[ScreenLine]) -> list[str]:
    return sorted({form for line in lines for form in line.needed})


def _label(question: Question) -> str:
    try:
        return whole_label(catalogue().entry(question.fact))
    except NoSuchFact:
        return question.fact


def _when(condition: Condition | None, group: str) -> str:
    return in_a_sentence(condition, group) if condition else ""
