"""The playbooks of the office: read, copied, changed, compared, published, as a file."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from harborlight.firm.models import Event
from harborlight.firm.roles import Role
from harborlight.staff.tests.desk import at, sign_in, text_of
from harborlight.staff.tests.test_questionnaires import boxes, change
from harborlight.workflow.actions import keep_playbook
from harborlight.workflow.models import Playbook, PlaybookDraft
from harborlight.workflow.playbook_text import as_text
from harborlight.workflow.playbooks import starters
from harborlight.workflow.queries import get_playbook
from harborlight.workflow.written import newest_of, open_drafts
from tests.cast import join
from tests.pages import text
from tests.whole_case import begin, furnish

pytestmark = pytest.mark.feature("F139", "F223")
KEY = "i130-spouse"
FIRST = "papers/passport/petitioner"


@pytest.fixture
def mia(harbor, clock):
    furnish(clock)
    return join(harbor, "Mia", Role.PRACTICE_MANAGER)


@pytest.fixture
def desk(mia):
    return sign_in(mia)


@pytest.fixture
def draft(mia, desk):
    begun = desk.post(at("begin-sketch", newest_of(mia, KEY).pk))
    found = open_drafts(mia).get(key=KEY)
    assert begun.url == at("sketch", found.pk)
    return found


def fresh(draft):
    return PlaybookDraft.objects.get(pk=draft.pk)


def rows(draft, name):
    return fresh(draft).definition[name]


def test_the_list_says_how_many_open_cases_run_by_each(desk, ada):
    begin(ada)
    said = text(desk.get(at("playbooks")))
    assert "I-130 spouse Version 1" in said and "1 open case" in said
    assert "Family" in said and "Other" in said


def test_a_person_reads_what_a_case_asks_and_says(desk, mia, clock):
    # With what waits for a second reader, which the cases of these tests go without.
    keep_playbook(clock, definition={**starters()[KEY], "version": 2})
    said = text(desk.get(at("playbook", newest_of(mia, KEY).pk)))
    for words in (
        "Who takes part",
        "Sees their own answers, papers and forms",
        "Enviado al gobierno",
        "Sent to the government",
        "Only if it applies",
        "Remove the conditions",
        "Reviewed by a lawyer: No",
        "Approvals: what waits, and for whom",
        "Attorney · Sending to the government",
        "How your case goes from here",
        "Flat fee: answer to a request for evidence",
    ):
        assert words in said


def test_a_paralegal_does_not_write_playbooks(paul, mia):
    assert sign_in(paul).get(at("playbooks")).status_code == 404


def test_a_paper_is_worded_asked_for_if_and_put_in_order(desk, draft):
    page = at("change-entry", draft.pk, "papers", 0)
    kept = change(
        desk,
        page,
        title_en="Your passport",
        title_es="Su pasaporte",
        due_days="21",
        need="conditional",
        **{
            "when-asked": "if",
            "when-0_fact": "petitioner.status",
            "when-0_test": "is",
            "when-0_answers": ["us_citizen"],
        },
    )
    assert kept.status_code == 302, text(kept)
    first = rows(draft, "papers")[0]
    assert first["title"] == {"en": "Your passport", "es": "Su pasaporte"}
    assert (first["due_days"], first["need"]) == (21, "conditional")
    assert first["when"] == {"fact": "petitioner.status", "is": "us_citizen"}
    seen = {"seen": fresh(draft).changes, "entry": FIRST}
    desk.post(at("move-entry", draft.pk, "papers"), {**seen, "to": "later"})
    assert rows(draft, "papers")[1]["title"]["en"] == "Your passport"
    seen["seen"] = fresh(draft).changes
    desk.post(at("remove-entry", draft.pk, "papers"), seen)
    assert "Your passport" not in str(rows(draft, "papers"))
    assert Event.objects.filter(kind="playbook.draft-changed").count() == 3


def test_what_lacks_a_language_or_a_condition_is_told_and_nothing_is_lost(desk, draft):
    page = at("change-entry", draft.pk, "milestones", 0)
    asked = change(desk, page, what_we_do_es="", what_we_do_en="We wait & hope.")
    said = text(asked)
    assert asked.status_code == 422
    assert "Write it in both languages." in said
    assert "We wait &amp; hope." in text_of(asked)
    page = at("change-entry", draft.pk, "papers", 0)
    asked = change(
        desk, page, **{"when-asked": "if", "when-0_fact": "petitioner.status",
                       "when-0_test": "known"},
    )  # fmt: skip
    assert "It has a condition below" in text(asked)
    assert fresh(draft).changes == 0


def test_every_list_takes_one_more(desk, draft):
    both = {"name_en": "Waiting", "name_es": "Espera"}
    words = {"words_en": "We wait.", "words_es": "Esperamos."}
    titled = {"title_en": "Later", "title_es": "Después"}
    for name, said, where in (
        ("stages", {**both, **words}, "waiting"),
        ("parts", {**both, "optional": "on", "acts_for": "petitioner"}, "waiting"),
        ("charges", {**words, "kind": "fee", "cents": "100.00", "to": "trust"}, None),
        ("forms", {"form": "I-864", "client": "petitioner"}, None),
        (
            "related",
            {
                **both,
                "why_en": "Why.",
                "why_es": "Por qué.",
                "told_en": "Ask us.",
                "told_es": "Pregúntenos.",
            },
            "waiting",
        ),
        (
            "follow_ups",
            {**titled, **words, "counts_from": "closed", "years": "2", "source": "x"},
            "later",
        ),
    ):
        kept = change(desk, at("new-entry", draft.pk, name), **said)
        assert kept.status_code == 302, (name, text(kept))
        assert rows(draft, name)[-1].get("id") == where
    assert "Before this can be published" not in text(desk.get(at("sketch", draft.pk)))


def test_of_two_editors_the_second_is_told_and_chooses(desk, draft, pat):
    page = at("change-entry", draft.pk, "stages", 0)
    mine = boxes(desk.get(page))
    change(sign_in(pat), page, name_en="Pat was first", name_es="Pat fue primero")
    asked = desk.post(page, {**mine, "name_en": "Mia too", "name_es": "Mia también"})
    said = text(asked)
    assert asked.status_code == 422 and "Pat changed this draft" in said
    assert "Pat was first" in said and "Mia too" in text_of(asked)
    assert rows(draft, "stages")[0]["name"]["en"] == "Pat was first"
    assert desk.post(page, boxes(asked)).status_code == 302
    assert rows(draft, "stages")[0]["name"]["en"] == "Mia too"


def test_what_is_published_is_shown_before_and_new_cases_take_it(desk, draft, mia, ada):
    old = begin(ada)
    change(desk, at("change-entry", draft.pk, "papers", 0), due_days="30")
    asked = desk.get(at("publish-sketch", draft.pk))
    said = text(asked)
    assert "after 14 days" in said and "after 30 days" in said
    done = desk.post(
        at("publish-sketch", draft.pk), {**boxes(asked), "note": "More time"}
    )
    newest = newest_of(mia, KEY)
    assert done.url == at("playbook", newest.pk)
    assert (newest.version, newest.note, newest.made_by.name) == (2, "More time", "Mia")
    assert get_playbook(ada, KEY).papers[0].due_days == 30
    old.case.refresh_from_db()
    assert old.case.kind_version == 1
    # Whoever comes late is told, and what they wrote is theirs.
    late = desk.post(at("sketch-about", draft.pk), {"name_en": "Mine"}, follow=True)
    assert "You had written: Mine" in text(late)


def test_a_draft_that_contradicts_itself_is_not_published(desk, draft):
    seen = {"seen": 0, "entry": "parts/beneficiary"}
    desk.post(at("remove-entry", draft.pk, "parts"), seen)
    said = text(desk.get(at("sketch", draft.pk)))
    assert "is asked of “beneficiary”, who is no party" in said
    refused = desk.post(at("publish-sketch", draft.pk), {"seen": "1"})
    assert refused.status_code == 422
    assert Playbook.objects.filter(key=KEY).count() == 1


def test_a_draft_is_thrown_away(desk, draft, mia):
    gone = desk.post(at("discard-sketch", draft.pk), {"seen": "0"})
    assert gone.url == at("playbook", newest_of(mia, KEY).pk)
    assert not open_drafts(mia).exists()


def test_a_copy_is_a_kind_of_its_own(desk, mia, ada):
    page = at("copy-playbook", newest_of(mia, KEY).pk)
    for key, why in ((KEY, "has a playbook named"), ("Not so", "small letters")):
        asked = change(desk, page, key=key, name_en="Ours", name_es="Lo nuestro")
        assert asked.status_code == 422 and why in text(asked)
        assert "Lo nuestro" in text_of(asked)
    change(desk, page, key="ours", name_en="Ours", name_es="Lo nuestro")
    draft = open_drafts(mia).get(key="ours")
    desk.post(at("publish-sketch", draft.pk), {"seen": "0", "note": ""})
    assert begin(ada, playbook="ours").case.kind == "ours"


def test_a_playbook_goes_out_as_a_file_and_comes_in_again(desk, mia):
    row = newest_of(mia, KEY)
    sent = desk.get(at("give-playbook", row.pk))
    words = sent.content.decode()
    assert sent["Content-Disposition"] == f'attachment; filename="{KEY}.yaml"'
    assert words == as_text(row.definition)
    other = words.replace(f"key: {KEY}", "key: theirs", 1)
    file = SimpleUploadedFile("theirs.yaml", other.encode())
    desk.post(at("take-playbook"), {"file": file, "text": ""})
    taken = open_drafts(mia).get(key="theirs").definition
    assert taken == {**row.definition, "key": "theirs", "version": 1}


def test_a_file_that_is_wrong_is_refused_with_the_line_and_stands_in_the_box(desk, mia):
    words = as_text(newest_of(mia, KEY).definition).replace(KEY, "theirs", 1)
    lines = words.splitlines()
    place = next(n for n, one in enumerate(lines) if one.startswith("payer:"))
    wrong = words.replace(lines[place], "payer: nobody")
    file = SimpleUploadedFile("theirs.yaml", wrong.encode())
    asked = desk.post(at("take-playbook"), {"file": file})
    said = text(asked)
    assert asked.status_code == 422
    assert f"Line {place + 1} : The payer “nobody” is no party" in said
    assert "payer: nobody" in text_of(asked)
    for bad, why in (
        ("a: [", "This is not YAML"),
        ("a: &b 1\nc: *b", "names with * are not followed"),
        ("just words", "A playbook is a list of words"),
        ("key: x", "“version” is missing"),
        ("extends: moon", "moon.yaml is not there"),
        ("key: 2026-01-01\nstages: {a: .nan}", "Line 2"),
    ):
        asked = desk.post(at("take-playbook"), {"text": bad})
        assert asked.status_code == 422 and why in text(asked), bad
    assert not open_drafts(mia).exists()


def test_the_whole_draft_is_changed_as_a_text(desk, draft):
    page = at("sketch-text", draft.pk)
    words = boxes(desk.get(page))["text"][0]
    kept = change(
        desk,
        page,
        text=words.replace("receipt_chase_days: 30", "receipt_chase_days: 45"),
    )
    assert kept.status_code == 302, text(kept)
    assert fresh(draft).definition["receipt_chase_days"] == 45
    late = desk.post(page, {"text": words, "seen": "0"})
    assert late.status_code == 422 and "Mia changed this draft" in text(late)


def test_the_preview_speaks_the_language_that_was_chosen(desk, draft):
    page = at("sketch-preview", draft.pk)
    said = text(desk.get(page, {"reads": "es", "as": "beneficiary", "stage": "filed"}))
    assert "Enviado al gobierno" in said and "IOE0000000000" in said
    assert "Enviamos su caso" in said or "Enviamos su petición" in said
    assert "Sent to the government" in text(desk.get(page, {"reads": "en"}))


def test_letters_reminders_invoices_and_tasks_are_written_without_a_developer(
    desk, draft
):
    titled = {"title_en": "After the oath", "title_es": "Después del juramento"}
    letter = {"text_en": "Dear {name},\n\nWell done.", "text_es": "{name}:\n\nBien."}
    for name, said in (
        ("letters", {**titled, **letter, "at": "decision", "to": "petitioner",
                     "role": "paralegal", "review": ""}),
        ("invoices", {"words_en": "Interview", "words_es": "Entrevista",
                      "at": "interview", "cents": "300.00", "to": "trust"}),
        ("tasks", {**titled, "role": "paralegal", "stage": "signature", "days": "3",
                   "business": "on", "review": "attorney", "gate": "send"}),
    ):  # fmt: skip
        kept = change(desk, at("new-entry", draft.pk, name), **said)
        assert kept.status_code == 302, (name, text(kept))
    last = rows(draft, "letters")[-1]
    assert last["text"]["en"] == "Dear {name},\n\nWell done."
    assert (last["id"], last["review"]) == ("after-the-oath", "")
    assert rows(draft, "invoices")[-1]["cents"] == 30000
    task = rows(draft, "tasks")[-1]
    assert (task["due"], task["gate"]) == ({"days": 3, "business": True}, "send")
    page = at("change-entry", draft.pk, "reminders", 0)
    wrong = change(desk, page, own="on", kind_0="nudge", days_0="", ways_0="email")
    assert wrong.status_code == 422 and "Say after how many days." in text(wrong)
    change(desk, page, own="on", kind_0="nudge", days_0="4", ways_0="email",
           kind_1="call", days_1="9")  # fmt: skip
    assert rows(draft, "reminders")[0]["steps"] == [
        {"days": 4, "kind": "nudge", "ways": ["email"]},
        {"days": 9, "kind": "call"},
    ]
    said = text(desk.get(at("sketch", draft.pk)))
    assert "after 4 days: A friendly word to the client (by e-mail)" in said
    assert "As the firm chose for all its cases" in said
    assert "Before this can be published" not in said


def test_what_contradicts_itself_on_a_page_is_told_there(desk, draft):
    page = at("new-entry", draft.pk, "tasks")
    titled = {"title_en": "Both", "title_es": "Los dos"}
    asked = change(desk, page, **titled, role="paralegal", who="petitioner")
    assert asked.status_code == 422 and "one of both" in text(asked)
    asked = change(desk, page, **titled, role="paralegal", gate="send")
    assert "Say who accepts it" in text(asked) and "Los dos" in text_of(asked)
    page = at("new-entry", draft.pk, "letters")
    letter = {"text_en": "Dear {mother}", "text_es": "Hola", "at": "begun"}
    change(desk, page, **titled, **letter, to="payer", role="paralegal")
    said = text(desk.get(at("sketch", draft.pk)))
    assert "not {mother}" in said


def test_the_days_of_a_rule_and_what_it_is_told_have_boxes(desk, draft):
    names = [one["id"] for one in rows(draft, "follow_ups")]
    place = names.index("citizenship by marriage")
    page = at("change-entry", draft.pk, "follow_ups", place)
    shown = boxes(desk.get(page))
    assert shown["told_years"] == ["3"] and shown["dates"] == ["earliest"]
    change(desk, page, told_years="5")
    assert rows(draft, "follow_ups")[place]["told"] == {"years": "5"}
    assert rows(draft, "follow_ups")[place]["days"] == ["earliest"]
