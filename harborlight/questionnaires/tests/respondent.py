"""An honest respondent: answers whatever is asked, by chance, until nothing is left."""

import random

from harborlight.facts.catalogue import catalogue
from harborlight.facts.choices import options_of
from harborlight.facts.structure import structured
from harborlight.questionnaires.progress import (
    answer_of,
    entries_of,
    progress,
    visible,
)

BY_TYPE = {
    "text": "Somewhere",
    "long_text": "A short story.",
    "name": "Flores",
    "phone": "+15125550143",
    "email": "somebody@example.com",
    "a_number": "012345678",
    "ssn": "123456789",
    "uscis_account": "123456789012",
    "i94": "123456789A1",
    "passport_number": "B01234567",
    "zip": "78701",
    "height": "64",
    "weight": "140",
    "integer": "4",
    "money": "48000",
    "receipt_number": "IOE1234567890",
}


class Respondent:
    """Somebody with a seed of their own; the same seed gives the same answers."""

    def __init__(self, definition, seed):
        self.definition = definition
        self.chance = random.Random(seed)
        self.facts = structured(definition.given.items())

    def answer_all(self, party, pages=400):
        """Answer page after page as the questionnaire leads; fails if it never ends."""
        for _ in range(pages):
            step = progress(self.definition, party, self.facts).next
            if step is None:
                return
            if step.loop and step.entry is None:
                self.add_entry(step)
            else:
                self.answer_page(step)
        raise AssertionError(f"still asked for {step}")

    def add_entry(self, step):
        """A new entry; one that meets what the group still needs."""
        loop = next(
            part
            for section in self.definition.sections
            for part in section.steps
            if part.id == step.loop
        )
        entry = {}
        for need in step.unmet:
            satisfy(need.where, entry)
        *path, last = loop.group.split(".")
        node = self.facts
        for name in path:
            node = node[name]
        node.setdefault(last, []).append(entry)

    def answer_page(self, step):
        screen, loop = screen_of(self.definition, step.screen)
        entry = entries_of(loop, self.facts)[step.entry] if loop else None
        for question in visible(screen, self.facts, entry):
            if answer_of(question, self.facts, entry) in (None, ""):
                self.answer(question, entry)

    def answer(self, question, entry):
        if not question.required and self.chance.random() < 0.5:
            return
        value = self.value(question)
        if entry is not None:
            entry[question.fact.partition("[].")[2]] = value
            return
        *path, last = question.fact.split(".")
        node = self.facts
        for name in path:
            node = node.setdefault(name, {})
        node[last] = value

    def did_not_know(self):
        """Paths of what was answered "I don't know", outside of groups."""
        return {*_unknown("", self.facts)}

    def value(self, question):
        fact = catalogue().entry(question.fact)
        if fact.may_be and self.chance.random() < 0.2:
            return self.chance.choice(sorted(fact.may_be))
        if fact.type == "date":
            return self.day(fact)
        options = [option.value for option in options_of(fact)]
        if options:
            return self.chance.choice(list(question.options) or options)
        return BY_TYPE[fact.type]

    def day(self, fact):
        """Beginnings long ago, ends some years later, so that no time runs backwards."""
        earliest = {"from": 2005, "to": 2022}.get(fact.path.rpartition(".")[2], 1990)
        year = earliest + self.chance.randrange(4)
        return f"{year}-0{self.chance.randrange(1, 10)}-11"


def _unknown(path, node):
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from _unknown(f"{path}.{name}" if path else name, inner)
    elif node == "unknown":
        yield path


def satisfy(condition, entry):
    """Put into the entry what the condition wants of it."""
    if condition.says == "is":
        entry[condition.path.removeprefix("it.")] = condition.values[0]
    elif condition.says == "all":
        for part in condition.parts:
            satisfy(part, entry)
    elif condition.says == "not":
        entry[condition.parts[0].path.removeprefix("it.")] = "SV"


def screen_of(definition, name):
    """The screen of a name, and the loop it is in (or None)."""
    for section in definition.sections:
        for part in section.steps:
            screens = getattr(part, "screens", (part,))
            for screen in screens:
                if screen.id == name:
                    return screen, part if part is not screen else None
    raise AssertionError(f"no screen {name}")
