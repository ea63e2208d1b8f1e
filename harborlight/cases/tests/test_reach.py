"""Asking within one case finds just what asking everywhere finds of it."""

import pytest
from django.apps import apps

from harborlight.cases.models import CaseRecord
from harborlight.cases.queries import get_case
from harborlight.firm.roles import MACHINES, Role
from harborlight.firm.tenancy import NotFound
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
