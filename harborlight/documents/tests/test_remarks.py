"""Clients and staff write to each other at a paper; the staff also among themselves."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.cases.actions import put_on_team
from harborlight.cases.queries import timeline
from harborlight.documents.actions import ask_about_paper, write_of_paper
from harborlight.documents.models import Remark, Version
from harborlight.documents.queries import asked, get_request
from harborlight.documents.remarks import remarks
from harborlight.firm.acting import Refused
from harborlight.firm.models import Notice, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import NotFound
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.pages import text
from tests.whole_case import begin, furnish, send_papers

HERE = "The stamp on page two is missing."
AMONG_US = "Her brother signed this one, I think."


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.fixture
def asking(maria, begun):
    return asked(maria, begun.case)[0].request


@pytest.mark.feature("F109", "F028")
def test_a_client_asks_at_the_paper_and_reads_the_answer_there(
    harbor, ada, paul, maria, begun, asking
):
    put_on_team(
        ada, begun.case, user=User.objects.get(pk=paul.user_id), part=Role.PARALEGAL
    )
    phone, desk = browser_of(maria), at_the_desk(ada)
    page = reverse("portal:document", args=[asking.key])
    thread = reverse("portal:document-thread", args=[asking.key])
    assert "Is something unclear?" in text(phone.get(page))
    said = text(phone.post(thread, {"words": "Is my old one good too?"}, follow=True))
    assert "We have your message" in said and "Is my old one good too?" in said
    keep_up_in(harbor)
    told = Notice.objects.filter(kind="document.client-wrote")
    assert {*told.values_list("user_id", flat=True)} == {ada.user_id, paul.user_id}
    listed = text(desk.get(reverse("staff:case-documents", args=[begun.case.pk])))
    assert "The client wrote" in listed
    there = reverse("staff:request-thread", args=[asking.pk])
    assert "Is my old one good too?" in text(desk.get(there))
    done = desk.post(there, {"words": HERE, "to": "client"}, follow=True)
    assert "Sent to the client." in text(done)
    assert HERE in text(phone.get(page))
    listed = text(desk.get(reverse("staff:case-documents", args=[begun.case.pk])))
    assert "The client wrote" not in listed
    keep_up_in(harbor)
    kinds = [one.event.kind for one in timeline(maria, begun.case)]
    assert kinds[:2] == ["document.wrote", "document.client-wrote"]


@pytest.mark.feature("F109")
def test_what_the_staff_write_among_themselves_no_client_reads(
    harbor, ada, maria, begun, asking
):
    note = write_of_paper(ada, asking, words=AMONG_US, to="team")
    write_of_paper(ada, asking, words=HERE, to="client")
    keep_up_in(harbor)
    assert [one.words for one in remarks(maria, asking)] == [HERE]
    with pytest.raises(NotFound):
        Remark.objects.one(maria, note.pk)
    phone = browser_of(maria)
    for name in ("portal:document", "portal:document-thread"):
        shown = phone.get(reverse(name, args=[asking.key])).content.decode()
        assert HERE in shown and AMONG_US not in shown
        assert note.key not in shown
    for name in ("portal:home", "portal:documents", "portal:case"):
        assert AMONG_US not in phone.get(reverse(name), follow=True).content.decode()
    assert all(
        one.event.kind != "document.noted" for one in timeline(maria, begun.case)
    )


def test_another_client_of_the_case_reads_nothing_of_it(
    ada, maria, omar, begun, asking
):
    begun.beneficiary.person.login_id = omar.user_id
    begun.beneficiary.person.save()
    write_of_paper(ada, asking, words=HERE, to="client")
    ask_about_paper(maria, asking, words="Thank you.")
    with pytest.raises(NotFound):
        get_request(omar, asking.pk)
    assert [*remarks(omar, asking)] == []
    there = reverse("portal:document-thread", args=[asking.key])
    assert browser_of(omar).get(there).status_code == 404


def test_who_reads_it_is_chosen_each_time_and_no_word_is_lost(ada, begun, asking):
    there = reverse("staff:request-thread", args=[asking.pk])
    User.objects.filter(pk=begun.petitioner.person.login_id).update(language="es")
    back = at_the_desk(ada).post(there, {"words": AMONG_US})
    assert back.status_code == 422
    assert AMONG_US in text(back) and "Choose who reads it." in text(back)
    assert not Remark.objects.exists()
    assert "who reads Spanish" in text(back)


def test_too_many_words_are_given_back(maria, asking):
    there = reverse("portal:document-thread", args=[asking.key])
    long = "word " * 500
    back = browser_of(maria).post(there, {"words": long})
    assert back.status_code == 422 and long.strip() in back.content.decode()


def test_a_paper_that_nobody_was_asked_for_has_notes_of_the_team_alone(
    ada, maria, begun, asking
):
    send_papers(maria, begun.case)
    paper = Version.objects.filter(document__request=asking).get().document
    # The thread belongs to what was asked for, whichever paper one starts from.
    write_of_paper(ada, paper, words=HERE, to="client")
    assert [one.words for one in remarks(maria, asking)] == [HERE]
    paper.request = None
    paper.save()
    with pytest.raises(Refused, match="nobody to write to"):
        write_of_paper(ada, paper, words=HERE, to="client")
    write_of_paper(ada, paper, words=AMONG_US, to="team")
    assert [one.words for one in remarks(ada, paper)] == [AMONG_US]
    assert [*remarks(maria, paper)] == []


def test_a_long_thread_goes_on_over_pages_and_begins_at_its_end(ada, maria, asking):
    for n in range(45):
        write_of_paper(ada, asking, words=f"Number {n}.", to="client")
    phone = browser_of(maria)
    at_paper = text(phone.get(reverse("portal:document", args=[asking.key])))
    assert "Number 44." in at_paper and "Number 40." not in at_paper
    there = reverse("portal:document-thread", args=[asking.key])
    last, first = text(phone.get(there)), text(phone.get(f"{there}?page=1"))
    assert "Number 44." in last and "Number 39." not in last
    assert "Number 0." in first and "Number 20." not in first
