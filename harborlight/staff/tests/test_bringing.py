"""Answers from a file: every row is looked through, and none overwrites unseen."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harborlight.cases.actions import raise_wall
from harborlight.config.commands.facts import command
from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Brought, Entry, Fact
from harborlight.facts.queries import history, sheet
from harborlight.firm.models import Event, User
from harborlight.portal.tests.test_pages import words_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.questions import MOST, questions
from tests.whole_case import begin, furnish

pytestmark = pytest.mark.feature("F060")
TABLE = """fact,value
petitioner.birth.city,San Miguel
petitioner.birth.country,SV
petitioner.addresses[0].street,1200 Bay Street
petitioner.addresses[1].street,7 Pine Street
petitioner.birth.date,12 of never
petitioner.shoe_size,39
sponsor.name.family,Moreno
petitioner.birth.city,Usulután
"""


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada, playbook="practice-spouse")


@pytest.fixture
def desk(paul):
    return at_the_desk(paul)


def bring(desk, begun, content, name="answers.csv"):
    there = reverse("staff:bring-answers", args=[begun.case.pk])
    file = SimpleUploadedFile(
        name, content.encode() if isinstance(content, str) else content
    )
    return desk.post(there, {"file": file})


def boxes(page):
    html = page.content.decode()
    ticked = re.findall(r'name="(take-\d+)"[^>]*checked', html)
    over = dict(re.findall(r'name="(over-\d+)" value="(\w+)"', html))
    return dict.fromkeys(ticked, "1") | over


def known(paul, begun):
    return sheet(paul, begun.case, begun.petitioner.person)


def test_every_row_is_shown_before_it_is_taken(desk, paul, begun):
    person, source = begun.petitioner.person, Source(Fact.Source.ANSWER)
    said = {("birth.country", None): "US"}
    learn(paul, begun.case, person=person, values=said, source=source)
    there = bring(desk, begun, TABLE).url
    page = desk.get(there)
    words = words_of(page)
    assert "3 new" in words and "1 differs" in words
    assert "2 cannot be taken" in words and "2 are no facts" in words
    assert "Known now: United States" in words
    assert "Row 2 says the same fact" in words
    assert "Nobody has this part in the case" in words
    assert not known(paul, begun).get("birth.city")
    done = words_of(desk.post(there, boxes(page), follow=True))
    assert "3 answers are taken" in done
    sheet = known(paul, begun)
    assert sheet.get("birth.city") == "San Miguel"
    assert sheet.get("birth.country") == "US"
    streets = [
        sheet.get("addresses[].street", one) for one in sheet.entries["addresses"]
    ]
    assert streets == ["1200 Bay Street", "7 Pine Street"]
    fact = sheet.values["birth.city", None]
    assert (fact.source, fact.reason) == ("import", "answers.csv, 2")
    # What differs is taken when somebody ticks it, and the history keeps both.
    page = desk.get(there)
    desk.post(there, boxes(page) | {"take-3": "1"})
    rows = history(paul, begun.case, person, "birth.country", None)
    assert [(one.value, one.source) for one in rows] == [
        ("SV", "import"),
        ("US", "answer"),
    ]
    # A second look begins no third address.
    assert "4 the same" in words_of(desk.get(there))
    assert Entry.objects.filter(group="addresses").count() == 2


def test_what_was_answered_meanwhile_is_not_overwritten(desk, paul, begun):
    there = bring(desk, begun, TABLE).url
    page = desk.get(there)
    person, source = begun.petitioner.person, Source(Fact.Source.ANSWER)
    said = {("birth.city", None): "Sonsonate"}
    learn(paul, begun.case, person=person, values=said, source=source)
    done = words_of(desk.post(there, boxes(page), follow=True))
    assert "Some were answered otherwise meanwhile" in done
    assert "Known now: Sonsonate" in done
    assert known(paul, begun).get("birth.city") == "Sonsonate"


NESTED = """
petitioner:
  birth: {city: San Miguel}
  addresses:
    - {street: 1200 Bay Street, current: yes, from: 2019-04}
beneficiary: {birth: {date: 1999}}
"""


def test_facts_as_the_shell_takes_them_are_taken_here(desk, paul, begun):
    words = words_of(desk.get(bring(desk, begun, NESTED, "facts.yaml").url))
    assert "4 new" in words and "1 differs" in words
    whole = json.dumps({"petitioner": {"birth": {"city": "San Miguel"}}})
    assert "1 new" in words_of(desk.get(bring(desk, begun, whole, "facts.json").url))


ONE_LINE = (
    '{"petitioner": {"birth": {"city": "Sonsonate", "country": "SV"}, "sex": "male",'
    ' "sex": "female"}}'
)


def test_facts_that_stand_on_one_line_are_taken_one_by_one(desk, paul, begun):
    """As programs write JSON: each has a number of its own, and says a fact once."""
    there = bring(desk, begun, ONE_LINE, "facts.json").url
    page = desk.get(there)
    words = words_of(page)
    assert "3 new" in words and "Row 3 says the same fact" in words
    first = {name: said for name, said in boxes(page).items() if name.endswith("-1")}
    desk.post(there, first)
    assert known(paul, begun).get("birth.city") == "Sonsonate"
    assert not known(paul, begun).get("birth.country")
    desk.post(there, {"all_new": "1"})
    assert known(paul, begun).get("birth.country") == "SV"
    assert known(paul, begun).get("sex") == "male"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("name;age\nMaria;4\n", "a.csv", "must name the columns"),
        ("fact,value\n" + "petitioner.sex,male\n" * 10_000, "a.csv", "has 10000 rows"),
        (b"fact,value\n\xff\xfe\x00", "a.csv", "Save the table as"),
        ("", "a.csv", "must name the columns"),
        ("a: &x [1]\nb: *x\n", "a.yaml", "Line 2 refers to another one"),
        ("petitioner: [", "a.yaml", "cannot be read as facts"),
        ("[" * 5_000, "a.json", "file"),
        ("just words", "a.yaml", "cannot be read as facts"),
    ],
)
def test_a_file_that_holds_no_answers_is_refused_in_words(
    desk, begun, content, name, said
):
    page = bring(desk, begun, content, name)
    assert page.status_code == 422
    assert said in words_of(page)
    assert not Brought.objects.exists()


def test_a_long_file_stands_on_several_pages(desk, paul, begun):
    lines = [f"petitioner.addresses[{n}].{name},{n} Pine" for n in range(30)
             for name in ("street", "city", "province", "postal_code")]  # fmt: skip
    there = bring(desk, begun, "fact,value\n" + "\n".join(lines)).url
    with CaptureQueriesContext(connection) as captured:
        page = desk.get(there)
    assert len(questions(captured.captured_queries)) <= MOST
    assert "1 to 100 of 120" in words_of(page)
    desk.post(there, {"all_new": "1"})
    assert len(known(paul, begun).entries["addresses"]) == 30
    desk.post(reverse("staff:close-brought-answers", args=[Brought.objects.get().pk]))
    gone = desk.get(there, follow=True)
    assert "Nothing more was wanted of this file" in words_of(gone)
    assert Brought.objects.get().rows == "[]"


def test_the_shell_shows_first_and_takes_what_it_is_told(paul, begun, tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text(TABLE)
    run = CliRunner().invoke
    case = ["--case", begun.case.number]
    shown = run(command, ["import", str(file), *case])
    assert shown.exit_code == 0, shown.output
    assert "2: new: petitioner.birth.city San Miguel" in shown.output
    assert "7: NO FACT: petitioner.shoe_size" in shown.output
    assert not Brought.objects.exists() and not known(paul, begun).get("birth.city")
    # Who looked has read what is known: the log of the firm says so.
    (looked,) = Event.objects.filter(kind="facts.held-against")
    assert looked.role == "operator" and looked.case_id == begun.case.pk
    done = run(command, ["import", str(file), *case, "--take-new", "--json"])
    assert json.loads(done.output)["taken"] == 4
    assert known(paul, begun).get("birth.city") == "San Miguel"
    wrong = run(command, ["import", str(file), *case, "--take", "7"])
    assert wrong.exit_code == 1 and "Row 7 cannot be taken" in wrong.output
    assert (
        "No firm has a case"
        in run(command, ["import", str(file), "--case", "no"]).output
    )


def test_the_shell_tells_nothing_that_is_known_in_a_walled_case(
    ada, pat, paul, begun, tmp_path
):
    person, source = begun.petitioner.person, Source(Fact.Source.ANSWER)
    said = {("birth.city", None): "Sonsonate"}
    learn(paul, begun.case, person=person, values=said, source=source)
    file = tmp_path / "answers.csv"
    file.write_text("fact,value\npetitioner.birth.city,Anywhere\n")
    there = ["import", str(file), "--case", begun.case.number]
    assert "Sonsonate" in CliRunner().invoke(command, there).output
    user = User.objects.get(pk=pat.user_id)
    raise_wall(ada, begun.case, user=user, reason="He knows them.")
    shown = CliRunner().invoke(command, there).output
    assert "2: DIFFERS" in shown and "Sonsonate" not in shown
    assert "Not everybody may open this case" in shown
