"""A deletion is real: with its key gone a case tells nothing, and the log still proves."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from harborlight.cases.actions import invite_party
from harborlight.documents.actions import (
    About,
    WasRead,
    ask_helper,
    assign_version,
    check_sampled,
    keep_reading,
    receive_document,
    return_several,
    write_of_paper,
)
from harborlight.documents.actions.pieces import Sent
from harborlight.documents.found import papers_found
from harborlight.documents.indexing import hear_of_papers
from harborlight.documents.models import Detail, Sample, SampledCase, Version
from harborlight.documents.queries import asked
from harborlight.firm import working
from harborlight.firm.chain import seal_events, verify
from harborlight.firm.clock import now
from harborlight.firm.ids import new_id
from harborlight.firm.models import Event, Firm, RecordKey, User
from harborlight.firm.vault.destroying import destroy_key
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.keys import forget_keys
from harborlight.firm.vault.stored import keep_bytes
from harborlight.packets.actions import (
    add_papers,
    answer_wanted,
    ask_build,
    ask_comparison,
    change_exhibit,
    make_packet,
    note_comparison,
    want,
)
from harborlight.packets.models import Packet
from harborlight.papers.page_text import PageText
from harborlight.papers.tests import honest
from harborlight.people.actions import (
    WrongBirthDate,
    check_conflicts,
    open_account,
    prove_birth_date,
)
from harborlight.people.conflicts import Asked
from harborlight.people.invitations import find
from harborlight.search.actions import save_search
from harborlight.search.asked import heard
from harborlight.search.index import index_of
from harborlight.search.models import SavedSearch
from harborlight.staff.tests.desk import sign_in
from tests.whole_case import MARIA, OMAR, begin, furnish, paper

PASSWORD = "correct horse battery staple"


@pytest.mark.feature("F237")
def test_without_its_key_a_case_says_nothing_and_every_other_case_all(
    harbor, clock, ada
):
    furnish(clock)
    gone = begin(ada)
    kept = begin(
        ada,
        petitioner=replace(MARIA, email="m@example.org"),
        beneficiary=replace(OMAR, email="o@example.org"),
    )
    seal_events(harbor)
    before = verify(harbor)
    destroy_key(harbor, gone.case.pk)
    assert told(harbor, gone) == set()
    assert told(harbor, kept) >= {"Ada"}
    proof = verify(harbor)
    assert (proof.broken, proof.events) == (None, before.events)
    desk = sign_in(ada)
    assert desk.get(f"/staff/cases/{gone.case.key}/activity/").status_code == 200


@pytest.mark.feature("F237")
def test_without_their_keys_the_log_names_nobody_of_a_case(harbor, clock, ada, paul):
    """Cards, conflict checks, invitations and sign-ins are of no case, and tell of people."""
    furnish(clock)
    begun = begin(ada)
    check_conflicts(
        paul, asked=[Asked(f"{MARIA.given_name} {MARIA.family_name}", MARIA.birth_date)]
    )
    links = {
        party.part: invite_party(ada, party)
        for party in (begun.petitioner, begun.beneficiary)
    }
    for part, who in (("petitioner", MARIA), ("beneficiary", OMAR)):
        invitation = find(links[part], now())
        with suppress(WrongBirthDate):
            prove_birth_date(clock, invitation, born=date(1970, 1, 1))
        user = User(id=new_id(), email=who.email, name=f"{who.given_name} Rivas Peña")
        open_account(clock, invitation, user=user, password=PASSWORD)
        browser = Client(HTTP_HOST="localhost")
        for password in ("a wrong one", PASSWORD):
            said = {"login": who.email, "password": password}
            browser.post("/account/sign-in/", said)
    seal_events(harbor)
    assert {kind for kind, _ in naming(harbor)} >= {
        "person.added",
        "conflict.checked",
        "person.invited",
        "invitation.refused",
        "person.joined",
        "session.signed-in",
        "session.failed",
    }
    RecordKey.objects.all().delete()
    forget_keys()
    assert naming(harbor) == []
    assert verify(harbor).broken is None


# Stands nowhere else, whatever the language of a page.
MARK = "Zorrilla7141"
# Where words about a case are kept that came with papers and packets, of any kind.
SOWN = {
    "documents.Assignment.because",
    "documents.Document.details",
    "documents.Helper.name",
    "documents.Piece.name",
    "documents.Remark.words",
    "documents.SampledCase.note",
    "documents.Version.comment",
    "documents.Version.said",
    "packets.Build.certified_words",
    "packets.Build.manifest",
    "packets.Build.why_exhibit",
    "packets.Comparison.found",
    "packets.Exhibit.text",
    "packets.Exhibit.title",
    "packets.Packet.name",
    "packets.Part.name",
    "packets.Wanted.text",
}


@pytest.mark.feature("F237")
def test_without_its_key_nothing_that_was_written_of_its_papers_is_left(
    harbor, clock, ada, maria, searchable, settings, django_capture_on_commit_callbacks
):
    """Neither in the database nor in the index beside it, and for nobody who reads."""
    settings.READING = False
    furnish(clock)
    gone = begin(ada)
    gone.petitioner.person.login_id = maria.user_id
    gone.petitioner.person.save()
    # Of no case: under the firm's own key, which stays.
    ours = save_search(ada, name=MARK, shared=True, words=MARK, narrowed={})
    sow(clock, ada, maria, gone)
    hear_of_papers(clock, [*Event.objects.all()])
    work()
    try:
        index = index_of(harbor.pk)
        assert (index.cases(), in_files(settings)) == ({gone.case.pk}, True)
        assert in_database() == []
        assert read_anywhere() == SOWN
        with django_capture_on_commit_callbacks(execute=True):
            destroy_key(harbor, gone.case.pk)
        assert (index.cases(), in_files(settings)) == (set(), False)
        assert papers_found(ada, heard(MARK)).hits == []
        assert in_database() == []
        assert read_anywhere() == set()
        assert SavedSearch.objects.one(ada, ours.pk).words == MARK
    finally:
        index.drop()


@pytest.mark.feature("F237")
def test_the_pages_of_an_erased_case_open_and_say_nothing(
    harbor, clock, ada, maria, settings
):
    settings.READING = False
    furnish(clock)
    gone = begin(ada)
    gone.petitioner.person.login_id = maria.user_id
    gone.petitioner.person.save()
    packet, version = sow(clock, ada, maria, gone)
    desk = sign_in(ada)
    pages = [
        f"/staff/cases/{gone.case.key}/packets/",
        f"/staff/packets/{packet.key}/",
        f"/staff/packets/built/{packet.builds.get(number=1).key}/",
        reverse("staff:review-version", args=[version.pk]),
    ]
    told = [desk.get(page).content.decode() for page in pages]
    assert all(MARK in page for page in told), [MARK in page for page in told]
    destroy_key(harbor, gone.case.pk)
    for page in pages:
        shown = desk.get(page)
        assert shown.status_code == 200 and MARK not in shown.content.decode()


def sow(clock, ada, maria, begun) -> tuple[Packet, Version]:
    """The mark, in every place where somebody may write it down."""
    firm, case = clock.firm, begun.case
    asks = Detail.objects.create(firm=firm, label={"en": "Number"}, added_at=now())
    waits = asked(maria, case)
    request, other = waits[0].request, waits[1].request
    ask_helper(maria, other, name=MARK)
    photo = Sent(keep_bytes(firm, case.pk, b"a photo"), MARK, "jpeg", 0, [])
    version = receive_document(
        maria,
        request,
        checked=paper(firm, case.pk, honest.pdf()),
        about=About(details={str(asks.pk): MARK}, translator=MARK),
        pieces=[photo],
    )
    found = WasRead([PageText(1, f"Met by {MARK}", by="layer")])
    keep_reading(clock, version, found=found)
    write_of_paper(ada, request, words=f"{MARK}?", to="client")
    given = assign_version(ada, version, to=User.objects.get(pk=ada.user_id))
    given.because = {"en": MARK}
    given.save(update_fields=["because"])
    drawn = Sample.objects.create(
        firm=firm, seed=1, drawn_from=1, closed_since=date(2026, 1, 1), drawn_at=now()
    )
    row = SampledCase(firm=firm, sample=drawn, case=case, position=1)
    SampledCase.objects.bulk_create([row])
    check_sampled(ada, row, result="wrong", note=MARK)
    packet = make_packet(
        ada,
        case,
        name=MARK,
        purpose="filing",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    [exhibit] = add_papers(ada, packet, versions=[version])
    change_exhibit(
        ada, exhibit, title=MARK, text=MARK, pages=[], joins=False, is_front=False
    )
    needed = want(ada, packet, text=MARK, is_required=False)
    answer_wanted(ada, needed, exhibit=exhibit)
    build = ask_build(ada, packet)
    work()
    build.refresh_from_db()
    build.certified_words, build.why_exhibit = MARK, MARK
    build.save(update_fields=["certified_words", "why_exhibit"])
    compared = ask_comparison(ada, build)
    note_comparison(clock, compared, found={"sources": [MARK]})
    return_several(ada, [version], reason="other", comment=MARK)
    version.refresh_from_db()
    return packet, version


def work() -> None:
    """What a worker does until nothing is left."""
    while jobs := working.claim() or working.claim(1, slow=True):
        for job in jobs:
            working.run(job)


def in_database() -> list[str]:
    """The tables in any of whose columns the mark can be read."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(_bears(value) for row in cursor.fetchall() for value in row):
                found.append(table)
    return found


def _bears(value) -> bool:
    if isinstance(value, bytes | memoryview):
        return MARK.encode() in bytes(value)
    return MARK in str(value)


def in_files(settings) -> bool:
    """Whether a file of the index bears the mark; on PostgreSQL there is none to read."""
    where = settings.SEARCH_DATABASE
    if not isinstance(where, Path):
        return bool(index_of(Firm.objects.get().pk).cases())
    files = [one for one in where.rglob("*") if one.is_file()]
    return any(MARK.encode() in one.read_bytes() for one in files)


def read_anywhere() -> set[str]:
    """The columns of a case's papers and packets that say the mark to who may read."""
    forget_keys()
    return {
        f"{model._meta.label}.{one.name}"
        for room in ("documents", "packets")
        for model in apps.get_app_config(room).get_models()
        for row in model._default_manager.all()
        for one in model._meta.concrete_fields
        if MARK in str(getattr(row, one.attname))
    }


def naming(firm) -> list[tuple[str, str]]:
    """Every event that tells somebody's name, address or day of birth, and how."""
    # A questionnaire has names in its examples, as invented as these.
    told = words_of(firm, events := [*Event.objects.exclude(kind="questionnaire.kept")])
    secrets = [
        word
        for who in (MARIA, OMAR)
        for word in (who.given_name, who.family_name, who.email)
    ]
    secrets += [who.birth_date.isoformat() for who in (MARIA, OMAR)]
    lines = [
        (event.kind, json.dumps(told[event.pk], ensure_ascii=False)) for event in events
    ]
    return [(kind, line) for kind, line in lines if any(s in line for s in secrets)]


def told(firm, begun) -> set[str]:
    """Who did what is written of this case, as far as anybody can read it."""
    events = Event.objects.filter(case_id=begun.case.pk)
    assert events
    return {said["who"] for said in words_of(firm, events).values() if said}
