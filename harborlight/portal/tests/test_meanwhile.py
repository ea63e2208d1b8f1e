"""Two pages on one answer: the newer value is never overwritten unseen."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from harborlight.facts.actions import ChangedMeanwhile
from harborlight.facts.queries import sheet
from harborlight.facts.versions import version
from harborlight.portal.tests.conftest import browser_of
from harborlight.questionnaires.actions import correct_answer
from harborlight.questionnaires.models import Sent

CITY = "petitioner-birth-city"


@pytest.fixture
def screen(begun):
    sent = Sent.objects.get(party=begun.petitioner)
    return reverse("portal:screen", args=[sent.key, "petitioner-birth"])


class Tab:
    """One open page: what stands in its boxes is what it sends."""

    def __init__(self, browser, where):
        page = browser.get(where).content.decode()
        action = re.search(r'action="([^"]*)"[^>]*data-keeps-words', page)
        self.browser, self.where = browser, where + (action[1] if action else "")
        self.boxes = boxes_of(page)

    def send(self, **kwargs):
        answer = self.browser.post(self.where, self.boxes, **kwargs)
        if answer.status_code == 422:
            self.boxes = boxes_of(answer.content.decode())
        return answer

    def save_by_itself(self):
        told = self.send(headers={"X-Keeps-Words": "1"}).json()
        self.boxes |= told["over"]
        return told


def boxes_of(page):
    """What a browser without scripts would send."""
    found = {}
    form = page.partition("data-keeps-words")[2].partition("</form>")[0]
    for tag in re.findall(r"<input[^>]*>", form):
        said = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        picked = said.get("type") not in ("radio", "checkbox") or "checked" in tag
        if picked and "name" in said and said["name"] != "csrfmiddlewaretoken":
            found[said["name"]] = html.unescape(said.get("value", ""))
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form):
        picked = re.search(r'value="([^"]*)" selected', options)
        found[name] = picked[1] if picked else ""
    return found


def city(maria, begun):
    return sheet(maria, begun.case, begun.petitioner.person).get("birth.city")


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_older_page_overwrites_nothing_and_asks_which_one_is_right(
    marias,
    clients,
    begun,
    screen,
    maria,
):
    phone, laptop = Tab(marias, screen), Tab(marias, screen)
    phone.boxes[CITY] = "Santa Ana"
    assert phone.send().status_code == 302
    laptop.boxes[CITY] = "San Miguel"
    asks = laptop.send()
    assert asks.status_code == 422 and city(maria, begun) == "Santa Ana"
    said = words_of(asks)
    assert "Which answer is right?" in said and "Santa Ana" in said
    assert laptop.boxes[CITY] == "San Miguel"
    # Neither is chosen yet: it asks again.
    assert laptop.send().status_code == 422 and city(maria, begun) == "Santa Ana"


def test_typing_back_what_the_page_came_with_still_asks(marias, begun, screen, maria):
    before = Tab(marias, screen)
    before.boxes[CITY] = "Soyapango"
    before.send()
    phone, laptop = Tab(marias, screen), Tab(marias, screen)
    phone.boxes[CITY] = "Santa Ana"
    phone.send()
    for words in ("San Miguel", "Soyapango"):
        laptop.boxes[CITY] = words
        assert "Santa Ana" in laptop.save_by_itself()["both"]
    assert laptop.send().status_code == 422
    assert city(maria, begun) == "Santa Ana"
    laptop.boxes[CITY] = "Santa Ana"
    assert not laptop.save_by_itself()["both"]
    laptop.boxes[CITY] = "Soyapango"
    assert laptop.send().status_code == 302
    assert city(maria, begun) == "Soyapango"


def asked_which(browser, screen):
    """A tab that is asked which of two answers is right, and what it was shown."""
    phone, laptop = Tab(browser, screen), Tab(browser, screen)
    phone.boxes[CITY], laptop.boxes[CITY] = "Santa Ana", "San Miguel"
    phone.send()
    return laptop, laptop.send().content.decode()


@pytest.mark.parametrize(("choice", "kept"), [(0, "San Miguel"), (1, "Santa Ana")])
def test_the_answer_that_was_chosen_stays(
    choice,
    kept,
    marias,
    clients,
    begun,
    screen,
    maria,
):
    laptop, asks = asked_which(marias, screen)
    choices = re.findall(rf'name="{CITY}_keep" value="([^"]*)"', asks)
    laptop.boxes[f"{CITY}_keep"] = choices[choice]
    assert laptop.send().status_code == 302
    assert city(maria, begun) == kept


def test_a_choice_made_of_what_is_old_again_is_asked_once_more(
    marias,
    clients,
    begun,
    screen,
    maria,
):
    laptop, asks = asked_which(marias, screen)
    laptop.boxes[f"{CITY}_keep"] = re.search(rf'{CITY}_keep" value="([^"]*)"', asks)[1]
    phone = Tab(marias, screen)
    phone.boxes[CITY] = "Sonsonate"
    phone.send()
    assert "Sonsonate" in words_of(laptop.send())
    assert city(maria, begun) == "Sonsonate"


def test_what_nobody_touched_gives_way_and_the_rest_is_saved(
    marias,
    clients,
    begun,
    screen,
    maria,
):
    phone, laptop = Tab(marias, screen), Tab(marias, screen)
    phone.boxes[CITY] = "Santa Ana"
    phone.send()
    laptop.boxes["petitioner-sex"] = "female"
    assert laptop.send().status_code == 302
    known = sheet(maria, begun.case, begun.petitioner.person)
    assert (known.get("birth.city"), known.get("sex")) == ("Santa Ana", "female")


def test_saving_as_one_goes_never_stands_in_its_own_way(
    marias,
    clients,
    begun,
    screen,
    maria,
):
    phone = Tab(marias, screen)
    for typed in ("San", "San Sal", "San Salvador"):
        phone.boxes[CITY] = typed
        assert phone.save_by_itself()["both"] == ""
    assert phone.send().status_code == 302
    assert city(maria, begun) == "San Salvador"


def test_saving_as_one_goes_shows_both_and_loses_no_word(
    marias,
    clients,
    begun,
    screen,
    maria,
):
    phone, laptop = Tab(marias, screen), Tab(marias, screen)
    phone.boxes[CITY], laptop.boxes[CITY] = "Santa Ana", "San Miguel"
    phone.save_by_itself()
    told = laptop.save_by_itself()
    assert list(told["errors"]) == [f"{CITY}_keep"]
    assert "Santa Ana" in told["both"] and "San Miguel" in told["both"]
    assert city(maria, begun) == "Santa Ana"
    laptop.boxes[f"{CITY}_keep"] = "other"
    assert laptop.save_by_itself()["settled"] == [CITY]
    assert city(maria, begun) == "Santa Ana"


def test_an_error_elsewhere_on_the_page_makes_no_quarrel_with_oneself(
    marias,
    clients,
    begun,
    screen,
    maria,
):
    page = Tab(marias, screen)
    year = page.boxes["petitioner-birth-date_year"]
    page.boxes |= {CITY: "Santa Ana", "petitioner-birth-date_year": "88"}
    assert page.send().status_code == 422
    page.boxes |= {CITY: "San Miguel", "petitioner-birth-date_year": year}
    assert page.send().status_code == 302
    assert city(maria, begun) == "San Miguel"


def test_staff_do_not_overwrite_what_the_client_has_just_answered(
    marias,
    clients,
    begun,
    screen,
    maria,
    paul,
):
    place = ("birth.city", None)
    about = {"person": begun.petitioner.person, "place": place, "reason": "Passport."}
    before = version(begun.case.pk, *place, "")
    phone = Tab(marias, screen)
    phone.boxes[CITY] = "Santa Ana"
    phone.send()
    with pytest.raises(ChangedMeanwhile) as changed:
        correct_answer(paul, begun.case, value="San Miguel", over=before, **about)
    assert changed.value.now.value == "Santa Ana"
    assert city(maria, begun) == "Santa Ana"


def test_the_staffs_page_shows_what_stands_now_and_saves_when_told_again(
    marias,
    clients,
    begun,
    screen,
    maria,
    paul,
):
    person = begun.petitioner.person
    where = reverse("staff:answer", args=[begun.case.pk, person.pk, "birth.city"])
    desk = browser_of(paul)
    over = re.search(r'name="over" value="(\w+)"', desk.get(where).content.decode())[1]
    phone = Tab(marias, screen)
    phone.boxes[CITY] = "Santa Ana"
    phone.send()
    said = {"value": "San Miguel", "reason": "Passport, page 2.", "over": over}
    page = desk.post(where, said)
    assert page.status_code == 422
    assert "Santa Ana" in words_of(page) and "Save again" in words_of(page)
    assert 'value="San Miguel"' in page.content.decode()
    said["over"] = re.search(r'name="over" value="(\w+)"', page.content.decode())[1]
    assert desk.post(where, said).status_code == 302
    assert city(maria, begun) == "San Miguel"


def test_a_client_is_told_that_the_office_changed_the_answer(
    marias,
    clients,
    begun,
    screen,
    maria,
    paul,
):
    phone = Tab(marias, screen)
    about = {"person": begun.petitioner.person, "place": ("birth.city", None)}
    correct_answer(paul, begun.case, value="Santa Ana", reason="Passport.", **about)
    phone.boxes[CITY] = "San Miguel"
    assert "Our office changed this answer" in words_of(phone.send())
    assert city(maria, begun) == "Santa Ana"


def test_a_forged_word_for_what_stood_there_is_asked_about_and_breaks_nothing(
    marias, clients, begun, screen, maria
):
    page = Tab(marias, screen)
    page.boxes |= {CITY: "Santa Ana", f"{CITY}_over": "forged\0"}
    answer = page.send()
    assert answer.status_code == 422
    assert "Santa Ana" in answer.content.decode()
