from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.facts import events
from harborlight.facts.catalogue import catalogue
from harborlight.facts.known_names import parts_of_names, whole_names
from harborlight.facts.models import OF_THE_CASE, Entry, Fact
from harborlight.facts.versions import version
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person

# A fact's name, and the entry of the group it belongs to.
Place = tuple[str, UUID | None]


@dataclass(frozen=True)
class Source:
    """Where values come from: an answer to a questionnaire, staff, a page, an import."""

    kind: str
    id: UUID | None = None
    language: str = ""
    reason: str = ""


_BY_STAFF = (
    Fact.Source.STAFF,
    Fact.Source.PAGE,
    Fact.Source.FORM,
    Fact.Source.IMPORT,
)


def by_staff(reason: str, form: UUID | None = None) -> Source:
    """What staff typed, and why: over an answer, or over what a filled form says."""
    kind = Fact.Source.FORM if form else Fact.Source.STAFF
    return Source(kind, form, reason=reason)


class ChangedMeanwhile(Exception):
    """A newer value is never overwritten by somebody who has not seen it."""

    def __init__(self, now: Fact | None) -> None:
        super().__init__("The value was changed meanwhile.")
        self.now = now


@dataclass(frozen=True)
class Weighed:
    """Values held against what they were written over.

    fresh: those that may be taken down. held: those whose place somebody else changed
    meanwhile, with what stands there now.
    """

    fresh: dict[Place, str]
    held: dict[Place, Fact | None]


def weigh(
    actor: Actor,
    case: Case,
    *,
    person: Person | None,
    values: Mapping[Place, str],
    over: Mapping[Place, str],
) -> Weighed:
    """See which values would overwrite a newer one; in the transaction that writes.

    over: the version each value was written over (facts.versions); without one nothing
    is held. A value that nobody touched gives way to a newer one by itself. Until the
    transaction ends nobody else changes what is known in this case.
    """
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    known = known_at(case, person, values)
    fresh: dict[Place, str] = {}
    held: dict[Place, Fact | None] = {}
    for place, value in values.items():
        now, word = known.get(place), over.get(place)
        stands = now.value if now else ""
        if word in (None, version(case.pk, *place, stands)) or value == stands:
            fresh[place] = value
        elif word != version(case.pk, *place, value):
            held[place] = now
    return Weighed(fresh, held)


def learn(
    actor: Actor,
    case: Case,
    *,
    person: Person | None,
    values: Mapping[Place, str],
    source: Source,
) -> list[Fact]:
    """Take down what somebody said; the values that are new. Nothing is overwritten.

    An empty value takes an answer back. Values are already in the catalogue's
    form (catalogue.accept).
    """
    fresh = _only_changes(case, person, values)
    if not fresh:
        return []
    # What a program read counts when somebody here has confirmed it.
    kind = events.ENTERED if source.kind in _BY_STAFF else events.LEARNED
    with acting(actor, kind, case) as event:
        facts = _replace(actor, case, person, fresh, source)
        for place, (old, new) in fresh.items():
            hidden = _is_secret(person, place[0])
            event.changes[_called(place)] = (
                ["hidden", "hidden"] if hidden else [old, new]
            )
        event.say(count=len(fresh), person=str(person.pk) if person else "")
    return facts


def correct_fact(
    actor: Actor,
    case: Case,
    *,
    person: Person | None,
    place: Place,
    value: str,
    reason: str,
    form: UUID | None = None,
) -> None:
    """Put staff's value in the place of an answer, and say why; weigh it before.

    form: the filled form on which they saw that the answer is another one.
    """
    source = by_staff(reason, form)
    with acting(actor, events.CORRECTED, case) as event:
        fresh = _only_changes(case, person, {place: value})
        _replace(actor, case, person, fresh, source)
        if not _is_secret(person, place[0]):
            event.changes |= {_called(place): list(change) for change in fresh.values()}
        event.say(what=_label(person, place[0]), reason=reason)


def reveal_fact(actor: Actor, fact: Fact) -> str:
    """Show somebody the whole of a protected number, and record that they saw it."""
    with acting(actor, events.REVEALED, fact) as event:
        event.say(
            what=_label(fact.person, fact.name),
            name=fact.person.full_name if fact.person else "",
        )
    return fact.value


def add_entry(actor: Actor, case: Case, *, person: Person | None, group: str) -> Entry:
    """Begin one more of several: an address, a job."""
    with acting(actor, events.ENTRY_ADDED, case) as event:
        entry = Entry.objects.create(
            firm=actor.firm,
            case=case,
            person=person,
            group=group,
            position=Entry.objects.filter(
                case=case, person=person, group=group
            ).count(),
        )
        event.note(entry)
        event.say(group=_group_label(person, group))
    return entry


def remove_entry(actor: Actor, entry: Entry, *, reason: str = "") -> None:
    """Take one of several back; what was said of it stays in the history.

    reason: why staff did, where they did.
    """
    kind = events.TAKEN_BACK if reason else events.ENTRY_REMOVED
    with acting(actor, kind, entry) as event:
        entry.removed_at = now()
        entry.save(update_fields=["removed_at"])
        Fact.objects.filter(entry=entry, replaced_at__isnull=True).update(
            replaced_at=now()
        )
        event.say(group=_group_label(entry.person, entry.group), reason=reason)


def known_at(
    case: Case, person: Person | None, places: Mapping[Place, str]
) -> dict[Place, Fact]:
    """What stands at these places now."""
    rows = Fact.objects.filter(
        case=case,
        subject=_subject(person),
        name__in={name for name, _ in places},
        replaced_at__isnull=True,
    )
    return {(fact.name, fact.entry_id): fact for fact in rows}


def _only_changes(
    case: Case, person: Person | None, values: Mapping[Place, str]
) -> dict[Place, tuple[str, str]]:
    """For every value that differs from what is known: the old one and the new one."""
    facts = known_at(case, person, values)
    known = {place: fact.value for place, fact in facts.items()}
    return {
        place: (known.get(place, ""), value)
        for place, value in values.items()
        if known.get(place, "") != value
    }


def _replace(
    actor: Actor,
    case: Case,
    person: Person | None,
    fresh: Mapping[Place, tuple[str, str]],
    source: Source,
) -> list[Fact]:
    moment, subject = now(), _subject(person)
    for name, entry in fresh:
        Fact.objects.filter(
            case=case,
            subject=subject,
            name=name,
            slot=str(entry or ""),
            replaced_at__isnull=True,
        ).update(replaced_at=moment)
    facts = [
        fact_of(actor, case, person, place, value, source, moment)
        for place, (_, value) in fresh.items()
        if value
    ]
    made = Fact.objects.bulk_create(facts)
    _keep_whole_names(case, subject, [name for name, _entry in fresh])
    return made


def fact_of(
    actor: Actor,
    case: Case,
    person: Person | None,
    place: Place,
    value: str,
    source: Source,
    moment: datetime,
) -> Fact:
    """A value as it is kept, with where it comes from; not saved yet."""
    name, entry = place
    return Fact(
        firm=actor.firm,
        case=case,
        person=person,
        subject=_subject(person),
        name=name,
        entry_id=entry,
        slot=str(entry or ""),
        **({"secret": value} if _is_secret(person, name) else {"plain": value}),
        source=source.kind,
        source_id=source.id,
        reason=source.reason,
        language=source.language,
        at=moment,
        by_id=actor.user_id,
    )


def _keep_whole_names(case: Case, subject: str, touched: Iterable[str]) -> None:
    """Write a name as a conflict check compares it, if a part of it was told."""
    if parts := parts_of_names(touched):
        rows = Fact.objects.filter(case=case, subject=subject, name__in=parts)
        changed = whole_names(rows.filter(replaced_at__isnull=True))
        Fact.objects.bulk_update(changed, ["folded"])


def _label(person: Person | None, name: str) -> dict[str, str]:
    """What a fact is called, in every language."""
    return {**catalogue().entries["person" if person else "case", name].labels}


def _group_label(person: Person | None, group: str) -> dict[str, str]:
    return {**catalogue().groups["person" if person else "case", group].labels}


def _is_secret(person: Person | None, name: str) -> bool:
    return catalogue().entries["person" if person else "case", name].secret


def _subject(person: Person | None) -> str:
    return str(person.pk) if person else OF_THE_CASE


def _called(place: Place) -> str:
    name, entry = place
    return f"{name} ({entry})" if entry else name
