"""The questionnaires of the office: looked at, changed, tried, published."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.firm.roles import Role
from harborlight.questionnaires.actions import answer
from harborlight.questionnaires.drafts import draft_of, unfinished
from harborlight.questionnaires.models import Questionnaire, QuestionnaireDraft, Sent
from harborlight.questionnaires.queries import newest, read
from harborlight.staff.tests.at_the_desk import joined
from harborlight.staff.tests.desk import at, sign_in, text_of
from tests.cast import join
from tests.pages import text
from tests.questions import MOST, questions
from tests.whole_case import begin, furnish

pytestmark = pytest.mark.feature("F009")
CHAPTER, BIRTH = "petitioner-you", "petitioner-birth"


@pytest.fixture
def mia(harbor, clock):
    furnish(clock)
    return join(harbor, "Mia", Role.PRACTICE_MANAGER)


@pytest.fixture
def desk(mia):
    return sign_in(mia)


@pytest.fixture
def draft(mia, desk):
    row = newest(mia, "i130-spouse")
    begun = desk.post(at("begin-draft", row.pk))
    found = draft_of(mia, "i130-spouse")
    assert begun.url == at("draft", found.pk)
    return QuestionnaireDraft.objects.get(pk=found.pk)


def boxes(page):
    """What a browser would send of the form that the page is about."""
    form = text_of(page).partition('<form method="post" class="form')[2]
    form = form.partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        said = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        picked = said.get("type") not in ("radio", "checkbox") or " checked" in tag
        if picked and said.get("name", "csrf")[:4] != "csrf":
            blank = "on" if said["type"] == "checkbox" else ""
            value = html.unescape(said.get("value", blank))
            found.setdefault(said["name"], []).append(value)
    for name, words in re.findall(r'<textarea name="([^"]*)"[^>]*>([^<]*)<', form):
        found[name] = [html.unescape(words).strip()]
    for name, options in re.findall(
        r'<select name="([^"]*)".*?>(.*?)</select>', form, re.S
    ):
        found[name] = re.findall(r'value="([^"]*)" selected', options)
    return found


def now(draft):
    return unfinished(QuestionnaireDraft.objects.get(pk=draft.pk))


def change(desk, page, **said):
    """Open a page, write something into its form, and send it."""
    opened = desk.get(page)
    assert opened.status_code == 200
    return desk.post(page, {**boxes(opened), **said})


def test_the_list_says_which_there_are_and_who_made_them(desk, mia, ada):
    begin(ada, playbook="practice-spouse")
    said = text(desk.get(at("questionnaires")))
    assert "Petition for your husband or wife" in said
    assert "Version 1" in said and "came with Harborlight" in said
    row = newest(mia, "i130-spouse")
    said = text(desk.get(at("questionnaire", row.pk)))
    assert "What the petitioner is asked" in said
    assert "When were you born?" in said


@pytest.mark.parametrize("role", [Role.PARALEGAL, Role.ATTORNEY, Role.IT])
def test_for_others_the_pages_are_not_there(harbor, draft, role):
    desk = sign_in(join(harbor, "Other", role))
    for page in (
        at("questionnaires"),
        at("draft", draft.pk),
        at("publish-draft", draft.pk),
    ):
        assert desk.get(page).status_code == 404


def test_a_question_is_put_in_other_words(desk, draft):
    page = at("change-question", draft.pk, BIRTH, 0)
    sent = change(desk, page, ask_en="What is your birthday?", ask_es="¿Cuándo nació?")
    assert sent.url == at("draft-chapter", draft.pk, CHAPTER)
    asked = now(draft).index["petitioner.birth.date"].question
    assert asked.ask == {"en": "What is your birthday?", "es": "¿Cuándo nació?"}
    assert asked.required
    # Nobody else's question changed, and nothing is in use yet.
    theirs = now(draft).index["beneficiary.birth.date"].question
    assert theirs.ask["en"] == "When were you born?"


def test_both_languages_are_wanted_and_nothing_typed_is_lost(desk, draft):
    page = at("change-question", draft.pk, BIRTH, 0)
    sent = change(desk, page, ask_en="What is your birthday?", ask_es="")
    assert sent.status_code == 422
    assert "What is your birthday?" in text_of(sent)
    assert now(draft).index["petitioner.birth.date"].question.ask["en"] == (
        "When were you born?"
    )


def test_what_is_hard_to_read_is_noted_and_may_stay(desk, draft):
    hard = "Provide documentation establishing the termination of relationships."
    page = at("change-question", draft.pk, BIRTH, 0)
    looked = change(desk, page, ask_en=hard, look="yes")
    assert "This is harder than grade 6" in text(looked)
    assert now(draft).index["petitioner.birth.date"].question.ask["en"] != hard
    assert change(desk, page, ask_en=hard).status_code == 302
    assert "above 6" in text(desk.get(at("draft-chapter", draft.pk, CHAPTER)))


def test_a_question_is_added_for_a_fact_that_is_searched_by_its_name(desk, draft):
    search = at("new-question", draft.pk, BIRTH)
    said = text(desk.get(search, {"q": "passport number"}))
    assert "Ask for it" in said
    said = text(desk.get(search, {"q": "birth city"}))
    assert "Asked already, on “About you: Your birth”" in said
    page = f"{search}?fact=petitioner.passport.number"
    words = {"ask_en": "What is your passport number?", "ask_es": "¿Cuál es su número?"}
    words |= {"when-asked": "if", "when-0_fact": "petitioner.status"}
    words |= {"when-0_test": "is", "when-0_answers": ["lpr"], "is_required": "on"}
    sent = change(desk, page, **words)
    assert sent.status_code == 302, text(sent)
    asked = now(draft).index["petitioner.passport.number"]
    assert asked.screen == BIRTH
    assert asked.question.when.values == ("lpr",)
    # Nobody is asked twice.
    again = desk.get(page, follow=True)
    assert "That is asked already, on “About you: Your birth”" in text(again)
    assert desk.post(page, {**words, "seen": "1"}).status_code == 422
    assert desk.get(f"{search}?fact=petitioner.moon").status_code == 404


def test_what_no_form_knows_is_asked_under_a_name_of_the_firms(
    desk, draft, ada, maria, omar
):
    search = at("new-question", draft.pk, BIRTH)
    told = desk.get(search, {"called": "How they heard of us?", "kind": "text"})
    fact = "petitioner.own.text.how_they_heard_of_us"
    assert told.url == f"{search}?fact={fact}"
    assert "No form knows it" in text(desk.get(told.url))
    words = {"ask_en": "How did you hear of us?", "ask_es": "¿Cómo supo de nosotros?"}
    assert change(desk, told.url, **words).status_code == 302
    assert "How they heard of us" in text(desk.get(search, {"q": "heard of us"}))
    for wrong in ({"called": "", "kind": "text"}, {"called": "!!", "kind": "text"},
                  {"called": "Pets", "kind": "moon"}):  # fmt: skip
        assert "Give it a short name" in text(desk.get(search, wrong))
    inner = at("new-question", draft.pk, "petitioner-address-place")
    assert "Does no form know it?" not in text(desk.get(inner))
    change(desk, at("publish-draft", draft.pk))
    begun = begin(ada, playbook="practice-spouse")
    joined(begun, petitioner=maria, beneficiary=omar)
    sent = Sent.objects.get(party=begun.petitioner)
    answer(maria, sent, screen=BIRTH, answers={fact: "A friend"})
    page = at("answers-of", begun.case.pk, begun.petitioner.person_id)
    said = text(sign_in(ada).get(page))
    assert "How they heard of us" in said and "A friend" in said
    one = ("answer", begun.case.pk, begun.petitioner.person_id, fact.partition(".")[2])
    assert "A friend" in text_of(sign_in(ada).get(at(*one)))


def test_chapters_and_screens_are_added_moved_and_removed(desk, draft):
    words = {"title_en": "Your pets", "title_es": "Sus mascotas"}
    sent = change(desk, at("new-chapter", draft.pk, "petitioner"), **words)
    assert sent.url == at("draft-chapter", draft.pk, "petitioner-your-pets")
    sent = change(desk, at("new-screen", draft.pk, "petitioner-your-pets"), **words)
    assert sent.url == at("new-question", draft.pk, "petitioner-your-pets")
    page = text(desk.get(at("draft", draft.pk)))
    assert "Your pets” asks nothing yet" in page
    said = {"what": "screen", "name": BIRTH, "to": "earlier", "seen": "2"}
    desk.post(at("draft-move", draft.pk), said)
    steps = [one.id for one in now(draft).sections[0].steps]
    assert steps.index(BIRTH) == 2
    said = {"what": "chapter", "name": "petitioner-your-pets", "seen": "3"}
    desk.post(at("draft-remove", draft.pk), said)
    assert "Your pets" not in text(desk.get(at("draft", draft.pk)))


def test_the_words_of_a_list_are_changed(desk, draft):
    page = at("change-screen", draft.pk, "petitioner-address-list")
    change(desk, page, entry_en="A home of yours", entry_es="Una casa suya")
    assert now(draft).loop("petitioner.addresses").entry["en"] == "A home of yours"
    assert now(draft).loop("petitioner.addresses").needs


def test_what_a_form_requires_is_said_before_it_is_removed(desk, draft):
    page = text(desk.get(at("draft-chapter", draft.pk, CHAPTER)))
    assert "These forms require the answer: I-130" in page
    said = {"what": "question", "name": BIRTH, "place": "0", "seen": "0"}
    desk.post(at("draft-remove", draft.pk), said)
    page = text(desk.get(at("publish-draft", draft.pk)))
    assert "Forms would lack these answers" in page
    assert "When were you born?" in page


def test_whoever_is_second_keeps_their_words_and_sees_what_stands(desk, draft, pat):
    page = at("change-question", draft.pk, BIRTH, 0)
    mine, theirs = boxes(desk.get(page)), sign_in(pat)
    change(theirs, page, ask_en="Your day of birth?", ask_es="¿Su día de nacimiento?")
    sent = desk.post(page, {**mine, "ask_en": "My words"})
    assert sent.status_code == 422
    said = text(sent)
    assert "Pat changed this draft" in said and "Your day of birth?" in said
    assert "My words" in text_of(sent)
    assert now(draft).index["petitioner.birth.date"].question.ask["en"] == (
        "Your day of birth?"
    )
    # To send it again is to insist.
    assert desk.post(page, {**boxes(sent), "ask_en": "My words"}).status_code == 302
    assert now(draft).index["petitioner.birth.date"].question.ask["en"] == "My words"


def test_a_question_that_moved_or_went_meanwhile_is_not_mistaken(desk, draft, pat):
    page = at("change-question", draft.pk, BIRTH, 0)
    mine, theirs = boxes(desk.get(page)), sign_in(pat)
    said = {"what": "question", "name": BIRTH, "place": "0", "seen": "0"}
    theirs.post(at("draft-move", draft.pk), {**said, "to": "later"})
    sent = desk.post(page, {**mine, "ask_en": "My words"})
    desk.post(page, {**boxes(sent), "ask_en": "My words"})
    assert now(draft).index["petitioner.birth.date"].question.ask["en"] == "My words"
    assert now(draft).index["petitioner.birth.city"].question.ask["en"] != "My words"
    theirs.post(at("draft-remove", draft.pk), {**said, "place": "1", "seen": "2"})
    gone = desk.post(page, {**mine, "ask_en": "My last words"}, follow=True)
    assert "Somebody took this out of the draft meanwhile" in text(gone)
    assert "You had written: My last words" in text(gone)


def test_a_button_of_an_old_page_does_nothing(desk, draft, pat):
    said = {"what": "question", "name": BIRTH, "place": "0", "seen": "0"}
    sign_in(pat).post(at("draft-move", draft.pk), {**said, "to": "later"})
    told = desk.post(at("draft-remove", draft.pk), said, follow=True)
    assert "Pat changed this draft meanwhile, so nothing was done" in text(told)
    assert len(now(draft).where("petitioner.birth.city").question.ask) == 2


def test_the_preview_is_walked_in_both_languages_and_keeps_nothing(desk, draft):
    page = at("draft-preview", draft.pk)
    first = desk.get(page)
    assert "What is your last name?" in text(first)
    said = {"said": "", "at": "petitioner-other-names|", "as": "petitioner"}
    said |= {"reads": "es", "petitioner-has_other_names": "yes", "do": "next"}
    walked = desk.post(page, said)
    assert walked.status_code == 200
    assert "Sus otros nombres" in text(walked) and "Agregar" in text(walked)
    wrong = {"said": "", "at": "petitioner-birth|", "as": "petitioner", "do": "next"}
    wrong |= {"petitioner-birth-date_year": "85", "petitioner-birth-date_day": "1"}
    told = desk.post(page, wrong | {"petitioner-birth-date_month": "1"})
    assert told.status_code == 422
    other = desk.post(page, {"as": "petitioner", "at": "", "do": "as:beneficiary"})
    assert 'name="as" value="beneficiary"' in text_of(other)
    assert QuestionnaireDraft.objects.get(pk=draft.pk).changes == 0


@pytest.mark.feature("F074")
def test_a_published_version_is_compared_and_given_to_who_is_answering(
    desk, mia, ada, draft
):
    begun = begin(ada, playbook="practice-spouse")
    page = at("change-question", draft.pk, BIRTH, 0)
    change(desk, page, ask_en="What is your birthday?", ask_es="¿Cuándo nació?")
    looked = text(desk.get(at("publish-draft", draft.pk)))
    assert "Question (English) When were you born? What is your birthday?" in looked
    sent = change(desk, at("publish-draft", draft.pk), note="Plainer words")
    row = Questionnaire.objects.get(key="i130-spouse", version=2)
    assert sent.url == at("questionnaire", row.pk)
    said = text(desk.get(sent.url))
    assert "Plainer words" in said and "What changed since version 1" in said
    assert "2 people are answering an older version now" in said
    assert "Petición" not in said
    people = desk.get(at("questions-in-cases", row.pk))
    assert begun.case.number in text(people)
    theirs = Sent.objects.get(party=begun.petitioner)
    renewed = desk.post(at("renew-questions", theirs.pk), {"back": "list"}, follow=True)
    assert "is asked version 2 now. All answers are kept." in text(renewed)
    theirs.refresh_from_db()
    assert theirs.questionnaire_id == row.pk
    again = desk.post(at("renew-questions", theirs.pk), {"back": "list"}, follow=True)
    assert "Nothing was changed" in text(again)
    # The draft is over, and says where it went.
    over = desk.get(at("draft", draft.pk), follow=True)
    assert "This draft was published or thrown away meanwhile" in text(over)
    assert read(row).version == 2


def test_everybody_on_the_list_gets_the_newest_at_once(desk, ada, mia, draft):
    begun = begin(ada, playbook="practice-spouse")
    page = at("change-question", draft.pk, BIRTH, 0)
    change(desk, page, ask_en="What is your birthday?", ask_es="¿Cuándo nació?")
    change(desk, at("publish-draft", draft.pk))
    row = newest(mia, "i130-spouse")
    # At the answers of the case it is said, too.
    answers = at("answers-of", begun.case.pk, begun.petitioner.person_id)
    assert "Asked in version 1; version 2 is in use." in text(sign_in(ada).get(answers))
    told = desk.post(at("renew-all-questions", row.pk), follow=True)
    assert "2 people are asked the newest version now" in text(told)
    assert "Nobody is on an older version" in text(told)
    assert {one.questionnaire_id for one in Sent.objects.all()} == {row.pk}
    assert "version 2 is in use" not in text(sign_in(ada).get(answers))


def test_what_is_not_whole_is_not_published(desk, draft):
    words = {"title_en": "Your pets", "title_es": "Sus mascotas"}
    change(desk, at("new-chapter", draft.pk, "petitioner"), **words)
    sent = change(desk, at("publish-draft", draft.pk), note="")
    assert sent.status_code == 422
    assert "The chapter “Your pets” has no screen yet" in text(sent)


def test_a_draft_is_thrown_away(desk, mia, draft):
    desk.post(at("discard-draft", draft.pk), {"seen": "0"})
    assert draft_of(mia, "i130-spouse") is None


def test_the_pages_ask_little(desk, mia, draft, ada):
    begin(ada, playbook="practice-spouse")
    row = newest(mia, "i130-spouse")
    for page in (
        at("questionnaires"),
        at("questionnaire", row.pk),
        at("questions-in-cases", row.pk),
        at("draft", draft.pk),
        at("draft-chapter", draft.pk, CHAPTER),
        at("change-question", draft.pk, BIRTH, 0),
        at("publish-draft", draft.pk),
        at("draft-preview", draft.pk),
    ):
        desk.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page).status_code == 200
        assert len(questions(captured.captured_queries)) <= MOST, page
