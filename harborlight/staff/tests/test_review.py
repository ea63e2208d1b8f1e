"""The staff's review of what came: what is waiting, what was said of it, what is decided."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.cases.actions import raise_wall
from harborlight.documents.actions import (
    About,
    accept_version,
    receive_document,
    return_version,
)
from harborlight.documents.models import Assignment, Version
from harborlight.documents.queries import asked, get_version, to_review
from harborlight.documents.reasons import READY_COMMENTS, REASONS, ready_comment
from harborlight.firm.models import Event, User
from harborlight.firm.roles import Role
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at
from tests.cast import join
from tests.pages import text
from tests.questions import MOST, questions
from tests.whole_case import paper, send_papers


def sent(client, begun, place=0, words=b"a paper", **said):
    """What this client sends for one of the papers they are asked for."""
    asking = asked(client, begun.case)[place].request
    checked = paper(client.firm, begun.case.pk, words)
    return receive_document(client, asking, checked=checked, about=About(**said))


@pytest.mark.feature("F110")
def test_each_version_is_shown_with_what_was_said_of_it(paul, begun, maria):
    first = sent(maria, begun, issued_on=date(2020, 5, 17), country="SV", language="es")
    second = sent(
        maria,
        begun,
        words=b"b",
        issued_on=date(2024, 2, 3),
        country="MX",
        language="fr",
    )
    desk = at_the_desk(paul)
    older = text(desk.get(at("review-version", first.pk)))
    newer = text(desk.get(at("review-version", second.pk)))
    assert "May 17, 2020" in older and "El Salvador" in older and "Spanish" in older
    assert "Mexico" not in older and "French" not in older
    assert "Feb 3, 2024" in newer or "February 3, 2024" in newer
    assert "Mexico" in newer and "French" in newer


@pytest.mark.feature("F111")
def test_the_queue_is_narrowed_and_the_next_one_is_of_the_same(
    paul, begun, maria, omar
):
    send_papers(maria, begun.case)
    send_papers(omar, begun.case)
    desk = at_the_desk(paul)
    page = desk.get(at("review"))
    every = page.context["count"]
    sent(maria, begun)
    every += 1
    marias = begun.petitioner.person.key
    narrow = desk.get(at("review"), {"narrow": "1"})
    assert marias in dict(narrow.context["form"].fields["person"].choices)
    one = desk.get(at("review"), {"show": "all", "person": marias})
    names = {v.document.person_id for v in one.context["page"].rows}
    assert names == {begun.petitioner.person_id} and one.context["count"] < every
    count = one.context["count"]
    assert f"{count} papers wait" in text(one) or f"{count} paper waits" in text(one)
    # It stays while they go through them, one after the other.
    first = one.context["page"].rows[0]
    then = desk.post(at("accept-version", first.pk), follow=True)
    assert then.context["version"].document.person_id in names
    assert desk.get(at("review")).context["count"] == count - 1
    # What nothing is like says so, and how to come back.
    none = desk.get(at("review"), {"kind": "no such kind"})
    assert "Nothing of this waits for your review" in text(none)
    # An address that somebody made up is answered as one of which nothing is known.
    assert desk.get(at("review"), {"person": "x'; --"}).status_code == 200
    assert desk.get(at("review"), {"show": "all"}).context["count"] == every - 1


@pytest.mark.feature("F111")
def test_a_page_of_the_queue_that_is_gone_leads_back_to_its_beginning(
    paul, begun, maria
):
    sent(maria, begun)
    page = at_the_desk(paul).get(
        at("review"), {"show": "all", "page": "7"}, follow=True
    )
    assert "1 paper waits" in text(page)


@pytest.mark.feature("F111")
def test_where_very_many_wait_it_is_said_that_not_all_were_looked_through(
    paul, begun, maria, monkeypatch
):
    for each in range(3):
        sent(maria, begun, words=f"{each}".encode())
    monkeypatch.setattr("harborlight.documents.queue.OFFERED", 2)
    monkeypatch.setattr("harborlight.documents.queue.MOST_COUNTED", 2)
    monkeypatch.setattr("harborlight.staff.views.queue.MOST_COUNTED", 2)
    desk = at_the_desk(paul)
    assert "More than 2 papers wait" in text(desk.get(at("review")))
    assert "To choose from" not in text(desk.get(at("review")))
    assert "have waited longest" in text(desk.get(at("review"), {"narrow": "1"}))


@pytest.mark.feature("F111")
def test_the_queue_is_narrowed_by_the_language_of_papers_and_not_of_the_page(
    paul, begun, maria
):
    sent(maria, begun, country="SV", language="es")
    sent(maria, begun, 1, words=b"b", country="US", language="en")
    desk = at_the_desk(paul)
    name = desk.get(at("review")).context["form"]["written"].html_name
    spanish = desk.get(at("review"), {"show": "all", name: "es"})
    assert "1 paper waits" in text(spanish)
    found = {row.document.language for row in spanish.context["page"].rows}
    assert found == {"es"}


@pytest.mark.feature("F101", "F111")
def test_a_translation_says_in_the_queue_and_on_its_page_that_it_is_one(
    paul, begun, maria
):
    original = sent(maria, begun, country="SV", language="es")
    asking = original.document.request
    checked = paper(maria.firm, begun.case.pk, b"in English")
    about = About(language="en")
    part = receive_document(
        maria, asking, checked=checked, about=about, slot="translation"
    )
    desk = at_the_desk(paul)
    assert "· English translation" in text(desk.get(at("review")))
    heading = words(desk.get(at("review-version", part.pk)))
    assert "English translation" in heading.split("<h1>")[1].split("</h1>")[0]


@pytest.mark.feature("F097")
@pytest.mark.parametrize("reason", [code for code, _ in REASONS if code != "other"])
def test_every_reason_has_its_words_in_the_clients_language(reason):
    english, spanish = ready_comment(reason, "en"), ready_comment(reason, "es")
    assert english == READY_COMMENTS[reason] and len(english) > 40
    assert spanish != english
    assert re.search(r"Por favor|envíe|díganos", spanish), spanish


@pytest.mark.feature("F110")
def test_several_are_accepted_at_once_and_who_was_quicker_is_named(
    ada, paul, begun, maria, omar
):
    send_papers(maria, begun.case)
    send_papers(omar, begun.case)
    desk = at_the_desk(paul)
    rows = desk.get(at("review")).context["page"].rows
    keys = [one.key for one in rows]
    asks = desk.get(at("review-several"), {"version": keys, "do": "accept"})
    assert f"These {len(keys)} papers will be accepted" in text(asks)
    assert all(one.document.called in text(asks) for one in rows)
    first, second = (get_version(ada, one.pk) for one in rows[:2])
    accept_version(ada, first)
    return_version(ada, second, reason="blurry", comment="Please send it again.")
    again = text(desk.get(at("review-several"), {"version": keys, "do": "accept"}))
    assert "Somebody has already decided on these" in again and "Ada" in again
    before = Event.objects.filter(kind="document.accepted").count()
    done = desk.post(at("accept-several"), {"version": keys}, follow=True)
    said, *late = told(done)
    assert said == f"{len(keys) - 2} papers accepted."
    assert len(late) == 2 and all(
        "Ada has already decided on it" in one for one in late
    )
    # Each left its own event, and nobody's decision was overwritten.
    accepted = Event.objects.filter(kind="document.accepted").count()
    assert accepted == before + len(keys) - 2
    second.refresh_from_db()
    assert second.state == "returned"
    assert not to_review(paul).exists()


@pytest.mark.feature("F110")
def test_a_practice_manager_gives_several_papers_and_decides_on_none(
    harbor, paul, begun, maria
):
    manager = join(harbor, "Mona", Role.PRACTICE_MANAGER)
    send_papers(maria, begun.case)
    desk = at_the_desk(manager)
    queue = desk.get(at("review"))
    keys = [one.key for one in queue.context["page"].rows]
    assert f'value="{keys[0]}"' in words(queue) and "Give them to" in text(queue)
    assert "Accept the chosen ones" not in text(queue)
    asks = desk.get(at("review-several"), {"version": keys, "do": "assign"})
    assert "Give several papers to somebody" in text(asks)
    for do in ("accept", "return"):
        one = desk.get(at("review-several"), {"version": keys, "do": do})
        assert one.status_code == 403
    said = {"version": keys, "to": str(paul.user_id)}
    (told_,) = told(desk.post(at("assign-several"), said, follow=True))
    assert told_ == f"{len(keys)} papers given."


@pytest.mark.feature("F110")
def test_several_go_back_for_one_reason_each_in_its_clients_language(
    paul, begun, maria, omar
):
    for client, language in ((maria, "es"), (omar, "en")):
        # What they chose for their own pages counts, not what the office wrote down.
        User.objects.filter(pk=client.user_id).update(language=language)
        send_papers(client, begun.case)
    desk = at_the_desk(paul)
    hers = to_review(paul).filter(document__person=begun.petitioner.person).first()
    page = at("review-version", hers.pk) + "?reason=blurry"
    assert ready_comment("blurry", "es") in words(desk.get(page))
    keys = [one.key for one in to_review(paul)]
    send = at("return-several")
    wrong = desk.post(send, {"version": keys, "reason": ""})
    assert wrong.status_code == 422 and "Choose what is wrong." in text(wrong)
    wrong = desk.post(send, {"version": keys, "reason": "other"})
    assert "Write what the clients should do." in text(wrong)
    # What was chosen is chosen still.
    assert words(wrong).count("checked") >= len(keys)
    desk.post(send, {"version": keys, "reason": "too small"})
    comments = {
        one.document.person.login.language: one.comment
        for one in Version.objects.filter(state="returned").select_related(
            "document__person__login"
        )
    }
    assert comments == {
        "es": ready_comment("too small", "es"),
        "en": ready_comment("too small", "en"),
    }


@pytest.mark.feature("F111")
def test_several_are_given_to_somebody_but_none_of_a_case_closed_to_them(
    ada, paul, pat, begun, maria
):
    send_papers(maria, begun.case)
    desk = at_the_desk(paul)
    keys = [one.key for one in to_review(paul)]
    page = desk.get(at("review-several"), {"version": keys, "do": "assign"})
    assert "Who should look at it?" in text(page) and "Ada" in text(page)
    give = at("assign-several")
    assert desk.post(give, {"version": keys, "to": ""}).status_code == 422
    done = desk.post(give, {"version": keys, "to": str(ada.user_id)}, follow=True)
    assert f"{len(keys)} papers given." in told(done)
    held = Assignment.objects.filter(ended_at__isnull=True, user=ada.user_id)
    assert held.count() == len(keys)
    behind = User.objects.get(pk=pat.user_id)
    raise_wall(ada, begun.case, user=behind, reason="She knows them.")
    done = desk.post(give, {"version": keys, "to": str(pat.user_id)}, follow=True)
    assert len(told(done)) == len(keys)
    assert all("may not look at papers of this case" in one for one in told(done))


def test_nothing_chosen_and_nothing_real_is_said(paul, begun, maria):
    desk = at_the_desk(paul)
    for keys in ([], ["x"], ["0" * 26]):
        page = desk.get(at("review-several"), {"version": keys}, follow=True)
        assert "Choose at least one paper." in text(page)
        page = desk.post(at("accept-several"), {"version": keys}, follow=True)
        assert "Choose at least one paper." in text(page)


@pytest.mark.feature("F110")
def test_a_paper_is_looked_at_beside_another_one(paul, begun, maria):
    older = sent(maria, begun, words=b"a")
    version = sent(maria, begun, words=b"b")
    other = sent(maria, begun, place=1)
    desk = at_the_desk(paul)
    address = at("review-version", version.pk)
    offered = {one.pk for one in desk.get(address).context["others"]}
    assert {older.pk, other.pk} <= offered
    page = desk.get(address, {"beside": older.key, "zoom": "2", "turn": "90"})
    assert page.context["compared"] == older
    shown = words(page)
    assert at("version-page", older.pk, 1) in shown
    assert at("version-page", version.pk, 1) in shown
    # Each link keeps how one looks, but for the one thing that it changes.
    assert f"?page=1&amp;zoom=2&amp;turn=180&amp;beside={older.key}" in shown
    # A version of another case, or nonsense, is beside nothing.
    for wrong in ("x", version.key, "0" * 26):
        assert desk.get(address, {"beside": wrong}).context["compared"] is None
    with CaptureQueriesContext(connection) as asked_for:
        desk.get(address, {"beside": older.key})
    assert len(questions(asked_for.captured_queries)) <= MOST + 3
