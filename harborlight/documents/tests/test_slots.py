"""A paper that is not in English is one item of three parts, and done when all are good."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from harborlight.documents.actions import (
    About,
    accept_version,
    receive_document,
    release_version,
    return_version,
    say_in_english,
)
from harborlight.documents.models import Document, Slot, Version
from harborlight.documents.queries import asked, get_version, to_review
from harborlight.documents.readiness import counts, glance, not_accepted, owes_papers
from harborlight.firm.acting import Refused
from harborlight.firm.clock import now
from harborlight.firm.models import Event
from harborlight.firm.vault.events import words_of
from tests.whole_case import begin, furnish, paper

SPANISH = About(country="SV", language="es", tags=["copy"])
IN_ENGLISH = About(language="en")


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.fixture
def wedding(maria, begun):
    every = asked(maria, begun.case)
    return next(
        one.request for one in every if one.request.kind == "marriage certificate"
    )


def one_of(actor, request):
    every = asked(actor, request.case)
    return next(one for one in every if one.request == request)


def send(maria, request, about=SPANISH, slot="original", words=b"a paper"):
    checked = paper(request.firm, request.case_id, words)
    return receive_document(maria, request, checked=checked, about=about, slot=slot)


def parts(one):
    return {part.slot.value: part.state for part in one.parts}


def test_history_says_which_part_of_a_paper_was_scanned(harbor, clock, maria, wedding):
    release_version(clock, send(maria, wedding, slot="certificate"))
    event = Event.objects.get(kind="document.scanned")
    title = words_of(harbor, [event])[event.pk]["title"]
    assert title["en"] == f"{wedding.title['en']} (Translator's certificate)"


@pytest.mark.feature("F089", "F096")
def test_it_is_done_when_the_paper_its_translation_and_the_certificate_are_accepted(
    maria, paul, begun, wedding
):
    assert one_of(maria, wedding).state == "asked"
    send(maria, wedding)
    one = one_of(maria, wedding)
    assert one.state == "partly" and one.waits_for_client
    nothing = {"translation": "asked", "certificate": "asked"}
    assert parts(one) == {"original": "received", **nothing}
    accept_version(paul, one.waiting)
    assert not one_of(maria, wedding).is_done
    send(maria, wedding, IN_ENGLISH, "translation", b"in English")
    send(maria, wedding, IN_ENGLISH, "certificate", b"signed")
    assert one_of(maria, wedding).state == "received"
    for version in to_review(paul).filter(case=begun.case):
        accept_version(paul, version)
    assert one_of(maria, wedding).is_done
    # What was said of the paper is not what was said of its translation.
    kept = Document.objects.get(request=wedding)
    assert (kept.language, kept.country) == ("es", "SV")


@pytest.mark.feature("F089")
def test_one_file_may_be_all_three(maria, paul, wedding):
    tags = ["copy", "translation", "certificate"]
    send(maria, wedding, About(country="SV", language="es", tags=tags))
    one = one_of(maria, wedding)
    assert one.state == "received" and {*parts(one).values()} == {"received"}
    assert [part.is_with_another for part in one.parts] == [False, True, True]
    accept_version(paul, one.newest)
    assert one_of(maria, wedding).is_done


def test_a_part_that_was_sent_back_is_asked_for_again_and_the_others_stay_good(
    maria, paul, wedding
):
    send(maria, wedding)
    accept_version(paul, one_of(maria, wedding).waiting)
    both = About(language="en", tags=["certificate"])
    sent = send(maria, wedding, both, "translation", b"in English")
    return_version(paul, sent, reason="other", comment="Page two is missing.")
    one = one_of(maria, wedding)
    assert one.state == "returned" and one.to_correct == sent
    assert not one.owes_original
    assert parts(one)["original"] == "accepted"


def test_a_translation_that_came_first_says_that_the_paper_is_still_to_come(
    maria, wedding
):
    send(maria, wedding, IN_ENGLISH, "translation")
    one = one_of(maria, wedding)
    assert (one.state, one.owes_original) == ("partly", True)
    assert [part.slot for part in one.missing] == ["original", "certificate"]


@pytest.mark.parametrize("language", ["en", ""])
def test_what_is_in_english_needs_nothing_beside_itself(maria, wedding, language):
    send(maria, wedding, About(language=language))
    assert parts(one_of(maria, wedding)) == {"original": "received"}


def test_somebody_here_may_say_that_all_of_it_is_in_english_too(maria, paul, wedding):
    version = send(maria, wedding)
    accept_version(paul, version)
    with pytest.raises(Refused):
        say_in_english(maria, version.document)
    say_in_english(paul, version.document)
    assert one_of(maria, wedding).is_done


@pytest.mark.feature("F089")
@pytest.mark.parametrize(
    ("translator", "warned"),
    [("RIVAS PEÑA, María", True), ("maria rivas", True), ("Berta Cruz", False)],
)
def test_whoever_translates_their_own_paper_hears_that_it_is_often_doubted(
    maria, paul, begun, wedding, translator, warned
):
    person = begun.petitioner.person
    assert person.full_name.startswith("María")
    about = About(language="en", translator=translator)
    sent = send(maria, wedding, about, "translation")
    heard = get_version(paul, sent.pk).could_be_better
    assert bool(heard) == warned
    assert not warned or "officers often doubt" in heard[0]


def came(document, *files):
    """Versions as a query finds them: slot, also, state; each a minute later."""
    for number, (slot, also, state) in enumerate(files, 1):
        Version.objects.create(
            firm=document.firm,
            case_id=document.case_id,
            document=document,
            number=number,
            slot=slot,
            with_translation="t" in also,
            with_certificate="c" in also,
            file=paper(document.firm, document.case_id, b"%d" % number).file,
            name="a.pdf",
            kind="pdf",
            state=state,
            uploaded_at=now() + timedelta(minutes=number),
        )


SELF, T, C = Slot
STATES = ("received", "accepted", "returned")
SOME = [
    (language, files)
    for language in ("en", "es", "")
    for files in (
        (),
        ((SELF, "", "accepted"), (SELF, "", "returned")),
        ((SELF, "", "accepted"), (SELF, "", "received")),
        ((SELF, "tc", "accepted"),),
        ((SELF, "t", "accepted"), (C, "", "returned")),
        ((T, "c", "accepted"),),
        *(
            ((SELF, "", first), (T, "", second), (C, "", third))
            for first, second, third in product(STATES, STATES, ("accepted",))
        ),
    )
]


@pytest.mark.feature("F098")
def test_every_count_of_what_is_ready_says_the_same(ada, maria, begun, wedding):
    """Row by row, as a list counts them, and as a page shows them."""
    case = begun.case
    others = {one.pk for one in not_accepted(ada, case)} - {wedding.pk}
    document = send(maria, wedding).document
    for language, files in SOME:
        Version.objects.filter(document=document).delete()
        Document.objects.filter(pk=document.pk).update(language=language)
        came(document, *files)
        one = one_of(ada, wedding)
        seen = next(row for row in glance(ada, case) if row.request == wedding)
        assert (seen.state, seen.is_done) == (one.state, one.is_done), files
        assert seen.waiting == (one.waiting.pk if one.waiting else None)
        done = sum(one.is_done for one in asked(ada, case))
        assert counts(ada, [case])[case.pk][0] == done
        lacking = {one.pk for one in not_accepted(ada, case)} - others
        assert lacking == (set() if one.is_done else {wedding.pk})
        assert owes_papers(ada, case)
