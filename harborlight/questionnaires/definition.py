"""What a questionnaire consists of: sections for each party, short screens, questions.

    definition = starter("i130-spouse")
    progress(definition, "petitioner", facts).next      # progress.py
    definition.where("petitioner.addresses[2].from")    # -> the screen that asks it

A questionnaire is plain data (YAML in `starters/`, JSON in the database); reading.py
turns it into these records and refuses what is not whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from harborlight.facts.catalogue import general
from harborlight.law.pack_conditions import Condition

# The same words in every language of the questionnaire: {"en": ..., "es": ...}.
Words = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """One question for one fact.

    `fact` is a full path, "petitioner.birth.date", or inside a loop
    "petitioner.addresses[].street". `options` are those of the fact's options that this
    question offers (() for all). `says` words some of them for whoever is asked: "your
    home", where the fact itself says whose. `why` says why we ask, where one might wonder.
    """

    fact: str
    ask: Words
    help: Words | None = None
    why: Words | None = None
    required: bool = True
    when: Condition | None = None
    options: tuple[str, ...] = ()
    says: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Screen:
    """A few questions that are asked together. `id` is unique in the questionnaire."""

    id: str
    title: Words
    questions: tuple[Question, ...]
    intro: Words | None = None
    when: Condition | None = None


@dataclass(frozen=True)
class Need:
    """An entry that a group must have, when `when` holds: one for which `where` holds."""

    where: Condition
    says: Words
    when: Condition | None = None


@dataclass(frozen=True)
class Loop:
    """Screens that are asked again for each entry of a group: addresses, jobs, children.

    `group` is its full path; `entry` the words over one entry; `summary` the facts (by
    their name in the group) that tell entries apart in the list. `closed`: more is asked
    of the entries that another loop gathered, so that it has no list of its own.
    """

    id: str
    group: str
    title: Words
    entry: Words
    add_another: Words
    screens: tuple[Screen, ...]
    summary: tuple[str, ...]
    intro: Words | None = None
    at_least: int = 0
    at_most: int = 30
    when: Condition | None = None
    needs: tuple[Need, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class Section:
    """A chapter of one party's questions."""

    id: str
    party: str
    title: Words
    steps: tuple[Screen | Loop, ...]
    intro: Words | None = None
    when: Condition | None = None


@dataclass(frozen=True)
class Asked:
    """Where a question stands."""

    party: str
    section: str
    screen: str
    loop: str
    question: Question


@dataclass(frozen=True)
class Definition:
    """A questionnaire in one version. `given` are facts that its kind of case settles."""

    key: str
    version: int
    title: Words
    parties: tuple[str, ...]
    sections: tuple[Section, ...]
    given: Mapping[str, str]

    def of_party(self, party: str) -> tuple[Section, ...]:
        """The sections that one party answers, in order."""
        return tuple(one for one in self.sections if one.party == party)

    def asked(self) -> Iterator[Asked]:
        """Every question, in order."""
        for section in self.sections:
            for step in section.steps:
                loop = step.id if isinstance(step, Loop) else ""
                screens = step.screens if isinstance(step, Loop) else (step,)
                for screen in screens:
                    for question in screen.questions:
                        place = (section.party, section.id, screen.id, loop)
                        yield Asked(*place, question)

    @cached_property
    def index(self) -> Mapping[str, Asked]:
        """Fact -> where it is asked first."""
        places: dict[str, Asked] = {}
        for one in self.asked():
            places.setdefault(one.question.fact, one)
        return places

    def where(self, path: str) -> Asked | None:
        """Where a fact is asked, entries of groups by any place; None when nowhere.

        A path to a whole group, or to an entry of it, leads to its first question.
        """
        plain = general(path)
        found = self.index.get(plain)
        if found is None:
            group = plain.removesuffix("[]") + "[]."
            inside = (fact for fact in self.index if fact.startswith(group))
            first = next(inside, None)
            found = self.index[first] if first else None
        return found

    def loop(self, group: str) -> Loop | None:
        """The loop that asks for a group, by its full path."""
        for section in self.sections:
            for step in section.steps:
                if isinstance(step, Loop) and step.group == group:
                    return step
        return None
