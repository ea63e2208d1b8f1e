"""Asking within one case finds just what asking everywhere finds of it."""

from dataclasses import replace

import pytest
from django.apps import apps

from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.cases.models import CaseRecord
from harborlight.cases.queries import get_case, people_on
from harborlight.firm.actions import join_accounts
from harborlight.firm.models import Membership, Notice, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import MACHINES, Role
from harborlight.firm.tenancy import NotFound
from harborlight.people.actions import accept_invitation
from harborlight.people.models import Invitation
from harborlight.workflow.actions import invite_to_portal
from tests.cast import join
from tests.whole_case import begin, furnish

MODELS = [model for model in apps.get_models() if issubclass(model, CaseRecord)]
ROLES = [role for role in Role if role not in MACHINES]


@pytest.mark.feature("F232")
@pytest.mark.parametrize("role", ROLES)
def test_within_a_case_everybody_sees_what_they_see_of_it_anywhere(
    harbor, clock, ada, role
):
    furnish(clock)
    begun = begin(ada, playbook="practice-spouse")
    somebody = join(harbor, "Somebody", role)
    if role == Role.CLIENT:
        begun.petitioner.person.login_id = somebody.user_id
        begun.petitioner.person.save()
    try:
        case = get_case(somebody, begun.case.pk)
    except NotFound:
        return
    for model in MODELS:
        within = model.objects.visible_in(somebody, case)
        anywhere = model.objects.visible_to(somebody).filter(case=case)
        assert {*within} == {*anywhere}, model
        assert {*model.objects.visible_among(somebody, [case])} == {*within}, model


def test_a_case_found_for_one_person_opens_no_row_to_another(harbor, clock, ada, omar):
    furnish(clock)
    case = get_case(ada, begin(ada, playbook="practice-spouse").case.pk)
    assert MODELS
    for model in MODELS:
        assert not model.objects.visible_in(omar, case).exists(), model
        assert not model.objects.visible_among(omar, [case]).exists(), model


@pytest.mark.feature("F232")
def test_a_wall_stands_before_the_person_under_every_account(harbor, clock, ada, pat):
    furnish(clock)
    case = begin(ada, playbook="practice-spouse").case
    first, second = (join(harbor, name, Role.PARALEGAL) for name in ("Rosa", "Rosa R"))
    rows = [Membership.objects.get(user=one.user_id) for one in (first, second)]
    assert get_case(second, case.pk)
    join_accounts(pat, rows[1], other=rows[0])
    put_on_team(ada, case, user=rows[1].user, part="paralegal")
    raise_wall(ada, case, user=rows[0].user, reason="Her cousin is the other party.")
    rows[1].refresh_from_db()
    with pytest.raises(NotFound):
        get_case(replace(second, human=rows[1].human), case.pk)
    assert second.user_id not in people_on(ada, [case.pk])[case.pk]


def test_only_the_team_is_told_that_a_client_came_into_the_portal(
    harbor, clock, ada, paul
):
    furnish(clock)
    begun = begin(ada, playbook="practice-spouse")
    put_on_team(
        ada, begun.case, user=User.objects.get(pk=paul.user_id), part="paralegal"
    )
    outside = join(harbor, "Olga", Role.INTAKE)
    invite_to_portal(ada, [begun.petitioner])
    token = Invitation.objects.get(person=begun.petitioner.person)
    user = User.objects.create(email=token.email, name="María", joined_at=token.made_at)
    accept_invitation(clock, token, user=user)
    keep_up_in(harbor)
    keep_up_in(harbor)
    told = {one.user_id for one in Notice.objects.filter(kind="case.party-joined")}
    assert paul.user_id in told
    assert not Notice.objects.filter(user=outside.user_id).exists()
