"""Words sent after a session had ended: their writer finds them, and nobody else."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from harborlight.firm import put_by
from harborlight.firm.clock import now
from harborlight.firm.models import PutBy, User
from harborlight.questionnaires.queries import sent_to

PASSWORD = "lantern ferry orange Tuesday"
KEEPS, ANSWER = "data-keeps-words", "petitioner-birth-city"


@pytest.fixture
def phone(clients, maria, omar):
    """A phone that a couple shares; it refuses forged requests as in life."""
    for client in (maria, omar):
        user = User.objects.get(pk=client.user_id)
        user.set_password(PASSWORD)
        user.save()
    # The browser vouches that its own pages sent what they send.
    return Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def question(begun, maria):
    sent = sent_to(maria, begun.case)[0]
    return reverse("portal:screen", args=[sent.key, "petitioner-birth"])


def hidden(page, mark):
    """What the boxes of the page's form with this mark say by themselves."""
    forms = re.findall(r"<form.*?</form>", page.content.decode(), re.S)
    form = next(form for form in forms if mark in form)
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))


def action(page):
    """Where the first form of the page with kept words is sent to."""
    return re.search(r'action="(/account/kept/[^"]*)"', page.content.decode())[1]


def sign_in(phone, actor):
    page = phone.get(reverse("account_login"))
    user = User.objects.get(pk=actor.user_id)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    said = {"login": user.email, "password": PASSWORD}
    return phone.post(
        reverse("account_login"), said | {"csrfmiddlewaretoken": token[1]}
    )


def sign_out(phone):
    page = phone.get(reverse("account_logout"))
    phone.post(reverse("account_logout"), hidden(page, "sign-out"))


def lose_session(phone):
    del phone.cookies[settings.SESSION_COOKIE_NAME]


def test_words_sent_after_the_session_ended_are_kept_and_sent_with_one_press(
    phone, question, maria
):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    answer = phone.post(question, form | {ANSWER: "Ahuachapán"})
    assert answer["Location"].startswith(reverse("account_login"))
    assert (
        "What you had written is kept" in phone.get(answer["Location"]).content.decode()
    )
    assert sign_in(phone, maria)["Location"] == reverse("kept-words")
    page = phone.get(reverse("kept-words"))
    assert "Ahuachapán" in page.content.decode()
    answer = phone.post(action(page), hidden(page, "Send it now"))
    assert (answer.status_code, answer["Location"]) == (307, question)
    # The browser sends the same form again to where it belongs.
    assert phone.post(question, hidden(page, "Send it now")).status_code == 302
    assert "Ahuachapán" in phone.get(question).content.decode()


@pytest.mark.parametrize("end", [lose_session, sign_out])
def test_words_of_one_are_not_shown_to_the_next_who_signs_in(
    phone, question, maria, omar, end
):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    end(phone)
    phone.post(question, form | {ANSWER: "Ahuachapán"})
    assert sign_in(phone, omar)["Location"] == "/"
    assert phone.get(reverse("kept-words"))["Location"] == "/"
    sign_out(phone)
    # Nothing is lost: she finds them, though he was here in between.
    assert sign_in(phone, maria)["Location"] == reverse("kept-words")
    assert "Ahuachapán" in phone.get(reverse("kept-words")).content.decode()


def test_words_of_an_old_page_are_not_sent_in_the_name_of_who_signed_in_since(
    phone, question, maria, omar
):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    sign_in(phone, omar)
    page = phone.post(question, form | {ANSWER: "Ahuachapán"})
    assert page.status_code == 403
    assert "This page was somebody else" in page.content.decode()
    assert "Ahuachapán" not in page.content.decode()
    sign_out(phone)
    assert sign_in(phone, maria)["Location"] == reverse("kept-words")
    assert "Ahuachapán" in phone.get(reverse("kept-words")).content.decode()


def test_an_old_page_of_ones_own_is_sent_once_more(phone, question, maria):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    sign_out(phone)
    sign_in(phone, maria)
    page = phone.post(question, form | {ANSWER: "Ahuachapán"})
    assert "Please send it once more" in page.content.decode()
    assert phone.post(question, hidden(page, "Send it now")).status_code == 302


def long_words(pages=40):
    """So many words that no cookie holds them, and that cannot be packed small."""
    several = random.Random(7)
    made = ["".join(several.choices("abcdefghijklmnopqrstuvwxyz ñ", k=700))]
    made += ["".join(several.choices("aeioulmnrst ", k=500)) for _ in range(pages)]
    return " ".join(made) + " the last word"


def test_a_very_long_text_is_kept_whole_and_for_its_writer_only(
    phone, question, maria, omar
):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    text = long_words()
    phone.post(question, form | {ANSWER: text})
    row = PutBy.objects.get()
    assert b"the last word" not in bytes(row.sealed) and row.user_id == maria.user_id
    assert sign_in(phone, omar)["Location"] == "/"
    assert phone.get(reverse("kept-words"))["Location"] == "/"
    sign_out(phone)
    assert sign_in(phone, maria)["Location"] == reverse("kept-words")
    page = phone.get(reverse("kept-words"))
    assert text in page.content.decode()
    assert "Only you see it, in this browser, for a day." in page.content.decode()
    # Another browser of hers does not have the key.
    other = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    assert sign_in(other, maria)["Location"] == "/"
    answer = phone.post(action(page), hidden(page, "Send it now"))
    assert (answer.status_code, answer["Location"]) == (307, question)
    assert not PutBy.objects.exists()


def test_what_was_put_by_is_gone_after_a_day(phone, question, maria):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    phone.post(question, form | {ANSWER: long_words()})
    PutBy.objects.update(at=now() - timedelta(days=1, minutes=1))
    assert sign_in(phone, maria)["Location"] == "/"
    assert put_by.forget_old() == 1 and not PutBy.objects.exists()


def test_of_one_writer_only_so_much_is_put_by_and_the_newest_stays(maria):
    tokens = [put_by.put_by(maria.user_id, b"x", b"key") for _ in range(25)]
    assert PutBy.objects.count() == put_by.MOST
    assert put_by.taken_out(tokens[-1], maria.user_id, b"key") == b"x"
    assert put_by.taken_out(tokens[0], maria.user_id, b"key") is None


@pytest.mark.parametrize("mark", ["x", "0" * 58, "z" * 58])
def test_nobody_has_words_kept_under_a_mark_they_made_up(phone, question, maria, mark):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    phone.post(question, form | {ANSWER: long_words(), "whose": mark})
    assert not PutBy.objects.exists()


def test_words_that_nobody_vouches_for_are_shown_to_nobody(phone, question, maria):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    phone.post(question, form | {ANSWER: "Ahuachapán", "whose": ""})
    assert sign_in(phone, maria)["Location"] == "/"


def test_words_of_two_tabs_are_both_kept_and_each_is_sent(phone, question, maria):
    other = question.replace("petitioner-birth", "petitioner-name")
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    form_of_other = hidden(phone.get(other), KEEPS)
    lose_session(phone)
    phone.post(question, form | {ANSWER: "Ahuachapán"})
    phone.post(other, form_of_other | {"petitioner-name-middle": "Guadalupe"})
    sign_in(phone, maria)
    page = phone.get(reverse("kept-words"))
    text = page.content.decode()
    assert "Ahuachapán" in text and "Guadalupe" in text
    assert phone.post(action(page), hidden(page, "Send it now"))["Location"] == question
    phone.post(question, hidden(page, "Send it now"))
    assert "that was not saved" in phone.get(question).content.decode()
    page = phone.get(reverse("kept-words"))
    text = page.content.decode()
    assert "Ahuachapán" not in text and "Guadalupe" in text
    assert phone.post(action(page), hidden(page, "Send it now"))["Location"] == other
    assert "that was not saved" not in phone.get(question).content.decode()


def test_long_words_of_several_tabs_are_all_kept(phone, question, maria):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    several = [f"{long_words(pages)} of {pages}" for pages in (0, 1, 2, 40)]
    for text in several:
        phone.post(question, form | {ANSWER: text})
    assert len(phone.cookies["kept"].value) < 4000
    sign_in(phone, maria)
    page = phone.get(reverse("kept-words")).content.decode()
    assert [text for text in several if text not in page] == []


def test_the_way_back_in_the_address_is_kept_with_the_words(phone, question, maria):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    phone.post(f"{question}?entry=x", form | {ANSWER: "Ahuachapán"})
    sign_in(phone, maria)
    page = phone.get(reverse("kept-words"))
    answer = phone.post(action(page), hidden(page, "Send it now"))
    assert answer["Location"] == f"{question}?entry=x"


def test_files_are_spoken_of_only_where_there_were_any(phone, question, maria):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    phone.post(question, form | {ANSWER: "Ahuachapán"})
    sign_in(phone, maria)
    said = "Files must be chosen again."
    assert said not in phone.get(reverse("kept-words")).content.decode()
    lose_session(phone)
    file = SimpleUploadedFile("a.pdf", b"%PDF", "application/pdf")
    phone.post(question, form | {ANSWER: "Ahuachapán", "file": file})
    sign_in(phone, maria)
    assert said in phone.get(reverse("kept-words")).content.decode()


def test_what_was_thrown_away_leads_to_a_page_not_to_a_form_alone(
    phone, question, maria
):
    sign_in(phone, maria)
    form = hidden(phone.get(question), KEEPS)
    lose_session(phone)
    add = question.replace("petitioner-birth", "petitioner-addresses") + "add/"
    phone.post(add, form)
    sign_in(phone, maria)
    page = phone.get(reverse("kept-words"))
    thrown = hidden(page, "Send it now") | {"throw-away": "1"}
    answer = phone.post(action(page), thrown, follow=True)
    assert answer.status_code != 405
    assert "kept" not in {name for name, one in phone.cookies.items() if one.value}
