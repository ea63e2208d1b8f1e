"""A paper finds who looks at it: by the firm's rules, never past a wall, and with the reason."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.documents.actions import (
    About,
    Checked,
    accept_version,
    add_rule,
    assign_version,
    move_rule,
    receive_document,
    request_document,
)
from harborlight.documents.models import Assignment, RoutingRule, Version
from harborlight.documents.queries import asked, to_review
from harborlight.documents.routing import assignment_of, rules, workload
from harborlight.firm.acting import Refused
from harborlight.firm.actions import end_membership
from harborlight.firm.models import Membership, Notice, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.vault.stored import keep_bytes
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.cast import join
from tests.pages import text
from tests.whole_case import begin, furnish

ANY = dict.fromkeys(
    ("kind", "playbook", "paper_language", "client_language", "party", "role"), ""
) | {"user": None}


def user_of(actor):
    return User.objects.get(pk=actor.user_id)


def rule(pat, **said):
    return add_rule(pat, **(ANY | said))


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock, "n400")
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


def send(harbor, maria, begun, kind="passport", language="es"):
    asking = next(
        one.request for one in asked(maria, begun.case) if one.request.kind == kind
    )
    file = keep_bytes(harbor, begun.case.pk, b"a picture")
    checked = Checked(file, "a.jpg", "jpeg", 1)
    found = receive_document(
        maria, asking, checked=checked, about=About(language=language)
    )
    keep_up_in(harbor)
    keep_up_in(harbor)  # what the reader did is an event too
    return found


def looks(ada, version):
    version = Version.objects.select_related("case").get(pk=version.pk)
    given = assignment_of(ada, version)
    return given.user.name if given else None


@pytest.mark.feature("F094", "F103")
def test_the_first_rule_that_fits_decides_and_says_why(
    harbor, pat, ada, paul, maria, begun
):
    rule(pat, paper_language="fr", target="person", user=user_of(pat))
    rule(pat, kind="passport", paper_language="es", target="least", role="paralegal")
    rule(pat, target="person", user=user_of(pat))
    came = send(harbor, maria, begun)
    assert looks(ada, came) == "Paul"
    because = assignment_of(ada, came).because["en"]
    assert because == "A rule names whoever of a part has the least to do."
    assert looks(ada, send(harbor, maria, begun, "marriage certificate")) == "Pat"
    assert workload(ada)[paul.user_id] == 1


@pytest.mark.feature("F094")
@pytest.mark.parametrize(
    ("condition", "fits", "another"),
    [
        ("kind", "marriage certificate", "passport"),
        ("playbook", "i130-spouse", "n400"),
        ("paper_language", "pt", "es"),
        ("client_language", "en", "es"),
        ("party", "petitioner", "beneficiary"),
    ],
)
def test_each_condition_of_a_rule_decides_alone(
    harbor, pat, ada, paul, maria, begun, condition, fits, another
):
    # The paper is in Portuguese; whoever sent it reads our words in English.
    rule(pat, target="person", user=user_of(paul), **{condition: another})
    rule(pat, target="person", user=user_of(pat), **{condition: fits})
    came = send(harbor, maria, begun, "marriage certificate", language="pt")
    assert looks(ada, came) == "Pat"


@pytest.mark.feature("F094")
def test_without_a_rule_the_lead_looks_at_it(harbor, ada, maria, begun):
    came = send(harbor, maria, begun)
    assert looks(ada, came) == "Ada"
    assert "No rule is about such a paper" in assignment_of(ada, came).because["en"]


@pytest.mark.feature("F094")
def test_whoever_has_the_least_to_look_at_gets_the_next_one(
    harbor, pat, ada, paul, maria, begun
):
    join(harbor, "Petra", Role.PARALEGAL)
    rule(pat, target="least", role="paralegal")
    names = [
        looks(ada, send(harbor, maria, begun, kind))
        for kind in ("passport", "marriage certificate")
    ]
    assert sorted(names) == ["Paul", "Petra"]
    assert sorted(workload(ada).values()) == [1, 1]
    first = Version.objects.get(document__kind="passport")
    accept_version(ada, first)
    assert looks(ada, send(harbor, maria, begun, "shared life")) == names[0]
    assert sum(workload(ada).values()) == 2


@pytest.mark.feature("F094")
def test_a_paper_is_never_given_to_somebody_behind_a_wall(
    harbor, pat, ada, paul, maria, begun
):
    raise_wall(ada, begun.case, user=user_of(paul), reason="A cousin")
    rule(pat, target="person", user=user_of(paul))
    came = send(harbor, maria, begun)
    assert looks(ada, came) == "Ada"
    assert (
        "Nobody whom the rules name may look" in assignment_of(ada, came).because["en"]
    )
    # The lead is told, for no rule of the firm did it.
    assert Notice.objects.filter(kind="document.assigned", user=ada.user_id).exists()
    with pytest.raises(Refused, match="may not look"):
        assign_version(ada, came, to=user_of(paul))
    assert paul.user_id not in workload(ada)


@pytest.mark.feature("F094")
def test_a_wall_raised_later_takes_the_paper_away_again(
    harbor, pat, ada, paul, maria, begun
):
    rule(pat, target="person", user=user_of(paul))
    came = send(harbor, maria, begun)
    assert looks(ada, came) == "Paul"
    raise_wall(ada, begun.case, user=user_of(paul), reason="A cousin")
    keep_up_in(harbor)
    assert looks(ada, came) == "Ada"


@pytest.mark.feature("F094")
def test_the_papers_of_somebody_who_leaves_go_to_others(
    harbor, pat, ada, paul, maria, begun
):
    rule(pat, target="person", user=user_of(paul))
    came = send(harbor, maria, begun)
    assert looks(ada, came) == "Paul"
    end_membership(pat, Membership.objects.get(user=paul.user_id, role=Role.PARALEGAL))
    keep_up_in(harbor)
    assert looks(ada, came) == "Ada"
    assert Assignment.objects.filter(version=came).count() == 2


@pytest.mark.feature("F111", "F112")
def test_mine_is_also_what_was_given_to_me_and_i_am_told(
    harbor, pat, ada, paul, maria, begun
):
    rule(pat, target="person", user=user_of(paul))
    came = send(harbor, maria, begun)
    assert [one.pk for one in to_review(paul, mine=True)] == [came.pk]
    assert not to_review(pat, mine=True).exists()
    assert Notice.objects.filter(kind="document.assigned", user=paul.user_id).exists()
    page = text(at_the_desk(ada).get(reverse("staff:review-version", args=[came.pk])))
    assert "Paul looks at it." in page
    there = reverse("staff:assign-version", args=[came.pk])
    desk = at_the_desk(ada)
    assert "Choose who should look at it." in text(desk.post(there, {"to": ""}))
    done = desk.post(there, {"to": str(pat.user_id)}, follow=True)
    assert "Pat looks at it now." in text(done)
    assert [one.pk for one in to_review(pat, mine=True)] == [came.pk]
    keep_up_in(harbor)
    assert Notice.objects.filter(kind="document.assigned", user=pat.user_id).exists()


@pytest.mark.feature("F094")
def test_the_office_adds_tries_and_moves_rules(harbor, pat, ada, paul, begun):
    put_on_team(ada, begun.case, user=user_of(paul), part=Role.PARALEGAL)
    desk, page = at_the_desk(pat), reverse("staff:routing")
    assert "No rules yet" in text(desk.get(page))
    half = desk.post(page, {"kind": "passport", "target": "least"})
    assert half.status_code == 422 and "Choose the part." in text(half)
    desk.post(page, {"target": "person", "user": str(pat.user_id)})
    said = {"kind": "passport", "paper_language": "es", "target": "seat"}
    shown = text(desk.post(page, {**said, "role": "paralegal"}, follow=True))
    assert "paper in Spanish" in shown
    assert "The Paralegal on the team of the case" in shown
    asks = {"kind": "passport", "paper_language": "es", "number": begun.case.number}
    asks |= {"playbook": "", "client_language": "", "party": ""}
    assert "It goes to Pat" in text(desk.get(page, asks))
    desk.post(reverse("staff:move-rule", args=[rules(pat)[1].pk]), {"to": "earlier"})
    tried = text(desk.get(page, asks))
    assert "It goes to Paul" in tried and "Fits: this rule decides" in tried
    asks["kind"] = "marriage certificate"
    assert "Not about it: the kind of paper differs" in text(desk.get(page, asks))
    asks["number"] = "1999-0001"
    assert "No such case is open to you" in text(desk.get(page, asks))
    desk.post(reverse("staff:withdraw-rule", args=[rules(pat)[0].pk]))
    assert len(rules(pat)) == 1
    assert at_the_desk(ada).get(page).status_code == 404


def test_a_rule_is_moved_no_further_than_the_end(pat):
    first = rule(pat, target="least", role="paralegal")
    second = rule(pat, target="least", role="attorney")
    move_rule(pat, first, up=True)
    move_rule(pat, second, up=False)
    assert [one.pk for one in rules(pat)] == [first.pk, second.pk]
    assert RoutingRule.objects.count() == 2


def test_papers_that_somebody_filed_for_the_office_are_nobodys_to_check(
    harbor, ada, begun
):
    request_document(
        ada,
        begun.case,
        person=begun.petitioner.person,
        kind="letter",
        title={"en": "A letter", "es": "Una carta"},
    )
    keep_up_in(harbor)
    assert not Assignment.objects.exists()
