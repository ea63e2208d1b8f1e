"""Handing papers to the index, as they change; never while anybody waits for a page.

What was said of a paper is found from the moment it is here; what stands on its pages,
once it was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_tasks import task

from harborlight.cases.events import SENSITIVITY_CHANGED
from harborlight.cases.models import Case
from harborlight.documents.actions.receiving import said_of
from harborlight.documents.models import Document, Request, Slot, Version
from harborlight.documents.reading import pages_of
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event, Firm
from harborlight.firm.queue import enqueue_many
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.case_fields import open_together
from harborlight.firm.vault.stored import KeyDestroyed
from harborlight.search.entries import Index, NoIndex, Page, Paper
from harborlight.search.index import index_of, is_on
from harborlight.search.queries import cases_to_index

# Documents of one job, and versions of one step of a rebuilding.
A_JOB, A_STEP = 25, 200
# What an index notes of itself: how far its rebuilding has come; empty once it is whole.
REBUILT_TO, AT_ITS_BEGINNING = "rebuilt to", "-"


@reads_events("index")
def hear_of_papers(clock: Actor, happened: Sequence[Event]) -> None:
    """Have papers indexed anew that something happened to, and cases closed or opened."""
    if not is_on():
        return
    _enqueue([str(pk) for pk in _documents(happened)])
    # A case that became sensitive, or is no longer so.
    kinds = (SENSITIVITY_CHANGED.name,)
    cases = {e.case_id for e in happened if e.kind in kinds and e.case_id}
    cases |= _sensitive_by_now(happened)
    enqueue_many(index_case, [[str(pk)] for pk in sorted(cases)])


def _sensitive_by_now(happened: Sequence[Event]) -> set[UUID]:
    """The sensitive ones of the cases to which something happened: an inquiry may become
    one, and its papers stood in the index before."""
    label = Case._meta.label_lower
    ids = {e.case_id for e in happened if e.case_id and e.subject_kind == label}
    if not ids:
        return set()
    rows = Case.objects.filter(pk__in=ids, is_sensitive=True)
    return {*rows.values_list("pk", flat=True)}


def _documents(happened: Sequence[Event]) -> list[UUID]:
    """The papers that these events are about, each once."""
    about: dict[str, set[UUID]] = {}
    for event in happened:
        if event.kind.startswith("document.") and event.subject_id:
            about.setdefault(event.subject_kind, set()).add(event.subject_id)
    versions = about.get(Version._meta.label_lower, set())
    requests = about.get(Request._meta.label_lower, set())
    made = Q(versions__made_from__source__in=versions)
    named = Q(versions__in=versions) | made | Q(request__in=requests)
    rows = Document.objects.filter(
        named | Q(pk__in=about.get(Document._meta.label_lower, set()))
    )
    return [*rows.order_by("pk").values_list("pk", flat=True).distinct()]


@task()
def index_papers(documents: list[str]) -> None:
    """Bring what the index has of these papers up to date."""
    clock, wanted = Actor.clock(current_firm()), {UUID(pk) for pk in documents}
    try:
        index = index_of(clock.firm.pk)
        rows = [*_versions().filter(document__in=wanted)]
        # A paper that a version was moved away from has another newest one.
        left = {*index.documents_of([row.pk for row in rows]).values()} - wanted
        if left:
            rows += _versions().filter(document__in=left)
        kept = hand_in(clock, index, rows)
        if gone := index.versions_of([*wanted, *left]) - kept:
            index.forget(versions=gone)
    except NoIndex:
        begin_rebuilding(clock)


@task()
def index_case(case: str) -> None:
    """Take a case that became sensitive out of the index, or put it back."""
    clock = Actor.clock(current_firm())
    if cases_to_index(clock, [UUID(case)]):
        rows = Document.objects.filter(case_id=UUID(case)).order_by("pk")
        _enqueue([str(pk) for pk in rows.values_list("pk", flat=True)])
    elif (index := index_of(clock.firm.pk)).exists():
        index.forget(cases=[UUID(case)])


def _enqueue(documents: Sequence[str]) -> None:
    several = range(0, len(documents), A_JOB)
    enqueue_many(index_papers, [[documents[n : n + A_JOB]] for n in several])


def begin_rebuilding(clock: Actor) -> None:
    """Make the firm's index anew, step by step, in the background."""
    if not restart(clock.firm):
        rebuild_on.enqueue()


@task()
def rebuild_on() -> None:
    """One step of a rebuilding, and then the next, until the index is whole."""
    clock = Actor.clock(current_firm())
    try:
        if rebuild_step(clock, index_of(clock.firm.pk)):
            rebuild_on.enqueue()
    except NoIndex:
        begin_rebuilding(clock)


def rebuild_step(clock: Actor, index: Index) -> int:
    """Index the next versions in the order in which they came. How many: 0 at the end.

    The index itself notes how far it has come, so that whoever goes on begins there.
    """
    rows = _versions().order_by("uploaded_at", "pk")
    if (until := index.noted(REBUILT_TO)) and until != AT_ITS_BEGINNING:
        moment, pk = until.split("|")
        at = datetime.fromisoformat(moment)
        rows = rows.filter(Q(uploaded_at__gt=at) | Q(uploaded_at=at, pk__gt=pk))
    versions = [*rows[:A_STEP]]
    hand_in(clock, index, versions)
    last = versions[-1] if versions else None
    index.note(REBUILT_TO, f"{last.uploaded_at.isoformat()}|{last.pk}" if last else "")
    return len(versions)


def restart(firm: Firm, *, afresh: bool = False) -> bool:
    """Make the firm's index ready to be filled, step by step. Whether one that was
    interrupted goes on."""
    index = index_of(firm.pk)
    if afresh:
        index.drop()
    index.make()
    goes_on = index.noted(REBUILT_TO) not in ("", AT_ITS_BEGINNING)
    if not goes_on:
        index.note(REBUILT_TO, AT_ITS_BEGINNING)
    return goes_on


def tend_index(clock: Actor) -> None:
    """Make a lost index anew, and take out of it whatever must not stand in it any more."""
    if not is_on():
        return
    index = index_of(clock.firm.pk)
    if index.exists():
        there = index.cases()
        index_now = cases_to_index(clock, [*there])
        if there - index_now:
            index.forget(cases=there - index_now)
    elif Version.objects.exists():
        begin_rebuilding(clock)


def hand_in(clock: Actor, index: Index, versions: Sequence[Any]) -> set[UUID]:
    """Index these versions (of `_versions`), as far as they may be. Which were."""
    may_be = cases_to_index(clock, [*{one.case_id for one in versions}])
    versions = [one for one in versions if one.case_id in may_be]
    open_together(clock.firm, may_be)
    known = index.read_as([one.pk for one in versions])
    index.put(_entries(clock, versions, known))
    return {one.pk for one in versions}


def _entries(
    clock: Actor, versions: Sequence[Any], known: Mapping[UUID, str]
) -> Iterator[tuple[Paper, Sequence[Page] | None]]:
    for version in versions:
        paper = _paper(version)
        if known.get(version.pk) == paper.read_as:
            yield paper, None
        else:
            yield paper, _pages(clock, version)


def _pages(clock: Actor, version: Version) -> list[Page]:
    reading = getattr(version, "reading", None)
    if reading is None:
        return []
    try:
        read = pages_of(clock, version, reading)
    except KeyDestroyed:
        return []
    return [Page(one.number, one.text) for one in read]


def _versions() -> QuerySet[Version]:
    """Versions with all that an entry says of them, and whether there is a newer one."""
    newer = Version.objects.filter(
        document=OuterRef("document"),
        slot=OuterRef("slot"),
        number__gt=OuterRef("number"),
    )
    rows = Version.objects.annotate(has_newer=Exists(newer))
    return rows.select_related(
        "case", "document__person", "document__request", "reading__file"
    )


def _paper(version: Any) -> Paper:
    document: Document = version.document
    reading = getattr(version, "reading", None)
    # A paper says of itself what was said of its newest version, not of its translation.
    is_itself = version.slot == Slot.ORIGINAL and not version.has_newer
    said = document if is_itself or not version.said else said_of(version)
    return Paper(
        version=version.pk,
        document=document.pk,
        case=version.case_id,
        person=document.person_id,
        about=_about(version, said.tags),
        kind=document.kind,
        language=said.language,
        country=said.country,
        tags=said.tags,
        issued_on=said.issued_on,
        state=version.state,
        is_newest=not version.has_newer,
        read_as=reading.pk.hex if reading else "",
    )


def _about(version: Version, tags: Sequence[str]) -> str:
    """What is said of a paper, in every language it is said in."""
    document = version.document
    titles = document.request.title.values() if document.request else ()
    person = document.person.full_name if document.person else ""
    lines = [document.title, *titles, person, ", ".join(tags)]
    lines += [version.name, version.comment]
    return "\n".join(dict.fromkeys(line for line in lines if line))
