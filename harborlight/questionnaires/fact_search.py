"""Finding a fact of the catalogue for a question, by what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harborlight.facts.catalogue import Entry, catalogue
from harborlight.facts.labels import whole_label
from harborlight.facts.own import is_own
from harborlight.firm.words import folded
from harborlight.questionnaires.definition import Asked, Definition
from harborlight.questionnaires.editing import Part

MOST_FOUND = 25


@dataclass(frozen=True)
class Found:
    """A fact that a screen could ask for; asked: where it is asked already."""

    path: str
    entry: Entry
    label: str
    asked: Asked | None

    @property
    def subject(self) -> str:
        return self.path.partition(".")[0]


def askable(part: Part, path: str) -> Entry | None:
    """The fact, if a screen of this kind can ask for it: of its party, or of the case.

    On a screen of a list only what belongs to its entries, elsewhere nothing of a list.
    """
    for found, entry in _candidates(part):
        if found == path:
            return entry
    if is_own(path) and path.partition(".")[0] == part.party and not part.group:
        return catalogue().entry(path)
    return None


def find_facts(definition: Definition, part: Part, text: str) -> list[Found]:
    """What a screen could ask for whose name has all these words, best first.

    In English and in Spanish, whatever the reader's language.
    """
    wanted = folded(text).split()
    found = []
    for path, entry in (*_candidates(part), *_own(definition)) if wanted else ():
        said = folded(*entry.labels.values(), whole_label(entry), path)
        if all(word in said for word in wanted):
            asked = definition.index.get(path)
            found.append(Found(path, entry, whole_label(entry), asked))
    plain = " ".join(wanted)
    found.sort(
        key=lambda one: (not folded(one.label).startswith(plain), len(one.label))
    )
    return found[:MOST_FOUND]


def _own(definition: Definition) -> Iterator[tuple[str, Entry]]:
    """What the firm asks of its own already."""
    for path in definition.index:
        if is_own(path):
            yield path, catalogue().entry(path)


def _candidates(part: Part) -> Iterator[tuple[str, Entry]]:
    if part.group:
        for entry in catalogue().of_group(part.group):
            yield f"{part.group}[].{entry.name}", entry
        return
    subjects = {"person": part.party, "case": "case"}
    for (of, path), entry in catalogue().entries.items():
        if of in subjects and not entry.group:
            yield f"{subjects[of]}.{path}", entry
