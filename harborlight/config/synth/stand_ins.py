"""The words of a life that every cast of a mould replaces by its own.

While a case is played, the names, numbers and streets of its couple are words that
occur nowhere else ("Qxbacd"), so that they are found again in every row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from harborlight.config.synth import histories
from harborlight.config.synth.lives import Couple, Facts, Someone
from harborlight.config.synth.names import (
    NONE,
    Culture,
    FullName,
    Home,
    american_name,
    homes,
    lists,
    phone,
    some_name,
)
from harborlight.people.names import folded

MARK, MAIL = "Qx", "qm"
LETTERS = "bcdfghjklmnpqrstvwxz"
# Several words of one person are drawn together: all but those of names are alone.
Draw = Callable[[Random, str], tuple[str, ...]]


@dataclass
class StandIns:
    """The words that stand in, in groups that are drawn together."""

    culture: Culture
    home: Home
    groups: list[tuple[tuple[str, ...], Draw]] = field(default_factory=list)
    count: int = 0
    known: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def word(self, mark: str = MARK) -> str:
        """A word that occurs nowhere else."""
        number, letters = self.count, ""
        self.count += 1
        for _ in range(4):
            number, digit = divmod(number, len(LETTERS))
            letters += LETTERS[digit]
        return mark + letters

    def several(self, real: tuple[str, ...], draw: Draw) -> tuple[str, ...]:
        """Words to stand in for these; what is not known or empty stays as it is."""
        if real not in self.known:
            words = tuple("" if one in ("", NONE) else self.word() for one in real)
            if real[-1] == MAIL:
                words = (*words[:-1], self.word(MAIL))
            self.groups.append((words, draw))
            self.known[real] = tuple(
                w or one for w, one in zip(words, real, strict=True)
            )
        return self.known[real]

    def number(self, real: str, draw: Callable[[Random], str]) -> str:
        """Numbers are checked as they are taken down, so they stand in themselves."""
        if real and real != NONE and (real,) not in self.known:
            self.known[(real,)] = (real,)
            self.groups.append(((real,), lambda dice, _tag: (draw(dice),)))
        return real

    def drawn(self, dice: Random, tag: str) -> Iterator[tuple[str, str]]:
        """Fresh words for all that stand in, and how each is searched."""
        for words, draw in self.groups:
            for word, fresh in zip(words, draw(dice, tag), strict=True):
                if word:
                    yield word, fresh
                    if word.startswith(MARK):
                        yield word.lower(), folded(fresh)

    def pattern(self) -> str:
        """A regular expression that finds them."""
        every = [word for words, _ in self.groups for word in words if word]
        numbers = [one for one in every if one[:2] not in (MARK, MAIL)]
        also = "".join(f"|{re.escape(one)}" for one in sorted(numbers, key=len)[::-1])
        return rf"(?:[Qq]x|qm)[{LETTERS}]{{4}}{also}"


def stood_in(couple: Couple) -> tuple[Couple, StandIns]:
    """The couple with words that stand in for theirs."""
    culture = couple.beneficiary.culture
    assert culture is not None
    home = _home(couple.facts["petitioner"])
    words = StandIns(culture, home)
    people = {}
    for part in ("petitioner", "beneficiary"):
        people[part] = _person(words, part, getattr(couple, part), couple.facts[part])
    facts = {
        part: _replaced(
            words, people[part].culture if part in people else culture, node
        )
        for part, node in couple.facts.items()
    }
    return Couple(people["petitioner"], people["beneficiary"], facts), words


def _home(facts: Facts) -> Home:
    city = facts["addresses"][0]["city"]
    return next((home for home in homes() if home.city == city), homes()[0])


def _person(words: StandIns, part: str, who: Someone, facts: Facts) -> Someone:
    """The name in both scripts and the addresses of one of the two."""
    latin = (who.name.family, who.name.given, who.name.middle)
    native = who.name.native or ()

    def draw(dice: Random, tag: str) -> tuple[str, ...]:
        name = _name(dice, who.culture, who.sex, middle=latin[2] != NONE)
        address = f"{histories.mailbox(name)}.{part[0]}{tag}".lower()
        fresh = (
            name.family,
            name.given,
            name.middle,
            *(name.native or ())[: len(native)],
        )
        return (*fresh, address)

    # Both may have one name; their parts keep them apart.
    words.known.pop((*latin, *native, MAIL), None)
    found = words.several((*latin, *native, MAIL), draw)
    own = (found[3], found[4], found[5]) if native else None
    fresh_name = FullName(found[0], found[1], found[2], own)
    words.known[latin] = found[:3]
    email = f"{found[-1]}@example.org"
    number = words.number(who.phone, lambda dice: phone(dice, words.home.area))
    facts["name"] = fresh_name.facts()
    facts["contact"] = {"phone_day": number, "phone_mobile": number, "email": email}
    if native:
        names = zip(("family", "given", "middle"), found[3:6], strict=True)
        facts["native_name"] = dict(names)
    return replace(who, name=fresh_name, email=email, phone=number)


def _name(dice: Random, culture: Culture | None, sex: str, *, middle: bool) -> FullName:
    """A name that has a middle part where the mould's name has one."""
    name = some_name(dice, culture, sex) if culture else american_name(dice, sex)
    if not middle or name.middle != NONE:
        return name
    spare = [one for one in (culture.middle if culture else ()) if one.latin != NONE]
    picked = dice.choice(spare).latin if spare else name.given
    return replace(name, middle=picked)


NUMBERS: dict[str, Callable[[Random], str]] = {
    "ssn": histories.ssn,
    "a_number": histories.a_number,
    "i94": lambda dice: f"000{dice.randrange(10**6):06}A{dice.randrange(10)}",
    "certificate_number": lambda dice: f"{dice.randrange(10**7, 10**8)}",
}


def _replaced(words: StandIns, culture: Culture | None, node: Any) -> Any:
    """A copy of facts in which words stand in for names, streets and numbers."""
    if isinstance(node, list):
        return [_replaced(words, culture, one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {name: _replaced(words, culture, value) for name, value in node.items()}
    if "family" in node and not _stands_in(node["family"]):
        found |= _relative(words, culture, node)
    if "street" in node:
        found["street"] = _street(words, culture, node)
    for name, draw in NUMBERS.items():
        if isinstance(node.get(name), str):
            found[name] = words.number(node[name], draw)
    if isinstance(passport := node.get("passport"), dict) and "expires" in passport:
        number = words.number(passport["number"], _passport)
        found["passport"] = {**found["passport"], "number": number}
    return found


def _stands_in(word: str) -> bool:
    return word.startswith(MARK)


def _passport(dice: Random) -> str:
    return f"XS{dice.randrange(10**6, 10**7)}"


def _relative(words: StandIns, culture: Culture | None, node: Facts) -> Facts:
    real = (node["family"], node["given"], node.get("middle", NONE))
    given = culture.given["female"] if culture else lists()["american"]["female"]
    female = any(getattr(one, "latin", one) == real[1] for one in given)
    sex, middle = "female" if female else "male", real[2] != NONE

    def draw(dice: Random, _tag: str) -> tuple[str, ...]:
        name = _name(dice, culture, sex, middle=middle)
        return name.family, name.given, name.middle

    found = dict(
        zip(("family", "given", "middle"), words.several(real, draw), strict=True)
    )
    return {name: value for name, value in found.items() if name in node}


def _street(words: StandIns, culture: Culture | None, node: Facts) -> str:
    abroad = culture if node.get("country") != "US" else None
    native = abroad is not None and node["country"] == abroad.native_country

    def draw(dice: Random, _tag: str) -> tuple[str, ...]:
        if abroad is None:
            return (f"{dice.randrange(100, 9900)} {dice.choice(lists()['streets'])}",)
        street = dice.choice(abroad.streets)
        return (
            f"{street.native if native else street.latin} {dice.randrange(1, 400)}",
        )

    return words.several((node["street"],), draw)[0]
