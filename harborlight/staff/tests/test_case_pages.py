import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from harborlight.cases.actions import (
    close_case,
    put_on_team,
    raise_wall,
    reopen_case,
)
from harborlight.cases.queries import cases, get_case, team, walls
from harborlight.deadlines.actions import set_deadline
from harborlight.deadlines.queries import deadlines_of
from harborlight.firm.clock import today
from harborlight.firm.models import Event, Notice, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.people.actions import (
    WrongBirthDate,
    prove_birth_date,
)
from harborlight.people.models import Invitation
from harborlight.staff.tests.at_the_desk import joined
from harborlight.staff.tests.desk import at, sign_in, text_of
from tests.cast import join
from tests.questions import questions
from tests.whole_case import MARIA, OMAR, begin, furnish

MOST = 12


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


def another(ada, n):
    """One more case, of a couple of its own."""
    return begin(
        ada,
        petitioner=replace(MARIA, email=f"m{n}@example.org", phone=""),
        beneficiary=replace(OMAR, email=f"o{n}@example.org"),
    )


def user(actor):
    return User.objects.get(pk=actor.user_id)


# --- The list ----------------------------------------------------------------


@pytest.mark.feature("F024")
def test_the_list_finds_a_case_by_name_without_accents_and_by_number(begun, ada):
    client = sign_in(ada)
    for words in ("pena", "PEÑA maria", begun.case.number, begun.case.number[-4:]):
        assert begun.case.title in text_of(client.get("/staff/cases/", {"q": words}))
    page = text_of(client.get("/staff/cases/", {"q": "nobody"}))
    assert "No case is like this" in page


@pytest.mark.feature("F038")
def test_the_list_shows_a_stage_ones_own_and_the_closed(begun, ada, paul):
    client = sign_in(paul)

    def shown(**said):
        return begun.case.title in text_of(client.get("/staff/cases/", said))

    assert shown() and shown(stage="intake")
    assert not shown(stage="filed") and not shown(show="mine")
    put_on_team(ada, begun.case, user=user(paul), part="paralegal")
    assert shown(show="mine")
    close_case(ada, begun.case, on=begun.case.opened_on)
    assert shown(show="closed") and not shown()
    assert shown(show="nonsense", stage="nonsense", page="x") is False


def test_thirty_rows_ask_no_more_of_the_database_than_one(
    harbor, begun, ada, django_assert_max_num_queries
):
    roles = (Role.ATTORNEY, Role.PARTNER, Role.PARALEGAL)
    desks = {role: sign_in(join(harbor, f"Nora {role}", role)) for role in roles}
    pages = ("/staff/cases/", "/staff/people/", "/staff/deadlines/", "/staff/")
    set_deadline(
        ada, begun.case, title="One", due_on=begun.case.opened_on, because="So."
    )
    keep_up_in(harbor)
    keep_up_in(harbor)  # who was given tasks by the first reading is told by this one

    def asked():
        with django_assert_max_num_queries(600) as captured:
            return {
                (role, page): len(_asked(client, page, captured))
                for role, client in desks.items()
                for page in pages
            }

    before = asked()
    for n in range(29):
        case = another(ada, n).case
        set_deadline(
            ada, case, title=f"No. {n}", due_on=case.opened_on, because="Why not."
        )
    keep_up_in(harbor)
    after = asked()
    assert after == before
    assert max(after.values()) <= MOST, after


def test_a_case_page_asks_little_however_much_there_is(
    begun, ada, django_assert_max_num_queries
):
    client, page = sign_in(ada), at("case", begun.case.pk)
    for n in range(10):
        set_deadline(
            ada, begun.case, title=f"{n}", due_on=begun.case.opened_on, because="So."
        )
    with django_assert_max_num_queries(60) as captured:
        asked = _asked(client, page, captured)
    assert len(asked) <= MOST, asked


def _asked(client, page, captured):
    client.get(page)
    start = len(captured.captured_queries)
    assert client.get(page).status_code == 200
    return questions(captured.captured_queries[start:])


# --- One case ----------------------------------------------------------------


def test_the_page_of_a_case_shows_its_people_and_what_waits(begun, ada):
    page = text_of(sign_in(ada).get(at("case", begun.case.pk)))
    for words in ("María Rivas Peña", "Omar Haddad", "Petitioner", "Not invited"):
        assert words in page
    assert "Your answers and papers" in page
    # Whoever works on it is not where the case is.
    assert "The case is here" in page and "You are here" not in page
    assert "Nothing waits for us." in page


@pytest.mark.parametrize(
    "name", ["case", "case-team", "case-activity", "new-deadline", "close-case"]
)
def test_a_case_of_another_firm_is_not_there(begun, rita, name):
    client, page = sign_in(rita), at(name, begun.case.pk)
    answer = client.post(page) if name == "close-case" else client.get(page)
    assert answer.status_code == 404


def test_behind_a_wall_there_is_no_case_no_person_no_notice(begun, harbor, ada, paul):
    set_deadline(
        ada, begun.case, title="Quiet", due_on=begun.case.opened_on, because="So."
    )
    raise_wall(ada, begun.case, user=user(paul), reason="His cousin.")
    client = sign_in(paul)
    assert client.get(at("case", begun.case.pk)).status_code == 404
    assert client.get(at("person", begun.petitioner.person_id)).status_code == 404
    deadline = deadlines_of(ada, begun.case).get()
    assert client.get(at("deadline", deadline.pk)).status_code == 404
    for page in ("/staff/", "/staff/cases/", "/staff/people/", "/staff/deadlines/"):
        seen = text_of(client.get(page))
        assert "Rivas" not in seen and "Quiet" not in seen


@pytest.mark.feature("F015")
def test_a_guest_meets_only_the_people_of_the_cases_they_are_named_on(
    harbor, begun, ada
):
    guest = join(harbor, "Gus", Role.OUTSIDE_COUNSEL)
    client, person = sign_in(guest), at("person", begun.petitioner.person_id)
    assert client.get(person).status_code == 404
    put_on_team(ada, begun.case, user=user(guest), part=Role.OUTSIDE_COUNSEL)
    assert client.get(person).status_code == 200


@pytest.mark.feature("F012")
@pytest.mark.parametrize("role", [Role.FINANCE, Role.IT, Role.FIRM_ADMINISTRATOR])
def test_who_does_not_read_the_file_sees_none_of_it(harbor, begun, role):
    client = sign_in(join(harbor, "Nora", role))
    assert client.get("/staff/").status_code == 200
    assert client.get(at("case-team", begun.case.pk)).status_code == 404
    assert client.get(at("case-activity", begun.case.pk)).status_code == 404
    answer = client.get(at("case", begun.case.pk))
    assert answer.status_code == (200 if role == Role.FINANCE else 404)
    assert "What waits" not in text_of(answer)


def test_a_paralegal_does_not_see_the_money(begun, paul, ada):
    page = at("case", begun.case.pk)
    assert 'id="money"' in text_of(sign_in(ada).get(page))
    assert 'id="money"' not in text_of(sign_in(paul).get(page))


def test_somebody_is_invited_again_and_the_link_is_withdrawn(begun, ada):
    client, person = sign_in(ada), begun.petitioner.person_id
    page = at("case", begun.case.pk)
    for _ in range(2):
        answer = client.post(at("invite", begun.case.pk, person), follow=True)
        assert "The invitation to María Rivas Peña is on its way." in text_of(answer)
    assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert "Withdraw the invitation" in text_of(client.get(page))
    client.post(at("withdraw-invitation", begun.case.pk, person))
    assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 0
    told = text_of(client.get(page))
    assert "Withdrawn" in told and "Link not used in time" not in told
    again = client.post(at("withdraw-invitation", begun.case.pk, person))
    assert again.status_code == 404


def test_a_link_that_wrong_dates_of_birth_closed_says_so_and_what_to_do(
    begun, ada, clock
):
    client, person = sign_in(ada), begun.petitioner.person
    client.post(at("invite", begun.case.pk, person.pk))
    link = Invitation.objects.filter(person=person).latest("made_at")
    for _ in range(5):
        with pytest.raises(WrongBirthDate):
            prove_birth_date(clock, link, born=date(1901, 1, 1))
    told = text_of(client.get(at("case", begun.case.pk)))
    assert "Link closed: wrong date of birth" in told
    assert "gave a wrong date of birth five times" in told
    assert "Link not used in time" not in told and "Invite again" in told
    card = text_of(client.get(at("person", person.pk)))
    assert "a wrong date of birth five times" in card
    client.post(at("invite", begun.case.pk, person.pk))
    for page in (at("case", begun.case.pk), at("person", person.pk)):
        assert "wrong date of birth" not in text_of(client.get(page))


def test_nobody_is_invited_without_an_address_or_twice(begun, ada, maria):
    client = sign_in(ada)
    person = begun.petitioner.person
    person.email = ""
    person.save()
    answer = client.post(at("invite", begun.case.pk, person.pk), follow=True)
    assert "needs an e-mail address" in text_of(answer)
    person.login = user(maria)
    person.save()
    answer = client.post(at("invite", begun.case.pk, person.pk), follow=True)
    assert "is in the portal already" in text_of(answer)


def test_nothing_changes_by_looking(begun, ada):
    client, before = sign_in(ada), Event.objects.count()
    person = begun.petitioner.person_id
    for address in (
        at("invite", begun.case.pk, person),
        at("close-case", begun.case.pk),
        at("put-on-team", begun.case.pk),
        at("raise-wall", begun.case.pk),
        at("read-notices"),
    ):
        assert client.get(address).status_code == 405
    assert Event.objects.count() == before


def test_an_attorney_closes_a_case_and_a_paralegal_may_not(begun, ada, paul):
    page = at("close-case", begun.case.pk)
    assert sign_in(paul).post(page).status_code == 403
    assert sign_in(ada).post(page).status_code == 302
    assert get_case(ada, begun.case.pk).closed_on is not None


def test_a_closed_case_is_opened_again_with_a_reason(begun, harbor, ada, paul):
    page = at("reopen-case", begun.case.pk)
    desk = sign_in(ada)
    assert "This case is open already" in text_of(desk.get(page))
    assert desk.post(page, {"reason": "Why not"}).status_code == 422
    desk.post(at("close-case", begun.case.pk))
    again = text_of(desk.post(at("close-case", begun.case.pk), follow=True))
    assert "This case is closed already." in again
    set_deadline(
        ada, begun.case, title="Answer", due_on=begun.case.opened_on, because="It is so"
    )
    assert page in text_of(desk.get(at("case", begun.case.pk)))
    assert page not in text_of(sign_in(paul).get(at("case", begun.case.pk)))
    assert sign_in(paul).get(page).status_code == 403
    assert sign_in(paul).post(page, {"reason": "Mine"}).status_code == 403
    empty = desk.post(page, {"reason": " "})
    assert empty.status_code == 422
    assert "Write why the case is opened again." in text_of(empty)
    assert "Answer" in text_of(empty)
    text = text_of(desk.post(page, {"reason": "An appeal was won"}, follow=True))
    assert "The case is open again" in text
    keep_up_in(harbor)
    assert "An appeal was won" in text_of(desk.get(at("case-activity", begun.case.pk)))
    assert get_case(ada, begun.case.pk).closed_on is None


def test_the_client_reads_that_we_work_again_but_not_why(begun, harbor, ada, maria):
    joined(begun, petitioner=maria)
    close_case(ada, begun.case, on=begun.case.opened_on)
    reopen_case(ada, begun.case, reason="They paid at last")
    keep_up_in(harbor)
    text = text_of(sign_in(maria).get(reverse("portal:case"), follow=True))
    assert "We are working on your case again." in text
    assert "They paid at last" not in text


# --- Team, access, walls ------------------------------------------------------


def test_the_team_of_a_case_is_changed(begun, ada, paul, pat):
    client, page = sign_in(ada), at("case-team", begun.case.pk)
    put = {"user": paul.user_id, "part": "paralegal"}
    answer = client.post(at("put-on-team", begun.case.pk), put, follow=True)
    assert "Paul works on the case now." in text_of(answer)
    client.post(at("name-lead", begun.case.pk), {"lead": pat.user_id})
    assert get_case(ada, begun.case.pk).lead_id == pat.user_id
    member = team(ada, begun.case).get(user=paul.user_id)
    client.post(at("take-off-team", member.pk))
    assert {row.user.name for row in team(ada, begun.case)} == {"Ada", "Pat"}
    answer = client.post(at("put-on-team", begun.case.pk), {"part": "paralegal"})
    assert answer.status_code == 422 and "Put somebody on the case" in text_of(answer)
    assert client.get(page).status_code == 200


def test_the_lead_is_not_taken_off_and_the_page_says_so(begun, ada):
    member = team(ada, begun.case).get()
    answer = sign_in(ada).post(at("take-off-team", member.pk), follow=True)
    assert "Name another lead of the case first." in text_of(answer)


def test_a_case_is_kept_to_its_team(begun, ada, paul, pat):
    page = at("change-access", begun.case.pk)
    answer = sign_in(pat).post(page, {"access": "team"}, follow=True)
    assert "Put yourself on the team first." in text_of(answer)
    assert sign_in(paul).post(page, {"access": "team"}).status_code == 403
    sign_in(ada).post(page, {"access": "team"})
    assert not cases(paul).exists()


@pytest.mark.feature("F044")
def test_a_wall_is_raised_with_a_reason_and_lowered(begun, ada, paul):
    client, page = sign_in(ada), at("raise-wall", begun.case.pk)
    answer = client.post(page, {"user": paul.user_id, "reason": ""})
    assert answer.status_code == 422
    client.post(page, {"user": paul.user_id, "reason": "His cousin."})
    assert not cases(paul).exists()
    assert "His cousin." in text_of(client.get(at("case-team", begun.case.pk)))
    wall = walls(ada, begun.case).get()
    assert sign_in(paul).post(at("lower-wall", wall.pk)).status_code == 404
    client.post(at("lower-wall", wall.pk))
    assert cases(paul).exists()


def test_nobody_raises_a_wall_before_the_lead(begun, ada, pat):
    page = at("raise-wall", begun.case.pk)
    said = {"user": ada.user_id, "reason": "Why not."}
    answer = sign_in(pat).post(page, said)
    assert answer.status_code == 422
    assert "Why not." in text_of(answer)


# --- Activity -----------------------------------------------------------------


@pytest.mark.feature("F025")
def test_the_history_is_told_in_sentences_with_its_numbers(harbor, begun, ada, paul):
    client, page = sign_in(paul), at("case-activity", begun.case.pk)
    assert "not sealed yet" in text_of(client.get(page))
    # Readers act in their turn: they open tasks, and the next time those are sealed.
    while keep_up_in(harbor):
        pass
    seen = text_of(client.get(page))
    assert f"Ada opened the case {begun.case.number}" in seen
    assert "not sealed yet" not in seen
    assert "Ada added Omar Haddad as Beneficiary" in seen
    narrowed = text_of(client.get(page, {"about": "documents", "who": ada.user_id}))
    assert "Ada asked" in narrowed and "opened the case" not in narrowed
    nobody = text_of(client.get(page, {"about": "deadlines"}))
    assert "Nothing like this happened" in nobody


def test_the_history_is_told_in_the_readers_language(harbor, begun, ada):
    client = sign_in(ada)
    page = at("case-activity", begun.case.pk)
    answer = client.get(page, headers={"accept-language": "es"})
    assert "Beneficiario o beneficiaria" in text_of(answer)


# --- Today --------------------------------------------------------------------


@pytest.mark.feature("F144")
def test_today_tells_what_waits_and_news_are_ticked_off(harbor, begun, ada, pat):
    put_on_team(ada, begun.case, user=user(pat), part="partner")
    day = today(harbor.time_zone)
    set_deadline(ada, begun.case, title="Call", due_on=day, because="Promised.")
    set_deadline(
        ada, begun.case, title="Far", due_on=day + timedelta(days=60), because="So."
    )
    keep_up_in(harbor)
    client = sign_in(pat)
    page = text_of(client.get("/staff/"))
    assert "Ada set a deadline: Call" in page
    assert page.count(">Call</a>") == 1 and ">Far</a>" not in page
    assert "You have read everything" not in page
    client.post(at("read-case-notices", begun.case.pk))
    assert "Ada set a deadline: Call" not in text_of(client.get("/staff/"))
    client.post(at("read-notices"))
    assert "You have read everything" in text_of(client.get("/staff/"))
    assert "Ada set a deadline: Call" in text_of(client.get("/staff/notices/?show=all"))


def test_all_notices_are_ticked_off_at_once_and_nobody_elses(harbor, begun, ada, pat):
    put_on_team(ada, begun.case, user=user(pat), part="partner")
    keep_up_in(harbor)
    mine = Notice.objects.filter(user=ada.user_id, read_at__isnull=True).count()
    sign_in(pat).post(at("read-notices"))
    assert not Notice.objects.filter(user=pat.user_id, read_at__isnull=True).exists()
    still = Notice.objects.filter(user=ada.user_id, read_at__isnull=True).count()
    assert still == mine


def test_a_case_closed_to_somebody_is_gone_from_their_news(
    harbor, begun, ada, pat, paul
):
    put_on_team(ada, begun.case, user=user(paul), part="paralegal")
    set_deadline(
        ada, begun.case, title="Quiet", due_on=begun.case.opened_on, because="So."
    )
    keep_up_in(harbor)
    assert "Quiet" in text_of(sign_in(paul).get("/staff/"))
    raise_wall(pat, begun.case, user=user(paul), reason="His cousin.")
    assert "Quiet" not in text_of(sign_in(paul).get("/staff/"))


def test_at_the_top_of_a_case_no_line_ends_within_the_name_of_a_form(ada, begun):
    page = text_of(sign_in(ada).get(reverse("staff:case", args=[begun.case.pk])))
    (title,) = re.findall(r"<h1>(.*?)</h1>", page)
    assert '<span class="nowrap">I-130</span>' in title
    # To whoever searches or listens it is the same word.
    assert "I-130" in re.sub(r"<.*?>", "", title)
