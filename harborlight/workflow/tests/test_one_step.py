"""A marriage in one step, from the playbook to the filled forms."""

from datetime import UTC, date, datetime

import pytest

from harborlight.billing.queries import invoices
from harborlight.filings.actions import fill_forms
from harborlight.filings.models import NeededForm
from harborlight.filings.queries import filings, standings
from harborlight.filings.receipts import filed_with
from harborlight.firm.actions import keep_credentials
from harborlight.firm.clock import standing_at
from harborlight.firm.models import User
from harborlight.firm.vault.stored import plain_of
from harborlight.law.fees import fee_schedule
from harborlight.law.packs import NoEdition
from harborlight.packets.standard import ready_sets
from harborlight.papers.reading import read
from harborlight.questionnaires.queries import sent_to
from harborlight.staff.tests.at_the_desk import official_folder
from harborlight.workflow.actions import bill_case
from harborlight.workflow.playbooks import course, starters
from harborlight.workflow.queries import course_of
from tests.whole_case import answer_everything, begin, family, furnish

AT_HAND = official_folder()
FORMS = [
    ("G-1145", "beneficiary"),
    ("G-28", "petitioner"),
    ("G-28", "beneficiary"),
    ("G-28", "beneficiary"),
    ("G-28", "beneficiary"),
    ("I-130", ""),
    ("I-130A", ""),
    ("I-485", "beneficiary"),
    ("I-864", "petitioner"),
    ("I-765", "beneficiary"),
    ("I-131", "beneficiary"),
]


@pytest.fixture
def begun(clock, ada):
    furnish(clock, "one-step-marriage")
    return begin(ada, playbook="one-step-marriage")


@pytest.mark.feature("F029", "F033", "F076", "F115")
def test_a_case_begun_with_it_offers_what_it_should(ada, begun):
    assert {sent.questionnaire.key for sent in sent_to(ada, begun.case)} == {
        "one-step-marriage"
    }
    needed = [one.needed for one in standings(ada, filings(ada, begun.case).get())]
    assert [(one.form, one.client) for one in needed] == FORMS


@pytest.mark.feature("F116")
def test_an_attorney_appears_once_for_each_form_with_a_receipt_of_its_own(ada, begun):
    """A fee of its own is a receipt of its own."""
    needed = NeededForm.objects.filter(filing__case=begun.case)
    paid = {one.form for one in needed if _costs(one.form)}
    appears = [one.concerns for one in needed if one.form == "G-28"]
    assert sorted(appears) == sorted(paid) == ["I-130", "I-131", "I-485", "I-765"]


@pytest.mark.feature("F116")
def test_a_form_that_came_back_goes_again_with_its_own_appearance(ada, begun):
    needed = [*NeededForm.objects.filter(filing__case=begun.case)]
    work = next(one for one in needed if one.form == "I-765")
    again = [(one.form, one.concerns) for one in filed_with(work, needed)]
    assert again == [("I-765", ""), ("G-28", "I-765")]


def _costs(form: str) -> bool:
    rows = [row for row in fee_schedule() if row.is_for(form, "paper")]
    return any(row.cents for row in rows if row.in_force(date(2026, 6, 15)))


def test_the_first_invoice_asks_for_our_fee_and_for_each_of_the_governments(ada, begun):
    bill_case(ada, begun.case, course_of(ada, begun.case))
    lines = [line.cents for line in invoices(ada, begun.case).get().lines.all()]
    assert sorted(lines) == [26000, 63000, 67500, 144000, 420000]


def test_every_paper_of_the_playbook_has_its_exhibit():
    entries = ready_sets()["one-step-marriage"]["entries"]
    kinds = {kind for one in entries for kind in one["kinds"]}
    papers = course(starters()["one-step-marriage"]).papers
    assert {paper.kind for paper in papers} <= kinds


@pytest.mark.skipif(AT_HAND is None, reason="HARBORLIGHT_FORMS holds no blanks here.")
@pytest.mark.everything
@pytest.mark.feature("F072", "F115", "F116")
def test_their_answers_stand_on_all_of_the_agencys_forms(
    settings, ada, paul, pat, maria, omar, begun
):
    settings.FORMS_FOLDER = AT_HAND
    keep_credentials(
        pat,
        User.objects.get(pk=ada.user_id),
        family_name="Okafor",
        given_name="Ada",
        licensing_authority="Texas",
        bar_number="123456",
        phone="+12135550101",
        email="ada@harbor.example",
    )
    answers = family("citizen_and_filipino_husband")
    for party, client in ((begun.petitioner, maria), (begun.beneficiary, omar)):
        party.person.login_id = client.user_id
        party.person.save()
        (sent,) = [one for one in sent_to(ada, begun.case) if one.party_id == party.pk]
        answer_everything(client, sent.pk, answers)
    with pytest.raises(NoEdition, match="takes the edition 09/18/26 now"):
        fill_forms(paul, filings(ada, begun.case).get())
    with standing_at(datetime(2026, 6, 15, 20, tzinfo=UTC)):
        made = fill_forms(paul, filings(ada, begun.case).get())
    assert [(one.form, one.needed.client) for one in made] == FORMS
    lacking = {row["path"] for one in made for row in one.missing}
    assert {path for path in lacking if not path.startswith("attorney.")} == set()
    residence = next(one for one in made if one.form == "I-485")
    assert residence.signers == ["beneficiary"]
    found = read(_pdf(residence))
    shown = {
        "0].Pt1Line1_FamilyName[0]": "Dela Peña",
        "4].Pt2Line3a_CB[0]": True,
        "9].Pt6Line4_FamilyName[0]": "Brandt Núñez",
        "18].Pt9Line56_CB[23]": True,
        "22].Pt3Line7a_Signature[0]": "",
    }
    assert {key: found[f"form1[0].#subform[{key}"] for key in shown} == shown
    appearance = read(_pdf(made[2]))
    assert appearance["form1[0].#subform[1].Line4_Checkbox[1]"] is True
    assert appearance["form1[0].#subform[1].Line4_Checkbox[4]"] is False
    listed = "form1[0].#subform[1].Line1b_ListFormNumber[0]"
    assert [read(_pdf(one))[listed] for one in made[1:5]] == [
        "I-130",
        "I-485",
        "I-765",
        "I-131",
    ]


def _pdf(filled) -> bytes:
    return b"".join(plain_of(filled.file).pieces())
