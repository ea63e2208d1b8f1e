"""A daughter answers chapters for her mother, by a link; the mother says what is hers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harborlight.cases.actions import change_sensitivity, raise_wall
from harborlight.facts.models import Fact
from harborlight.facts.queries import history, sheet
from harborlight.filings.consistency import findings
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, User
from harborlight.firm.vault.events import words_of as log_of
from harborlight.portal.tests.test_asides import asks
from harborlight.portal.tests.test_meanwhile import CITY, Tab, boxes_of
from harborlight.portal.tests.test_pages import words_of
from harborlight.portal.tests.test_unheard import at
from harborlight.questionnaires.actions import finish_questionnaire
from harborlight.questionnaires.actions.answering import NotTheirsYet
from harborlight.questionnaires.models import AnswerHelper, Sent
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.questions import MOST, questions

pytestmark = pytest.mark.feature("F068")
ROSA = "Rosa, my daughter"


@pytest.fixture
def sent(begun, clients):
    return Sent.objects.select_related("person", "case", "party").get(
        party=begun.petitioner
    )


@pytest.fixture
def helpers(sent):
    return reverse("portal:question-helpers", args=[sent.key])


def link_in(page):
    return re.search(r"/help/[0-9a-z]{26}/", page.content.decode())[0]


@pytest.fixture
def link(marias, helpers):
    said = {"name": ROSA, "sections": ["petitioner-you"], "days": "7"}
    return link_in(marias.post(helpers, said))


class Helping:
    """A browser without an account that opened the link and pressed the button."""

    def __init__(self, link):
        self.browser = Client()
        self.home = self.browser.post(link).url

    def at(self, screen):
        return f"{self.home}petitioner-{screen}/"

    def answers(self, screen, **said):
        page = self.browser.get(self.at(screen)).content.decode()
        boxes = boxes_of(page.replace('class="form"', "data-keeps-words", 1)) | said
        return self.browser.post(self.at(screen), boxes)


def test_a_helper_answers_and_the_client_says_that_it_is_hers(
    harbor, marias, maria, begun, sent, link
):
    # To look tells nothing of whose questions they are.
    assert "María" not in words_of(Client().get(link))
    rosa = Helping(link)
    assert "You answer for María" in words_of(rosa.browser.get(rosa.home))
    assert rosa.answers("birth", **{CITY: "San Miguel"}).status_code == 302
    person = begun.petitioner.person
    assert (
        sheet(maria, begun.case, person).values["birth.city", None].source == "helper"
    )
    event = Event.objects.filter(kind="facts.learned").latest("at")
    assert log_of(harbor, [event])[event.pk]["who"].startswith(f"{ROSA}, for María")
    # It does not count before she read it.
    overview = reverse("portal:questionnaire", args=[sent.key])
    assert "1 answer was written for you" in words_of(marias.get(overview))
    helped = reverse("portal:helped-answers", args=[sent.key])
    page = marias.get(helped)
    assert f"San Miguel Written by {ROSA}" in words_of(page)
    seen = re.findall(r'name="seen" value="(\w+)"', page.content.decode())
    done = marias.post(helped, {"seen": [*seen, "nonsense"]}, follow=True)
    assert "1 answer is yours now" in words_of(done)
    assert "Nothing waits for you here" in words_of(done)
    rows = [*history(maria, begun.case, person, "birth.city", None)]
    assert [one.source for one in rows] == ["answer", "helper"]
    assert {one.reason for one in rows} == {ROSA}


def test_staff_see_who_typed_and_nothing_is_sent_before_she_confirmed(
    marias, maria, paul, begun, sent, link
):
    Helping(link).answers("birth", **{CITY: "San Miguel"})
    desk = at_the_desk(paul)
    page = words_of(desk.get(reverse("staff:case-answers", args=[begun.case.pk])))
    assert f"Written by {ROSA} for" in page and "not confirmed yet" in page
    assert "A helper wrote 1 answer that the client has not confirmed" in page
    with pytest.raises(Exception) as early:
        finish_questionnaire(maria, sent)
    assert early.type.__name__ in ("NotFinished", NotTheirsYet.__name__)


def test_what_is_sent_while_a_helper_writes_stays_as_it_was_sent(
    maria, begun, sent, link, monkeypatch
):
    """The client sends the answers in the moment in which the helper presses the button."""
    from harborlight.portal.views import answering_for

    def meanwhile(*about):
        Sent.objects.filter(pk=sent.pk).update(state=Sent.State.FINISHED)
        return True

    rosa = Helping(link)
    monkeypatch.setattr(answering_for, "fits", meanwhile)
    page = rosa.answers("birth", **{CITY: "San Miguel"})
    assert page.status_code == 410 and "The questions are finished" in words_of(page)
    assert not sheet(maria, begun.case, begun.petitioner.person).get("birth.city")
    assert not Fact.objects.filter(source="helper").exists()


def test_a_helper_finds_no_other_chapter_nor_what_is_left_to_the_lawyer(
    marias, begun, sent, link
):
    asks(marias, at(begun, "birth"))
    rosa = Helping(link)
    page = words_of(rosa.browser.get(rosa.at("birth")))
    assert "two cities" not in page and CITY not in page
    assert "Ask my lawyer" not in page
    for elsewhere in ("job-list", "parent-list", "wedding"):
        assert rosa.browser.get(rosa.at(elsewhere)).status_code == 404
        assert rosa.browser.post(rosa.at(elsewhere), {}).status_code == 404
        assert rosa.browser.post(rosa.at(elsewhere) + "add/").status_code == 404
    # The name of the link in her browser is of no use in another one, nor is it hers alone
    # that opens anything of the client.
    assert Client().get(rosa.home).status_code == 404
    assert rosa.browser.get(at(begun, "birth")).status_code == 302
    # What she sends for a question that is not shown to her is not taken.
    rosa.browser.post(rosa.at("birth"), {CITY: "Elsewhere", f"{CITY}_ask": "on"})
    assert not Fact.objects.filter(name="birth.city", plain="Elsewhere").exists()


def test_a_number_that_was_told_is_not_shown(marias, sent, begun, link):
    tab = Tab(marias, at(begun, "numbers"))
    name = "petitioner-ssn"
    assert name in tab.boxes
    tab.boxes |= {name: "523456781", f"{name}_none": ""}
    tab.boxes = {key: value for key, value in tab.boxes.items() if value}
    tab.send()
    assert Fact.objects.filter(name="ssn").exists()
    page = Helping(link)
    html = page.browser.get(page.at("numbers")).content.decode()
    assert "523456781" not in html and "6781" not in html


def test_it_ends_at_once_and_by_itself(marias, helpers, sent, link):
    rosa = Helping(link)
    helper = AnswerHelper.objects.get()
    assert f"{ROSA} About you" in words_of(marias.get(helpers))
    for _again in range(2):
        marias.post(reverse("portal:question-helper-dismiss", args=[helper.key]))
    assert Event.objects.filter(kind="questionnaire.helper-dismissed").count() == 1
    for address in (link, rosa.home, rosa.at("birth")):
        page = rosa.browser.get(address)
        assert page.status_code == 410
        assert "It was closed. What you wrote until then is kept" in words_of(page)
    assert f"{ROSA} Closed" in words_of(marias.get(helpers))
    said = {"name": ROSA, "sections": ["petitioner-you"], "days": "3"}
    other = link_in(marias.post(helpers, said))
    with standing_at(now() + timedelta(days=4)):
        assert "It was good for some days only" in words_of(Client().get(other))


def test_a_sensitive_case_is_opened_by_the_client_alone_and_a_walled_one_by_nobody(
    ada, pat, paul, begun, marias, helpers, sent
):
    there = reverse("staff:question-helpers", args=[sent.pk])
    said = {"name": ROSA, "sections": ["petitioner-you"], "days": "7"}
    by_staff = link_in(at_the_desk(paul).post(there, said))
    assert Client().get(by_staff).status_code == 200
    change_sensitivity(ada, begun.case, is_sensitive=True)
    assert Client().get(by_staff).status_code == 410
    refused = at_the_desk(paul).post(there, said)
    assert refused.status_code == 422
    assert "the client alone may let somebody in" in words_of(refused)
    asked = marias.get(helpers)
    assert "Only you can let somebody in" in words_of(asked)
    hers = link_in(marias.post(helpers, said))
    assert Client().get(hers).status_code == 200
    user = User.objects.get(pk=pat.user_id)
    raise_wall(ada, begun.case, user=user, reason="He knows them.")
    assert Client().get(hers).status_code == 410
    assert "nobody outside may read answers" in words_of(marias.get(helpers))


def test_what_is_wrong_is_said_and_kept(marias, helpers, sent):
    page = marias.post(helpers, {"name": "", "sections": [], "days": "900"})
    assert page.status_code == 422
    said = words_of(page)
    assert "Write who helps." in said and "Choose at least one chapter." in said
    assert not AnswerHelper.objects.exists()
    page = marias.post(helpers, {"name": ROSA, "sections": ["next-door"], "days": "7"})
    assert page.status_code == 422 and f'value="{ROSA}"' in page.content.decode()


def test_a_helper_adds_to_a_list_and_reads_spanish(marias, helpers, sent):
    said = {
        "name": ROSA,
        "sections": ["petitioner-work", "petitioner-home"],
        "days": "7",
    }
    rosa = Helping(link_in(marias.post(helpers, said)))
    rosa.browser.cookies["language"] = "es"
    page = rosa.browser.get(rosa.home, headers={"accept-language": "es"})
    assert page.status_code == 200
    listed = rosa.at("job-list")
    assert rosa.browser.get(listed).status_code == 200
    first = rosa.browser.post(f"{listed}add/")
    assert first.status_code == 302 and first.url.startswith(rosa.home)
    with CaptureQueriesContext(connection) as captured:
        assert rosa.browser.get(first.url).status_code == 200
    assert len(questions(captured.captured_queries)) <= MOST


def test_it_is_a_finding_until_she_confirmed(ada, begun, link):
    Helping(link).answers("birth", **{CITY: "San Miguel"})
    day = now().date()
    [one] = [it for it in findings(ada, begun.case, on=day) if it.code == "of_helper"]
    assert [place.path for place in one.places] == ["petitioner.birth.city"]
    assert one.who == [begun.petitioner.person.full_name]
