"""Who accepted a paper by mistake takes it back, and says why."""

import pytest
from django.urls import reverse

from harborlight.documents.models import Version
from harborlight.documents.queries import asked, to_review
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.staff.tests.at_the_desk import at_the_desk, joined, words
from tests.cast import join
from tests.whole_case import accept_papers, begin, furnish, send_papers


@pytest.fixture
def begun(clock, ada, paul, maria, omar):
    furnish(clock)
    found = begin(ada, playbook="practice-spouse")
    joined(found, petitioner=maria, beneficiary=omar)
    send_papers(maria, found.case)
    accept_papers(paul, found.case)
    return found


@pytest.fixture
def accepted(begun, paul):
    return next(one.newest for one in asked(paul, begun.case) if one.is_done)


def at(name, version):
    return reverse(f"staff:{name}", args=[version.pk])


WHY = {"reason": "The back of it is not there"}


@pytest.mark.feature("F097")
def test_an_accepted_paper_is_checked_again_and_sent_back(
    harbor, paul, maria, begun, accepted
):
    desk = at_the_desk(paul)
    page = at("review-version", accepted)
    assert at("reopen-version", accepted) in words(desk.get(page))
    refused = desk.post(at("reopen-version", accepted), {"reason": " "})
    assert refused.status_code == 422
    assert "Write why it must be checked again." in words(refused)
    text = words(desk.post(at("reopen-version", accepted), WHY, follow=True))
    assert "It waits for review again." in text and "Your decision" in text
    assert [*to_review(paul)] == [accepted]
    keep_up_in(harbor)
    history = words(desk.get(f"/staff/cases/{begun.case.key}/activity/"))
    assert WHY["reason"] in history
    seen = words(at_the_desk(maria).get(reverse("portal:case"), follow=True))
    assert "once more." in seen and WHY["reason"] not in seen
    said = {"reason": "blurry", "comment": "Send us the back too."}
    desk.post(at("return-version", accepted), said)
    (waits,) = [one for one in asked(maria, begun.case) if one.waits_for_client]
    assert waits.newest.comment == "Send us the back too."


def test_only_the_newest_version_that_somebody_accepted_is_opened_again(
    paul, maria, begun, accepted
):
    Version.objects.filter(pk=accepted.pk).update(state="returned")
    send_papers(maria, begun.case)
    accept_papers(paul, begun.case)
    Version.objects.filter(pk=accepted.pk).update(state="accepted")
    desk = at_the_desk(paul)
    assert at("reopen-version", accepted) not in words(
        desk.get(at("review-version", accepted))
    )
    text = words(desk.post(at("reopen-version", accepted), WHY, follow=True))
    assert "This version is not the accepted one any more." in text
    assert not to_review(paul).exists()


@pytest.mark.feature("F203")
def test_of_two_copies_that_wait_the_older_one_names_the_newer(paul, maria, accepted):
    newer = accepted.document.versions.create(
        firm=accepted.firm,
        case=accepted.case,
        file=accepted.file,
        kind=accepted.kind,
        name="better.pdf",
        number=accepted.number + 1,
        uploaded_at=accepted.uploaded_at,
    )
    Version.objects.filter(pk=accepted.pk).update(state="received")
    desk, told = at_the_desk(paul), "A newer copy came after this one:"
    assert told in words(desk.get(at("review-version", accepted)))
    assert told not in words(desk.get(at("review-version", newer)))
    # The translation that came later is a part of the paper, and takes no place.
    Version.objects.filter(pk=newer.pk).update(slot="translation")
    Version.objects.filter(pk=accepted.pk).update(state="accepted")
    text = words(desk.get(at("review-version", accepted)))
    assert told not in text and at("reopen-version", accepted) in text


def test_who_only_looks_takes_nothing_back(harbor, accepted):
    auditor = at_the_desk(join(harbor, "Olga", Role.AUDITOR))
    assert at("reopen-version", accepted) not in words(
        auditor.get(at("review-version", accepted))
    )
    assert auditor.post(at("reopen-version", accepted), WHY).status_code == 403
