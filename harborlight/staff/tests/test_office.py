import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from harborlight.cases.actions import raise_wall
from harborlight.firm import working
from harborlight.firm.acting import Refused
from harborlight.firm.actions import (
    add_member,
    change_firm,
    found_firm,
    offer_part,
    prove_log,
    waive_second_pair,
)
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, standing_at
from harborlight.firm.events import KINDS
from harborlight.firm.ids import shown
from harborlight.firm.models import (
    Credentials,
    Event,
    Firm,
    Job,
    Membership,
    Notice,
    Offer,
    ReaderPosition,
    Sighting,
    User,
)
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import DESK, MACHINES, STAFF, Role
from harborlight.firm.sightings import note_sighting, write_sightings
from harborlight.firm.signing_in import record_failed
from harborlight.firm.tenancy import inside
from harborlight.firm.welcome import send_offer
from harborlight.staff.tests.desk import sign_in, text_of
from tests.cast import actor_of, join
from tests.questions import questions
from tests.whole_case import begin, furnish

PAGES = {
    "/staff/office/": STAFF,
    "/staff/office/edit/": {Role.FIRM_ADMINISTRATOR, Role.PARTNER},
    "/staff/office/roles/": STAFF,
    "/staff/office/people/": STAFF,
    "/staff/office/people/new/": {Role.FIRM_ADMINISTRATOR, Role.PARTNER},
    "/staff/office/log/": {
        Role.FIRM_ADMINISTRATOR,
        Role.PARTNER,
        Role.IT,
        Role.AUDITOR,
    },
    "/staff/office/looks/": {
        Role.FIRM_ADMINISTRATOR,
        Role.PARTNER,
        Role.IT,
        Role.AUDITOR,
    },
    "/staff/office/jobs/": {Role.FIRM_ADMINISTRATOR, Role.PARTNER, Role.IT},
}


@pytest.fixture
def ines(harbor):
    return join(harbor, "Ines", Role.FIRM_ADMINISTRATOR)


@pytest.fixture
def tim(harbor):
    return join(harbor, "Tim", Role.IT)


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


@pytest.mark.parametrize("role", [r for r in Role if r not in MACHINES])
def test_each_page_of_the_office_is_there_for_its_roles_and_for_nobody_else(
    harbor, role
):
    client = sign_in(join(harbor, "Somebody", role))
    got = {page: client.get(page).status_code for page in PAGES}
    assert got == {page: 200 if role in who else 404 for page, who in PAGES.items()}


def test_no_page_of_the_office_asks_more_than_twelve_questions(
    harbor, begun, pat, ada, paul, ben, ines, tim
):
    for name in ("Uma", "Vic", "Wes"):
        join(harbor, name, Role.PARALEGAL)
    note_sighting(ada, begun.case)
    write_sightings()
    keep_up_in(harbor)
    client = sign_in(pat)
    client.get("/staff/office/")
    pages = [*PAGES, f"/staff/office/people/{User.objects.get(name='Ada').key}/"]
    for page in pages:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(page).status_code == 200
        told = questions(asked)
        assert len(told) <= 12, (page, *(one[:90] + one[-110:] for one in told))


# --- The firm -------------------------------------------------------------------


def settings_of(firm, **also):
    names = ("name", "phone", "email", "time_zone", "street", "unit_kind", "unit",
             "city", "state", "zip")  # fmt: skip
    return {name: getattr(firm, name) for name in names} | also


def test_the_firm_is_renamed_and_the_log_says_by_whom(harbor, ines):
    client = sign_in(ines)
    words = settings_of(harbor, name="Harbour Law", zip="78701", state="tx")
    assert client.post("/staff/office/edit/", words).status_code == 302
    firm = Firm.objects.get(pk=harbor.pk)
    assert (firm.name, firm.state) == ("Harbour Law", "TX")
    assert not firm.requires_second_factor
    assert Event.objects.filter(kind="firm.changed", user_id=ines.user_id).exists()


def test_a_name_begins_no_line_of_a_letter_and_turns_no_word_around(
    harbor, ines, mailoutbox
):
    client = sign_in(ines)
    said = settings_of(harbor, name="Harbor\r\nBcc: x@example.org \u202eLaw")
    client.post("/staff/office/edit/", said)
    assert Firm.objects.get(pk=harbor.pk).name == "Harbor Bcc: x@example.org Law"
    words = {
        "name": "Uma\nPay here: \u2067Novak",
        "email": "\u202auma@example.org\u202c",
    }
    client.post("/staff/office/people/new/", words | {"role": "paralegal"})
    assert Offer.objects.get(email="uma@example.org").name == "Uma Pay here: Novak"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("name", ""), ("zip", "1"), ("state", "Texas"), ("time_zone", "Mars/Olympus"),
     ("email", "nowhere"), ("name", "x" * 201)],
)  # fmt: skip
def test_what_is_wrong_in_the_settings_is_said_at_the_field(harbor, ines, name, wrong):
    words = settings_of(harbor, **{name: wrong})
    response = sign_in(ines).post("/staff/office/edit/", words)
    assert response.status_code == 422
    assert "There is a problem" in text_of(response)
    assert not Event.objects.filter(kind="firm.changed").exists()


def test_that_no_second_step_is_asked_for_stands_on_every_page_of_the_desk(ada):
    page = text_of(sign_in(ada).get("/staff/office/people/"))
    assert "sign in without a second step" in page


@pytest.mark.feature("F239")
def test_staff_must_set_up_a_second_step_once_the_firm_asks_for_it(harbor, ines, ada):
    words = settings_of(harbor, requires_second_factor="on")
    assert sign_in(ines).post("/staff/office/edit/", words).status_code == 302
    response = sign_in(ada).get("/staff/office/")
    assert response.status_code == 302
    assert response["Location"] == "/account/second-factor/"


@pytest.mark.feature("F239")
def test_a_firm_that_is_no_demonstration_cannot_do_without_the_second_step(db):
    real = found_firm(name="Real Law")
    with inside(real):
        boss = join(real, "Boss", Role.PARTNER)
        client = sign_in(boss, second_step=True)
        page = "/staff/office/edit/"
        assert "sign in with a second step" not in text_of(client.get(page))
        assert (
            client.post(page, settings_of(real, name="Really Law")).status_code == 302
        )
        real.refresh_from_db()
        assert real.name == "Really Law" and real.requires_second_factor
        with pytest.raises(Refused, match="Only a demonstration"):
            change_firm(boss, real, requires_second_factor=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Firm.objects.filter(pk=real.pk).update(requires_second_factor=False)


@pytest.mark.feature("F019")
def test_the_only_attorney_waives_the_second_pair_of_eyes_and_asks_for_it_again(
    harbor, ada, ines
):
    client = sign_in(ada)
    assert "Yes, waive it" in text_of(client.get("/staff/office/"))
    client.post("/staff/office/second-pair/waive/")
    assert Firm.objects.get(pk=harbor.pk).waives_second_pair
    assert "Waived" in text_of(sign_in(ines).get("/staff/office/"))
    assert Event.objects.filter(kind="firm.second-pair-waived").count() == 1
    client.post("/staff/office/second-pair/restore/")
    assert not Firm.objects.get(pk=harbor.pk).waives_second_pair


def test_with_a_second_attorney_the_second_pair_of_eyes_cannot_be_waived(
    harbor, ada, pat
):
    client = sign_in(ada)
    assert "Yes, waive it" not in text_of(client.get("/staff/office/"))
    response = client.post("/staff/office/second-pair/waive/", follow=True)
    assert "more than one attorney" in text_of(response)
    assert not Firm.objects.get(pk=harbor.pk).waives_second_pair


def test_the_waiver_ends_when_a_second_attorney_joins(harbor, ada, clock):
    waive_second_pair(ada, harbor)
    add_member(
        Actor.clock(Firm.objects.get(pk=harbor.pk)),
        User.objects.create_user("eve@example.org", name="Eve"),
        role=Role.ATTORNEY,
    )
    assert not Firm.objects.get(pk=harbor.pk).waives_second_pair
    assert Event.objects.filter(kind="firm.second-pair-restored").exists()


def test_who_administers_the_firm_does_not_waive_for_the_attorneys(harbor, ada, ines):
    response = sign_in(ines).post("/staff/office/second-pair/waive/")
    assert response.status_code == 404


# --- People -----------------------------------------------------------------------


@pytest.mark.feature("F243")
def test_somebody_is_asked_by_letter_and_works_here_only_once_they_accept(
    harbor, ines, client, mailoutbox
):
    words = {"name": "Uma Novak", "email": "Uma@Example.org", "role": "paralegal"}
    desk = sign_in(ines)
    page = text_of(desk.post("/staff/office/people/new/", words, follow=True))
    assert "Asked, not answered yet" in page and "Uma Novak" in page
    assert not User.objects.filter(email="uma@example.org").exists()
    link = link_of_letter(mailoutbox)
    assert mailoutbox[-1].to == ["uma@example.org"]
    asked = text_of(client.get(link))
    assert "Harbor Law asks you to join its desk" in asked and "Paralegal" in asked
    assert client.post(link, {"password": "short"}).status_code == 422
    assert not Membership.objects.filter(user__email="uma@example.org").exists()
    client.post(link, {"password": "four words nobody guesses"})
    row = Membership.objects.get(user__email="uma@example.org")
    assert (row.role, row.user.name) == (Role.PARALEGAL, "Uma Novak")
    assert client.get("/staff/office/").status_code == 200
    assert client.get(link).status_code == 410
    assert "not answered yet" not in text_of(desk.get("/staff/office/people/"))
    assert Event.objects.filter(kind="member.accepted", user_id=row.user_id).exists()


def link_of_letter(mailoutbox):
    """Sends the letter that waits, and opens it."""
    job = Job.objects.filter(task__endswith="send_offer").latest("enqueued_at")
    send_offer.func(*job.arguments["args"])
    found = next(w for w in mailoutbox[-1].body.split() if "/account/asked/" in w)
    return "/" + found.split("/", 3)[3]


def test_who_declines_is_nobodys_colleague_and_the_link_is_closed(
    harbor, ines, client, mailoutbox
):
    offer_part(ines, email="uma@example.org", name="Uma Novak", role=Role.INTAKE)
    link = link_of_letter(mailoutbox)
    assert "You declined" in text_of(client.post(link, {"decline": "1"}))
    again = client.post(link, {"password": "four words nobody guesses"})
    assert again.status_code == 410
    assert not User.objects.filter(email="uma@example.org").exists()
    log = text_of(sign_in(ines).get("/staff/office/log/"))
    assert "Uma Novak declined to become Intake" in log


def test_whoever_was_asked_is_asked_no_more_and_an_old_link_is_closed(
    harbor, ines, client, mailoutbox
):
    asking = {"email": "uma@example.org", "name": "Uma Novak", "role": Role.INTAKE}
    offer_part(ines, **asking)
    first = link_of_letter(mailoutbox)
    made = offer_part(ines, **asking)
    second = link_of_letter(mailoutbox)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    with standing_at(now() + timedelta(hours=73)):
        assert client.get(second).status_code == 410
    sign_in(ines).post(f"/staff/office/people/asked/{made.key}/withdraw/")
    assert client.get(second).status_code == 410
    assert client.get("/account/asked/nobody-knows-this/").status_code == 404


def test_a_firm_learns_nothing_of_an_account_before_its_owner_accepts(
    harbor, maria, rival
):
    boss = join(rival, "Boss", Role.PARTNER)
    user = User.objects.get(pk=maria.user_id)
    words = {"name": "x", "email": "MARIA@example.org", "role": "it"}
    with inside(rival):
        desk = sign_in(boss)
        page = text_of(desk.post("/staff/office/people/new/", words, follow=True))
        assert "Maria" not in page
    record_failed(RequestFactory().post("/"), user.email)
    theirs = sign_in(maria)
    assert theirs.get("/").url == "/portal/"
    assert "Rival Law" not in text_of(theirs.get("/account/firm/"))
    with inside(rival):
        assert not Membership.objects.filter(user=user).exists()
        assert not Event.objects.filter(kind__startswith="session.").exists()


def test_the_owner_of_an_account_accepts_and_later_gives_it_up_by_themselves(
    harbor, maria, rival
):
    boss = join(rival, "Boss", Role.PARTNER)
    with inside(rival):
        made = offer_part(boss, email="maria@example.org", name="x", role=Role.IT)
    theirs, page = sign_in(maria), "/account/parts/"
    assert "Rival Law asks you to join its desk" in text_of(theirs.get(page))
    answer = f"/account/parts/asked/{made.key}/"
    assert sign_in(boss).post(answer, {"accept": "1"}).status_code == 404
    assert "You work at Rival Law now" in text_of(
        theirs.post(answer, {"accept": "1"}, follow=True)
    )
    assert theirs.get("/staff/office/").status_code == 200
    with inside(rival):
        row = Membership.objects.get(user=maria.user_id)
    assert sign_in(boss).post(f"{page}{row.key}/leave/").status_code == 404
    theirs.post(f"{page}{row.key}/leave/")
    assert theirs.get("/staff/office/").status_code == 404
    assert theirs.get("/portal/").status_code == 200
    with inside(rival):
        assert Event.objects.filter(kind="member.gave-up").count() == 1
        with pytest.raises(Refused, match="ask them first"):
            add_member(boss, row.user, role=Role.INTAKE)


def test_the_owner_of_an_account_declines_on_their_own_page(harbor, ines, rita):
    made = offer_part(ines, email="rita@example.org", name="Rita", role=Role.INTAKE)
    theirs = sign_in(rita)
    page = theirs.post(f"/account/parts/asked/{made.key}/", {}, follow=True)
    assert "You declined" in text_of(page)
    assert not Membership.objects.filter(user=rita.user_id).exists()


def test_the_link_of_an_account_leads_to_signing_in_and_to_the_answer(
    harbor, ines, rita, ada, client, mailoutbox
):
    offer_part(ines, email="rita@example.org", name="Rita", role=Role.INTAKE)
    link = link_of_letter(mailoutbox)
    assert "Sign in to accept" in text_of(client.get(link))
    client.post(link, {"password": "four words nobody guesses"})
    assert not Membership.objects.filter(user=rita.user_id).exists()
    assert sign_in(rita).get(link).url == "/account/parts/"
    assert "the letter went to another address" in text_of(sign_in(ada).get(link))


@pytest.mark.parametrize(
    "words",
    [
        {"name": "", "email": "x@example.org", "role": "intake"},
        {"name": "X", "email": "nowhere", "role": "intake"},
        {"name": "X", "email": "x@example.org", "role": "client"},
        {"name": "X", "email": "x@example.org", "role": "clock"},
        {"name": "Ada", "email": "ada@example.org", "role": "attorney"},
        {"name": "X", "email": "x@example.org", "role": "partner"},
        {"name": "X", "email": "x@example.org", "role": "attorney"},
        {"name": "X", "email": "x@example.org", "role": "finance"},
        {"name": "Ines", "email": "ines@example.org", "role": "intake"},
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nobody_is_added(ada, ines, words):
    before = (Offer.objects.count(), User.objects.count())
    response = sign_in(ines).post("/staff/office/people/new/", words)
    assert response.status_code == 422, text_of(response)
    assert (Offer.objects.count(), User.objects.count()) == before


def test_a_part_is_ended_and_counts_from_the_next_page_on(harbor, ines, paul):
    theirs = sign_in(paul)
    assert theirs.get("/staff/office/").status_code == 200
    row = Membership.objects.get(user=paul.user_id)
    sign_in(ines).post(f"/staff/office/people/parts/{row.key}/end/")
    assert theirs.get("/staff/office/").status_code == 404


def test_somebody_must_be_left_to_look_after_the_firm(harbor, ines):
    row = Membership.objects.get(user=ines.user_id)
    client = sign_in(ines)
    response = client.post(f"/staff/office/people/parts/{row.key}/end/", follow=True)
    assert "Nobody else is a partner" in text_of(response)
    assert Membership.objects.get(pk=row.pk).until is None


@pytest.mark.feature("F004", "F021", "F230")
def test_only_a_partner_gives_parts_that_approve_or_hold_money(harbor, ines, pat, paul):
    page = f"/staff/office/people/{User.objects.get(pk=paul.user_id).key}/part/"
    for role in ("partner", "attorney", "finance"):
        refused = sign_in(ines).post(page, {"role": role})
        assert refused.status_code == 422 and "Ask a partner" in text_of(refused)
    assert Membership.objects.filter(user=paul.user_id).count() == 1
    assert sign_in(pat).post(page, {"role": "finance"}).status_code == 302


def test_who_administers_ends_no_lawyers_part_and_the_last_partner_stays(
    harbor, ines, pat, ada
):
    for lawyer in (pat, ada):
        row = Membership.objects.get(user=lawyer.user_id)
        end = f"/staff/office/people/parts/{row.key}/end/"
        page = text_of(sign_in(ines).post(end, follow=True))
        assert "Only a partner ends the part of a lawyer" in page
    row = Membership.objects.get(user=pat.user_id)
    for last in (f"/staff/office/people/parts/{row.key}/end/",
                 f"/account/parts/{row.key}/leave/"):  # fmt: skip
        assert "s last partner" in text_of(sign_in(pat).post(last, follow=True))
    assert sign_in(pat).get("/staff/office/").status_code == 200
    row = Membership.objects.get(user=ada.user_id)
    sign_in(pat).post(f"/staff/office/people/parts/{row.key}/end/")
    assert sign_in(ada).get("/staff/office/").status_code == 404


def member_page(client, actor):
    key = User.objects.get(pk=actor.user_id).key
    return text_of(client.get(f"/staff/office/people/{key}/"))


def test_whoever_ends_their_only_part_reads_before_what_they_lose(harbor, ines, pat):
    page = member_page(sign_in(ines), ines)
    assert "It is your only part here: the desk of Harbor Law closes to you" in page
    assert "It can be given to you again by: Pat" in page
    assert "You can give it again" not in page
    row = Membership.objects.get(user=ines.user_id)
    client = sign_in(ines)
    after = client.post(f"/staff/office/people/parts/{row.key}/end/", follow=True)
    assert after.status_code == 200
    assert "Your part as Firm administrator is ended." in text_of(after)


def test_whoever_keeps_another_part_reads_what_the_ended_one_alone_allowed(
    harbor, clock, ines, pat
):
    user = User.objects.get(pk=ines.user_id)
    add_member(clock, user, role=Role.PARALEGAL)
    page = member_page(sign_in(ines), ines)
    assert "You are no longer Firm administrator, at once." in page
    lost = page.split("You lose what no other part of yours allows, in:")[1]
    assert "<li>People of the firm</li>" in lost.split("</ul>")[0]
    # Of deadlines they lose what only an administrator sets; conflict checks are a
    # paralegal's too.
    assert "<li>Conflict checks</li>" not in lost.split("</ul>")[0]
    row = Membership.objects.get(user=user, role=Role.FIRM_ADMINISTRATOR)
    client = sign_in(ines)
    after = client.post(f"/staff/office/people/parts/{row.key}/end/", follow=True)
    assert "Your part as Firm administrator is ended." in text_of(after)


def test_a_part_that_must_stay_has_no_button_but_the_reason(harbor, ines, ada):
    page = member_page(sign_in(ines), ines)
    assert "It cannot be ended now. Nobody else is a partner or a firm" in page
    assert "Yes, end it" not in page
    page = member_page(sign_in(ines), ada)
    assert "Only a partner ends the part of a lawyer." in page
    assert "Yes, end it" not in page


@pytest.mark.feature("F230")
def test_parts_that_only_a_partner_gives_stand_apart_and_cannot_be_chosen(
    harbor, ines, pat, paul
):
    for page in (
        member_page(sign_in(ines), paul),
        text_of(sign_in(ines).get("/staff/office/people/new/")),
    ):
        apart = page.split('<optgroup label="Only a partner gives these">')[1]
        assert apart.split("</optgroup>")[0].count(" disabled") == 3
        assert page.count(" disabled") == 3
    page = member_page(sign_in(pat), paul)
    assert "Only a partner gives these" not in page and " disabled" not in page
    page = member_page(sign_in(ines), ines)
    assert "Nobody but a partner gives a part to themselves." in page
    assert "Add this part" not in page


@pytest.mark.feature("F019")
def test_where_a_name_is_known_the_page_asks_whether_it_is_the_same_person(
    harbor, pat, client, mailoutbox
):
    jose = join(harbor, "José Núñez", Role.PARALEGAL)
    words = {"name": "jose NUNEZ", "email": "jn@example.org", "role": "attorney"}
    desk, new = sign_in(pat), "/staff/office/people/new/"
    asked = desk.post(new, words)
    assert asked.status_code == 422
    assert "Is it the same person?" in text_of(asked)
    assert not Offer.objects.exists()
    assert desk.post(new, words | {"same_as": str(jose.user_id)}).status_code == 302
    link = link_of_letter(mailoutbox)
    client.post(link, {"password": "four words nobody guesses"})
    second = Membership.objects.get(user__email="jn@example.org")
    assert second.human == jose.human
    other = words | {"email": "another@example.org", "same_as": "another"}
    assert desk.post(new, other).status_code == 302


def test_two_accounts_of_one_person_are_no_second_pair_of_eyes(harbor, ines, ada, paul):
    page = f"/staff/office/people/{User.objects.get(pk=ada.user_id).key}/"
    client = sign_in(ines)
    other = str(paul.user_id)
    assert "Yes, one person" in text_of(client.get(page))
    assert client.post(f"{page}same/", {"other": other}).status_code == 302
    humans = Membership.objects.filter(user__in=[ada.user_id, paul.user_id])
    assert humans.values("human").distinct().count() == 1
    assert "paul@example.org" in text_of(client.get(page))
    assert client.post(f"{page}same/", {"other": ""}).status_code == 422


@pytest.mark.feature("F019")
def test_a_partner_takes_back_that_two_accounts_are_one_person_and_the_log_says_so(
    harbor, ines, ada, paul, pat
):
    page = f"/staff/office/people/{User.objects.get(pk=ada.user_id).key}/"
    sign_in(ines).post(f"{page}same/", {"other": str(paul.user_id)})
    assert sign_in(ines).post(f"{page}not-same/").status_code == 404
    desk = sign_in(pat)
    assert "Yes, it is somebody else" in text_of(desk.get(page))
    assert "somebody else" in text_of(desk.post(f"{page}not-same/", follow=True))
    assert "paul@example.org)" in text_of(desk.get(page))
    humans = Membership.objects.filter(user__in=[ada.user_id, paul.user_id])
    assert humans.values("human").distinct().count() == 2
    assert "alone" in text_of(desk.get("/staff/office/log/"))
    again = text_of(desk.post(f"{page}not-same/", follow=True))
    assert "different people already" in again
    assert Event.objects.filter(kind="member.not-same-human").count() == 1


def test_nobody_says_of_themselves_that_they_are_two(harbor, ines, ada, pat):
    page = f"/staff/office/people/{User.objects.get(pk=ada.user_id).key}/"
    sign_in(ines).post(f"{page}same/", {"other": str(pat.user_id)})
    refused = text_of(sign_in(pat).post(f"{page}not-same/", follow=True))
    assert "Another partner must do this" in refused
    humans = Membership.objects.filter(user__in=[ada.user_id, pat.user_id])
    assert humans.values("human").distinct().count() == 1


BAR = {
    "family_name": "Okafor", "given_name": "Ada", "bar_number": "24099999",
    "licensing_authority": "Supreme Court of Texas", "uscis_account": "012345678901",
}  # fmt: skip


def test_the_bar_details_of_an_attorney_are_kept_for_the_g28(harbor, ines, ada):
    page = f"/staff/office/people/{User.objects.get(pk=ada.user_id).key}/"
    client = sign_in(ines)
    assert "cannot be filled" in text_of(client.get(page))
    assert client.post(f"{page}bar/", BAR).status_code == 302
    assert Credentials.objects.get(user=ada.user_id).bar_number == "24099999"
    wrong = client.post(f"{page}bar/", BAR | {"uscis_account": "12"})
    assert wrong.status_code == 422 and "twelve digits" in text_of(wrong)


CHANGES = ("part/", "same/", "not-same/", "bar/")


@pytest.mark.parametrize("role", [Role.ATTORNEY, Role.PARALEGAL, Role.AUDITOR, Role.IT])
def test_others_change_nobodys_part(harbor, ada, role):
    client = sign_in(join(harbor, "Somebody", role))
    page = f"/staff/office/people/{User.objects.get(pk=ada.user_id).key}/"
    row = Membership.objects.get(user=ada.user_id)
    for address in (*(page + one for one in CHANGES),
                    f"/staff/office/people/parts/{row.key}/end/"):  # fmt: skip
        assert client.post(address, BAR).status_code == 404
    assert "Yes, end it" not in text_of(client.get(page))


def test_nobody_of_another_firm_is_there(harbor, ada, rival, rita):
    boss = join(rival, "Boss", Role.PARTNER)
    client = sign_in(boss)
    user, row = (
        User.objects.get(pk=ada.user_id),
        Membership.objects.get(user=ada.user_id),
    )
    event = Event.objects.order_by("at").first()
    job = Job.objects.create(
        firm=harbor, task="x", arguments={}, run_after=event.at, enqueued_at=event.at
    )
    page = f"/staff/office/people/{user.key}/"
    assert client.get(page).status_code == 404
    assert client.get(f"/staff/office/log/{event.key}/").status_code == 404
    for address in (*(page + one for one in CHANGES),
                    f"/staff/office/people/parts/{row.key}/end/",
                    f"/staff/office/jobs/{shown(job.pk)}/retry/"):  # fmt: skip
        assert client.post(address, BAR).status_code == 404, address


# --- Roles ------------------------------------------------------------------------


def test_the_page_of_roles_is_printed_from_the_kinds_of_event(ada):
    page = text_of(sign_in(ada).get("/staff/office/roles/"))
    assert all(f"{role.label}" in page for role in DESK)
    ours = [kind for kind in KINDS.values() if kind.by - MACHINES]
    listed = re.findall(r"<li>([^<]+)</li>", page)
    assert len(listed) == len(ours)
    assert not [one for one in listed if "… …" in one or one.endswith(": …")]
    assert all(one[0].isupper() or one[0] == "…" for one in listed)
    # Who may do the same is named once, not beside each thing that they may.
    cases = page.split('aria-label="Cases"')[1].split("</section>")[0]
    above = re.findall(r'text-soft">([^<]+)</p>', cases)
    assert len(above) == len(set(above)) < cases.count("<li>") / 2
    auditors = text_of(sign_in(ada).get("/staff/office/roles/?role=auditor"))
    assert "approved the form" not in auditors


# --- The log ------------------------------------------------------------------------


@pytest.mark.feature("F234", "F235", "F323")
def test_the_log_shows_what_happened_and_filters_it(begun, pat, ada):
    keep_up_in(pat.firm)
    client = sign_in(pat)
    page = text_of(client.get("/staff/office/log/"))
    assert "began the case" in page and begun.case.number in page
    only = text_of(client.get("/staff/office/log/?about=firm"))
    assert "set up the firm" in only and "began the case" not in only
    key = User.objects.get(pk=ada.user_id).key
    hers = text_of(client.get(f"/staff/office/log/?who={key}"))
    assert "began the case" in hers and "set up the firm" not in hers
    assert "Nothing like this" in text_of(
        client.get("/staff/office/log/?since=2001-01-01&until=2001-01-02")
    )
    for nonsense in ("?since=yesterday", "?who=zzz", "?about=x", "?before=1"):
        assert client.get(f"/staff/office/log/{nonsense}").status_code == 200


def test_one_walks_back_through_a_long_log_page_by_page(begun, pat, monkeypatch):
    monkeypatch.setattr("harborlight.staff.views.audit.ROWS", 10)
    client, address, seen = sign_in(pat), "/staff/office/log/", []
    while address:
        page = client.get(address)
        seen += [line.row.pk for line in page.context["lines"]]
        older = page.context["older"]
        address = f"/staff/office/log/?before={shown(older)}" if older else ""
    assert len(seen) == len(set(seen)) == Event.objects.count()


def test_an_entry_says_what_changed(harbor, ines):
    client = sign_in(ines)
    client.post("/staff/office/edit/", settings_of(harbor, name="Harbour Law"))
    event = Event.objects.get(kind="firm.changed")
    page = text_of(client.get(f"/staff/office/log/{event.key}/"))
    assert "Harbor Law" in page and "Harbour Law" in page


def test_who_opens_no_cases_does_not_learn_of_clients_from_the_log(begun, tim, maria):
    note_sighting(maria, begun.case)
    write_sightings()
    client = sign_in(tim)
    for page in ("/staff/office/log/", "/staff/office/looks/"):
        text = text_of(client.get(page))
        assert "Rivas" not in text and begun.case.number not in text
        assert "closed to you" in text.casefold()
    event = Event.objects.filter(case_id=begun.case.pk).first()
    assert client.get(f"/staff/office/log/{event.key}/").status_code == 404
    kept = client.post("/staff/office/log/file/", {"as_file": "jsonl"})
    told = [row for row in kept.content.decode().splitlines() if "Maria" in row]
    assert told == []


def test_a_wrong_password_of_a_client_names_nobody_to_who_opens_no_cases(
    begun, tim, ada, maria
):
    record_failed(RequestFactory().post("/"), User.objects.get(pk=maria.user_id).email)
    record_failed(RequestFactory().post("/"), User.objects.get(pk=ada.user_id).email)
    text = text_of(sign_in(tim).get("/staff/office/log/?kind=session."))
    assert maria.name not in text and f"failed to sign in as {ada.name}" in text


def test_a_wall_stands_before_the_log_too(begun, ada, pat, harbor):
    uma = join(harbor, "Uma", Role.PARTNER)
    raise_wall(ada, begun.case, user=User.objects.get(pk=uma.user_id), reason="Hers")
    page = text_of(sign_in(uma).get("/staff/office/log/"))
    assert "Rivas" not in page and begun.case.number not in page
    assert begun.case.number in text_of(sign_in(pat).get("/staff/office/log/"))


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.feature("F235", "F241")
def test_the_log_is_taken_away_as_a_file_and_that_is_an_event(begun, pat, kind):
    client = sign_in(pat)
    response = client.post(
        "/staff/office/log/file/", {"as_file": kind, "about": "case"}
    )
    text = response.content.decode()
    rows = (
        [*csv.DictReader(io.StringIO(text))]
        if kind == "csv"
        else [json.loads(line) for line in text.splitlines()]
    )
    assert len(rows) == Event.objects.filter(kind__startswith="case.").count() > 3
    assert {row["case"] for row in rows} == {begun.case.number}
    assert Event.objects.filter(kind="log.exported").count() == 1


def test_no_cell_of_the_file_is_a_formula(pat, harbor):
    user = User.objects.create_user("x@example.org", name="=HYPERLINK(1)")
    add_member(Actor.clock(harbor), user, role=Role.INTAKE)
    client = sign_in(actor_of(Membership.objects.get(user=user)))
    client.get("/staff/")
    prove_log(Actor(harbor, frozenset({Role.IT}), "=1+1", pat.user_id))
    response = sign_in(pat).post("/staff/office/log/file/", {"as_file": "csv"})
    whos = [
        row["who"] for row in csv.DictReader(io.StringIO(response.content.decode()))
    ]
    assert "'=1+1" in whos and "=1+1" not in whos


def test_the_chain_is_proved_now_and_the_page_says_so(begun, pat):
    keep_up_in(pat.firm)
    client = sign_in(pat)
    assert "Not proved yet" in text_of(client.get("/staff/office/log/"))
    page = text_of(client.post("/staff/office/log/prove/", follow=True))
    assert "The log is whole" in page and "none changed" in page


@pytest.mark.feature("F235")
def test_a_changed_row_is_named_on_the_page_and_told_to_the_administrators(
    begun, pat, ines, harbor
):
    keep_up_in(harbor)
    event = Event.objects.get(n=5)
    tamper(event)
    page = text_of(sign_in(pat).post("/staff/office/log/prove/", follow=True))
    assert "The log was changed" in page and str(event.pk) in page
    assert "at number 5" in page
    keep_up_in(harbor)
    found = Event.objects.get(kind="log.broken")
    assert {row.user_id for row in Notice.objects.filter(event_id=found.pk)} >= {
        ines.user_id
    }


def tamper(event):
    """What somebody with the database in their hands could do."""
    table = Event._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            pytest.skip("the application's role cannot take the guard away")
        cursor.execute(f'DROP TRIGGER "{table}_fixed"')
        cursor.execute(
            f"UPDATE {table} SET place = 'x' WHERE id = %s",
            [event.pk.hex],
        )


# --- Looks ------------------------------------------------------------------------


@pytest.mark.feature("F240")
def test_who_looked_at_a_case_stands_there(begun, pat, ada):
    note_sighting(ada, begun.case)
    note_sighting(ada, begun.case)
    assert write_sightings() == 1
    assert Sighting.objects.count() == 1
    page = text_of(sign_in(pat).get("/staff/office/looks/"))
    assert "Ada" in page and begun.case.number in page


@pytest.mark.feature("F240")
def test_looks_are_told_ten_minutes_by_ten_minutes(begun, pat, ada, ines):
    person = begun.petitioner.person
    for subject in (begun.case, person):
        note_sighting(ada, subject)
    note_sighting(pat, begun.case)
    write_sightings()
    page = text_of(sign_in(pat).get("/staff/office/looks/"))
    assert page.count('aria-labelledby="at-') == page.count(">Ada</p>") == 1
    assert begun.case.called in page and "A case" in page
    blind = text_of(sign_in(ines).get("/staff/office/looks/"))
    assert "3 looks at things that are closed to you" in blind
    assert begun.case.number not in blind and ">Ada</p>" not in blind
    key = User.objects.get(pk=ines.user_id).key
    empty = text_of(sign_in(pat).get(f"/staff/office/looks/?who={key}"))
    assert "They looked at nothing yet" in empty


# --- Background work -----------------------------------------------------------------


def broken_job(firm, attempts=working.MAX_ATTEMPTS):
    """A job that can never be done, as often as it is tried."""
    from harborlight.firm.clock import now

    job = Job.objects.create(
        firm=firm,
        task="harborlight.firm.welcome.send_offer",
        arguments={"args": ["not an id", ""], "kwargs": {}},
        attempts=attempts - 1,
        run_after=now(),
        enqueued_at=now(),
    )
    (taken,) = working.claim()
    working.run(taken)
    return Job.objects.get(pk=job.pk)


def test_a_job_that_was_given_up_shows_its_error_and_can_be_tried_again(harbor, tim):
    job = broken_job(harbor)
    assert job.state == Job.GIVEN_UP
    assert Event.objects.filter(kind="job.given-up").count() == 1
    client = sign_in(tim)
    page = text_of(client.get("/staff/office/jobs/"))
    assert "ValueError" in page and "Ask somebody to work here" in page
    client.post(f"/staff/office/jobs/{shown(job.pk)}/retry/")
    assert Job.objects.get(pk=job.pk).state == Job.READY
    assert Event.objects.filter(kind="job.retried", user_id=tim.user_id).exists()
    again = client.post(f"/staff/office/jobs/{shown(job.pk)}/retry/", follow=True)
    assert "already" in text_of(again)
    assert Event.objects.filter(kind="job.retried").count() == 1


def test_a_job_that_will_be_tried_again_tells_of_its_failure(harbor, tim):
    broken_job(harbor, attempts=2)
    page = text_of(sign_in(tim).get("/staff/office/jobs/?state=ready"))
    assert "next try" in page and "ValueError" in page
    assert not Event.objects.filter(kind="job.given-up").exists()


def test_the_page_tells_when_things_happen_by_themselves_and_what_is_stuck(harbor, tim):
    keep_up_in(harbor)
    ReaderPosition.objects.filter(reader="timeline").update(trouble="It broke.")
    page = text_of(sign_in(tim).get("/staff/office/jobs/"))
    assert "prove the log of events" in page and "Next" in page
    assert "Stuck" in page and "It broke." in page


def test_partners_see_background_work_and_leave_trying_again_to_others(harbor, pat):
    job = broken_job(harbor)
    client = sign_in(pat)
    address = f"/staff/office/jobs/{shown(job.pk)}/retry/"
    assert address not in text_of(client.get("/staff/office/jobs/"))
    assert client.post(address).status_code == 404


def test_changes_are_made_by_post_alone(harbor, ines):
    client = sign_in(ines)
    for address in ("log/prove/", "log/file/"):
        assert client.get(f"/staff/office/{address}").status_code == 405
