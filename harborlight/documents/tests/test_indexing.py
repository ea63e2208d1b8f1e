"""Papers come into the index by themselves, and leave it when they must."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from click.testing import CliRunner

from harborlight.cases.actions import change_access, change_sensitivity, raise_wall
from harborlight.cases.models import Case
from harborlight.config.cli import main
from harborlight.documents import indexing
from harborlight.documents.actions import (
    About,
    WasRead,
    accept_version,
    file_document,
    keep_reading,
    move_version,
    receive_document,
)
from harborlight.documents.found import papers_found, passages_found
from harborlight.documents.models import Version
from harborlight.documents.queries import asked
from harborlight.firm import working
from harborlight.firm.actor import Actor
from harborlight.firm.models import RecordKey, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.tenancy import NotFound, inside
from harborlight.inquiries.tests.at_the_door import asks, party_of
from harborlight.papers.page_text import PageText
from harborlight.search.asked import heard, question
from harborlight.search.index import index_of
from harborlight.search.queries import within_reach
from harborlight.workflow.actions import begin_from
from harborlight.workflow.queries import get_playbook
from tests.cast import join
from tests.whole_case import MARIA, OMAR, begin, furnish, paper

LETTER = [
    "The couple met in Lisbon. They were married on May 4, 2019, in Porto. "
    "The weather was fine.\nNothing else is said.",
    "Appendix: photographs of the wedding in Porto, and a lease.",
]


@pytest.fixture
def begun(clock, ada, searchable, settings):
    settings.READING = False
    furnish(clock, "u-visa")
    yield begin(ada)
    index_of(ada.firm.pk).drop()


def send(ada, begun, which=0, pages=LETTER, **about) -> Version:
    """A paper that came, and what was read on its pages; None: it was not read yet."""
    request = asked(ada, begun.case)[which].request
    checked = paper(ada.firm, begun.case.pk)
    version = receive_document(ada, request, checked=checked, about=About(**about))
    if pages:
        read(version, pages)
    return version


def read(version: Version, pages) -> None:
    texts = [PageText(number, text, by="layer") for number, text in enumerate(pages, 1)]
    keep_reading(Actor.clock(version.firm), version, found=WasRead(texts))


def work(firm) -> None:
    """What a worker does until nothing is left."""
    with inside(firm):
        keep_up_in(firm)
    while jobs := working.claim(50):
        for job in jobs:
            working.run(job)
            assert not job.errors, job.errors


def found(actor, words: str, **narrowed) -> list[UUID]:
    papers = papers_found(actor, heard(words), **narrowed)
    assert (papers.trouble, papers.is_whole) == ("", True)
    return [hit.version.pk for hit in papers.hits]


@pytest.mark.django_db
@pytest.mark.feature("F113")
def test_a_paper_is_found_by_what_was_said_of_it_before_it_is_read(ada, harbor, begun):
    version = send(
        ada, begun, pages=None, country="PT", language="pt", tags=("original",)
    )
    name = version.document.title.split()[0]
    work(harbor)
    assert found(ada, name) == [version.pk]
    assert found(ada, name, country="PT", tag="original", language="pt") == [version.pk]
    assert found(ada, name, country="MX") == []
    accept_version(ada, version)
    work(harbor)
    assert found(ada, "", state="accepted") == [version.pk]
    assert found(ada, "", state="received") == []


@pytest.mark.django_db
def test_words_are_found_on_their_page_once_it_was_read(ada, harbor, begun):
    version = send(ada, begun, pages=None)
    work(harbor)
    assert found(ada, "lisbon") == []
    read(version, LETTER)
    work(harbor)
    [hit] = papers_found(ada, heard("lease")).hits
    assert (hit.version.pk, hit.page) == (version.pk, 2)
    marked = [piece.text for piece in hit.lines[0].pieces if piece.is_marked]
    assert marked == ["lease"]
    read(version, ["A page that was read anew"])
    work(harbor)
    assert (found(ada, "lease"), found(ada, "anew")) == ([], [version.pk])


@pytest.mark.django_db
def test_a_newer_version_takes_the_place_of_the_one_before(ada, harbor, begun):
    first = send(ada, begun)
    work(harbor)
    second = send(ada, begun)
    work(harbor)
    assert found(ada, "lisbon") == [second.pk]
    assert {*found(ada, "lisbon", earlier=True)} == {first.pk, second.pk}
    other = asked(ada, begun.case)
    to = next(
        one.request
        for one in other[1:]
        if one.request.person_id == second.document.person_id
    )
    move_version(ada, second, to=to, reason="It says so.")
    work(harbor)
    assert {*found(ada, "lisbon")} == {first.pk, second.pk}


@pytest.mark.django_db
def test_a_question_is_answered_by_the_passages_that_speak_of_it(ada, harbor, begun):
    version = send(ada, begun)
    work(harbor)
    asks = question("Where and when were they married?")
    told = passages_found(ada, begun.case, asks).told
    assert [(one.version.pk, one.number) for one in told] == [(version.pk, 1)]
    assert "They were married on May 4, 2019, in Porto." in "".join(
        piece.text for piece in told[0].pieces
    )
    porto = passages_found(ada, begun.case, question("¿Qué hay de Porto?")).told
    assert [one.number for one in porto] == [2, 1]
    assert passages_found(ada, begun.case, question("zeppelin")).told == []
    assert passages_found(ada, begun.case, question("who is it?")).told == []


@pytest.mark.django_db
def test_a_sensitive_case_is_in_no_index(ada, harbor, begun):
    version = send(ada, begun)
    work(harbor)
    case = begun.case
    change_sensitivity(ada, case, is_sensitive=True)
    # At once: whatever the index says, the record is asked.
    assert found(ada, "lisbon") == []
    assert index_of(harbor.pk).cases() == {case.pk}
    work(harbor)
    assert index_of(harbor.pk).cases() == set()
    send(ada, begun)
    work(harbor)
    assert index_of(harbor.pk).cases() == set()
    change_sensitivity(ada, case, is_sensitive=False)
    work(harbor)
    assert found(ada, "lisbon", earlier=True)[-1] == version.pk


@pytest.mark.django_db
@pytest.mark.feature("F113")
def test_an_inquiry_that_becomes_a_sensitive_case_leaves_the_index(
    ada, clock, harbor, begun
):
    inquiry = asks(ada)
    version = file_document(
        ada,
        inquiry.case,
        checked=paper(harbor, inquiry.case_id),
        about=About(),
        title="Letter",
        kind="evidence",
        person=None,
        shared=False,
    )
    read(version, LETTER)
    work(harbor)
    assert found(ada, "lisbon") == [version.pk]
    begin_from(
        ada,
        party_of(inquiry),
        get_playbook(ada, "u-visa"),
        part="applicant",
        newcomers={},
        lead=User.objects.get(pk=ada.user_id),
    )
    assert found(ada, "lisbon") == []
    work(harbor)
    assert inquiry.case_id not in index_of(harbor.pk).cases()


@pytest.mark.django_db
@pytest.mark.feature("F237")
def test_with_its_key_a_case_is_gone_from_the_index_too(ada, clock, harbor, begun):
    send(ada, begun)
    work(harbor)
    assert found(ada, "lisbon")
    RecordKey.objects.filter(record_id=begun.case.pk).delete()
    assert found(ada, "lisbon") == []
    # An index that could not be reached when the key was destroyed.
    indexing.tend_index(clock)
    assert index_of(harbor.pk).cases() == set()


@pytest.mark.django_db
def test_a_lost_index_says_so_and_is_made_anew(ada, clock, harbor, begun):
    version = send(ada, begun)
    work(harbor)
    index_of(harbor.pk).drop()
    assert papers_found(ada, heard("lisbon")).trouble == "missing"
    assert passages_found(ada, begun.case, question("lisbon")).trouble == "missing"
    indexing.tend_index(clock)
    assert not papers_found(ada, heard("lisbon")).is_whole
    work(harbor)
    assert found(ada, "lisbon") == [version.pk]


@pytest.mark.django_db
def test_switched_off_nothing_is_indexed(ada, clock, harbor, begun, settings):
    settings.SEARCH_DATABASE, kept = None, settings.SEARCH_DATABASE
    send(ada, begun)
    work(harbor)
    indexing.tend_index(clock)
    assert papers_found(ada, heard("")).trouble == "off"
    settings.SEARCH_DATABASE = kept
    assert not index_of(harbor.pk).exists()


@pytest.mark.django_db
def test_the_command_goes_on_where_it_was_interrupted(
    ada, clock, harbor, begun, monkeypatch
):
    monkeypatch.setattr(indexing, "A_STEP", 1)
    sent = [send(ada, begun, which) for which in range(3)]
    assert indexing.restart(harbor) is False
    index = index_of(harbor.pk)
    indexing.rebuild_step(clock, index)
    indexing.rebuild_step(clock, index)
    once = index.find(heard("lisbon"), indexing_within())
    assert len(once) == 2
    told = CliRunner().invoke(main, ["search", "rebuild", "--firm", harbor.name])
    assert told.exit_code == 0, told.output
    assert f"{harbor}: going on where it stopped.\n" in told.output
    assert f"{harbor}: 1 of 3 versions of papers.\n" in told.output
    assert {*found(ada, "lisbon")} == {version.pk for version in sent}
    told = CliRunner().invoke(main, ["search", "rebuild", "--afresh"])
    assert f"{harbor}: 3 of 3 versions of papers.\n" in told.output
    assert {*found(ada, "lisbon")} == {version.pk for version in sent}
    assert (
        CliRunner().invoke(main, ["search", "rebuild", "--firm", "no"]).exit_code == 1
    )


@pytest.mark.django_db
def test_what_is_hidden_is_what_they_may_not_open(ada, pat, paul, ben, harbor, begun):
    """The short way of search/queries.py says what `Case.reach` says, case by case."""
    people = {"petitioner": MARIA, "beneficiary": OMAR}
    several = [begun.case]
    for number in range(3):
        others = {
            part: replace(one, email=f"{part}{number}@example.org")
            for part, one in people.items()
        }
        several.append(begin(ada, **others).case)
    change_access(ada, several[1], access="team")
    for case in several[2:]:
        user = User.objects.get(pk=paul.user_id)
        raise_wall(ada, case, user=user, reason="A cousin")
    change_access(ada, several[3], access="team")
    for one in (ada, pat, paul, ben):
        seen = {*Case.objects.visible_to(one).values_list("pk", flat=True)}
        hidden = {case.pk for case in several} - seen
        assert within_reach(one).hidden == hidden, one.name
    assert len(within_reach(paul).hidden) == 3


def indexing_within():
    from harborlight.search.entries import Within

    return Within()


@pytest.mark.django_db
def test_who_reads_no_files_finds_no_papers(ada, harbor, begun):
    from harborlight.firm.roles import Role

    send(ada, begun)
    work(harbor)
    it = join(harbor, "Ida", Role.IT)
    with pytest.raises(NotFound):
        papers_found(it, heard("lisbon"))
    with pytest.raises(NotFound):
        papers_found(join(harbor, "Carl", Role.CLIENT), heard("lisbon"))
