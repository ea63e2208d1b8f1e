"""Facts as long as the catalogue allows, in ever new combinations, for the golden tests.

A pack's boxes hang on conditions, so no single case fills them all. `cases` draws cases
by chance (always the same ones) until every box was reached that can be.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from harborlight.facts.catalogue import NoSuchFact, catalogue
from harborlight.facts.choices import options_of
from harborlight.facts.structure import put, structured
from harborlight.filings.composing import OnPaper
from harborlight.law.countries import countries
from harborlight.law.pack_conditions import Condition
from harborlight.law.pack_paths import real_paths
from harborlight.law.packs import Composed, compose, fact_paths

DAY = date(2026, 6, 15)
MOST_TRIES = 600
# So many cases are left to chance before we aim at boxes that are still empty.
FREE = 12
# Accents of many languages that the forms' own font has.
WORDS = "Ñandubaysal Güemes Íñiguez-Château Ångström Böhm-Übel São Çelik d’Éphrussi"
LONGEST_COUNTRY = max(countries(), key=lambda code: len(countries()[code]))
# Codes that are kept as they are written, and of which forms want the digits.
CODES = {
    "ein": ["38-1234567"],
    "naics": ["333611"],
    "soc": ["17-2141"],
    "itin": ["900-70-0001"],
    "dot": ["030"],
    "hours": ["35"],
}
FIXED = {
    "date": ["1999-12-28", "2024-11-30"],
    "phone": ["+12135550143", "+50370123456789"],
    "email": [
        "maria@an-office.example",
        f"{'maria.lopez.de.la.pena.' * 4}x@an-office-with-a-long-name.example",
    ],
    "a_number": ["098765432"],
    "ssn": ["987654320"[::-1]],
    "uscis_account": ["123456789012"],
    "i94": ["12345678901"],
    "passport_number": ["ABCDEFGHIJ0123456789"],
    "zip": ["78753-4410"],
    "integer": ["0", "1", "2", "12", "2024", "2025"],
    "height": ["71", "107"],
    "weight": ["98", "999"],
    "us_state": ["TX", "CA"],
    "receipt_number": ["IOE1234567890"],
    "money": [
        "0",
        "5000",
        "20000",
        "40000",
        "60000",
        "100000",
        "160000",
        "400000",
        "999999999",
    ],
}


@dataclass(frozen=True)
class Case:
    """Facts, for which client, and what the pack makes of them.

    new: the boxes that no case before it filled.
    """

    facts: dict
    client: str
    composed: Composed
    new: frozenset[str] = frozenset()

    @property
    def filled(self):
        return {box for box, value in self.composed.values.items() if value}


def cases(pack, blank):
    """Few cases that between them fill every box that can be, and the boxes never filled."""
    plan, left, pool = Plan(pack), set(mapped(pack)), []
    for seed in range(MOST_TRIES):
        if not left:
            break
        pool.append(drawn(plan, blank, seed, aim=sorted(left)))
        left -= pool[-1].filled
    return list(fewest(pool)), left


def fewest(pool):
    """Of many cases those few that fill the same boxes, each with those it fills first."""
    wanted = frozenset().union(*(case.filled for case in pool))
    while wanted:
        case = max(pool, key=lambda one: len(wanted & one.filled))
        yield replace(case, new=wanted & case.filled)
        wanted -= case.filled


def drawn(plan, blank, seed, aim=()):
    """The case that chance draws for this number, the same one every time.

    aim: boxes of which one is to be filled, if what it hangs on can be arranged.
    """
    chance = random.Random(seed)
    client = chance.choice(plan.pack.clients or ("",))
    facts = facts_for(plan, chance)
    if seed >= FREE and aim:
        Aim(plan, facts, client, chance).at(chance.choice(aim))
    composed = compose(plan.pack, facts, OnPaper(blank), on=plan.day, client=client)
    return Case(facts, client, composed)


class Aim:
    """Arranges facts so that what a box hangs on is so."""

    def __init__(self, plan, facts, client, chance):
        self.pack, self.facts = plan.pack, facts
        self.client, self.chance, self.it = client, chance, ""

    def at(self, box):
        for row in self.pack.texts:
            if row.box == box:
                self.value(row.value)
                self.so(row.when)
        for row in self.pack.choices:
            for word, named in row.boxes.items():
                if named == box:
                    self.value(row.value, word)
                    self.so(row.when)

    def value(self, value, word=""):
        """The value is there; of a choice, it is this word."""
        if value.kind == "fact":
            self.set(value.path, word or self.legal(value.path))
        elif value.kind == "first":
            said = [
                part for part in value.parts if part.kind != "say" or part.text == word
            ]
            if said:
                self.value(self.chance.choice(said), word)
        elif word and value.path:
            self.set(value.path, self.legal(value.path))
        self.so(value.when)

    def so(self, condition):
        """The condition holds, as far as single facts can see to it."""
        if condition is None:
            return
        if condition.says == "is":
            self.set(condition.path, self.chance.choice(condition.values))
        elif condition.says == "known":
            self.set(condition.path, self.legal(condition.path))
        elif condition.says == "not":
            self.other_than(condition.parts[0])
        elif condition.says == "all":
            for part in condition.parts:
                self.so(part)
        elif condition.parts:
            self.so(self.chance.choice(condition.parts))

    def other_than(self, condition):
        if condition.says == "is":
            values = set(self.all_legal(condition.path)) - set(condition.values)
            self.set(condition.path, self.chance.choice(sorted(values) or [None]))

    def set(self, path, value):
        full = self.real(path)
        if value is not None and full and catalogue().knows(full):
            try:
                catalogue().entry(full)
            except NoSuchFact:
                return
            put(self.facts, full, value)

    def real(self, path):
        """Where the fact is kept, of the first entry or slot that the name stands for."""
        head, _, rest = path.partition(".")
        if head in ("client", "it"):
            return f"{self.client if head == 'client' else self.it}.{rest}"
        if head not in self.pack.entries:
            return path
        choice = self.chance.choice(self.pack.entries[head].choices)
        self.so(choice.when)
        if not choice.slot:
            return f"{self.real(choice.use)}.{rest}"
        view = self.pack.lists[choice.use]
        self.so(view.when)
        group = self.real(view.group)
        for place in range(choice.slot):
            self.it = f"{group}[{place}]"
            self.so(view.where)
        return f"{self.it}.{rest}"

    def legal(self, path):
        values = self.all_legal(path)
        return self.chance.choice(values) if values else None

    def all_legal(self, path):
        full = self.real(path)
        try:
            return legal(catalogue().entry(full))
        except NoSuchFact:
            return []


class Plan:
    """What of a pack decides which cases there can be."""

    def __init__(self, pack):
        self.pack, self.day = pack, day_for(pack)
        self.paths = sorted(with_stays(fact_paths(pack)))
        self.asked = values_asked(pack)


def day_for(pack):
    """A day on which the edition is taken: the usual one, else its last."""
    return DAY if pack.accepted(DAY) else pack.accepted_until or pack.accepted_from


def mapped(pack) -> Iterator[str]:
    """Every box that something may be written or ticked in."""
    yield from (row.box for row in pack.texts)
    for row in pack.choices:
        yield from row.boxes.values()


def facts_for(plan, chance):
    """One case by chance: about as many answers as people give, all of them long."""
    facts, asked, pack = structured([]), plan.asked, plan.pack
    sizes = {
        group: size(pack, group, chance) for group in sorted(groups_of(plan.paths))
    }
    for path in plan.paths:
        try:
            entry = catalogue().entry(path)
        except NoSuchFact:
            continue
        if "[]" not in path:
            set_fact(facts, path, one_of(entry, asked.get(path, ()), chance), chance)
            continue
        group = path.partition("[]")[0]
        for place in range(sizes[group]):
            value = one_of(entry, asked.get(path, ()), chance)
            if catalogue().group(group).history:
                value = in_history(path, value, place, plan.day)
            elif entry.type == "date" and chance.random() < 0.8:
                # Lists ask for what was of late; each entry lies before the one above it.
                ago = 60 * (place + 1) + (30 if path.endswith(".from") else 0)
                value = (plan.day - timedelta(days=ago)).isoformat()
            set_fact(facts, path.replace("[]", f"[{place}]"), value, chance)
    return facts


def with_stays(paths):
    """The paths, and of each history when a stay began and ended, which its order needs."""
    groups = [g for g in groups_of(paths) if catalogue().group(g).history]
    return {
        *paths,
        *(f"{g}[].{part}" for g in groups for part in ("current", "from", "to")),
    }


def set_fact(facts, path, value, chance):
    # Now and then nobody has answered: that, too, is a case.
    if value is not None and chance.random() > 0.03:
        put(facts, path, value)


def groups_of(paths):
    return {path.partition("[]")[0] for path in paths if "[]" in path}


def size(pack, group, chance):
    """None, some, or more than the form has room for; never more than may be."""
    slots = [view.slots for view in pack.lists.values() if view.group.endswith(
        group.partition(".")[2])] or [1]  # fmt: skip
    most = min(max(slots) + 2, catalogue().group(group).at_most)
    return chance.choice([0, 1, most, most])


def in_history(path, value, place, day):
    """One stay after the other without a gap, the present one first."""
    begun = day - timedelta(days=500 * (place + 1))
    name = path.rpartition(".")[2]
    stay = {
        "current": "yes" if place == 0 else "no",
        "from": begun.isoformat(),
        "to": None if place == 0 else (begun + timedelta(days=499)).isoformat(),
    }
    return stay.get(name, value)


def one_of(entry, asked, chance):
    """A legal value, of those that conditions look for or the longest there is."""
    values = [*legal(entry)]
    if asked and chance.random() < 0.7:
        values = [value for value in asked if value not in ("unknown",)] or values
    elif entry.may_be and chance.random() < 0.1:
        values = sorted(entry.may_be)
    return chance.choice(values)


def legal(entry):
    """The longest values of a fact's type; of a choice, all of them."""
    if entry.type == "country":
        return ["US", LONGEST_COUNTRY, "CI"]
    if entry.type in FIXED:
        return FIXED[entry.type]
    if (name := entry.path.rpartition(".")[2]) in CODES:
        return CODES[name]
    options = [option.value for option in options_of(entry)]
    if entry.type == "choices":
        return [" ".join(options), *options]
    if options:
        return options
    longest = entry.max or 40
    return [long_text(longest), long_text(8), "N0012345678"[:longest]]


def long_text(length):
    words = f"{WORDS} " * (length // len(WORDS) + 1)
    return words[:length].strip(" -’")


def values_asked(pack):
    """path -> the values that some condition or choice of the pack looks for."""
    found: dict[str, set[str]] = {}
    for condition in conditions(pack):
        for one in flat(condition):
            for path in real(pack, one.path):
                found.setdefault(path, set()).update(one.values)
    return {path: sorted(values) for path, values in found.items()}


def real(pack, path):
    for one in real_paths(pack, path):
        if one.startswith("it."):
            yield from (f"{view.group}[].{one[3:]}" for view in pack.lists.values())
        yield one


def conditions(pack) -> Iterator[Condition]:
    rows = (*pack.texts, *pack.choices, *pack.more, *pack.signatures, *pack.reminders)
    for row in rows:
        yield from (one for one in (row.when, getattr(row, "na", None)) if one)
        if isinstance(getattr(row, "required", None), Condition):
            yield row.required
        yield from inner(getattr(row, "value", None))
    for view in pack.lists.values():
        yield from (one for one in (view.when, view.where) if one)
    for entry in pack.entries.values():
        yield from (choice.when for choice in entry.choices if choice.when)


def inner(value):
    if value is not None:
        if value.when:
            yield value.when
        for part in value.parts:
            yield from inner(part)


def flat(condition):
    if condition.says == "is":
        yield condition
    for part in condition.parts:
        yield from flat(part)
