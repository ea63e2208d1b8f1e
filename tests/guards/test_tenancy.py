"""The walls around each table: of the firm, of the case, and of the database itself."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from harborlight.cases.models import CaseRecord
from harborlight.firm.acting import Refused
from harborlight.firm.models import Firm, FirmRecord, Job
from harborlight.firm.tenancy import FirmManager, OutsideFirm, inside
from harborlight.firm.walls import firm_tables
from harborlight.people.actions import change_person, invite_person
from harborlight.people.models import Person
from harborlight.trust.models import Account
from harborlight.trust.queries import books, three_way
from tests.cast import actor_of
from tests.guards.world import World

RECORDS = [model for model in apps.get_models() if issubclass(model, FirmRecord)]
CASE_RECORDS = [model for model in RECORDS if issubclass(model, CaseRecord)]
# Tables whose rows are of no one firm, and why. Whatever is new is a FirmRecord.
OF_NO_FIRM = {
    "firm.Firm": "it is the firm",
    "firm.User": "one person signs in to several firms; Membership says to which",
    "firm.Job": "some work is of the house; its wall is the database's, for work of a firm",
    "firm.Fired": "a moment of the schedule is of the house",
    "firm.PutBy": "what a form sent while nobody was signed in; sealed, and its user's",
    "auth.Group": "Django's; nobody is put into one, parts are memberships",
    "auth.Group_permissions": "Django's, of the groups that nobody is in",
    "auth.Permission": "Django's; nobody is given one, events say who may",
    "contenttypes.ContentType": "Django's list of models",
    "sessions.Session": "an account's; which firm it looks at stands inside",
    "account.EmailAddress": "allauth's, of an account",
    "account.EmailConfirmation": "allauth's, of an account",
    "mfa.Authenticator": "allauth's: a second factor is the account's, for all its firms",
    "usersessions.UserSession": "allauth's, of an account",
}
postgres = pytest.mark.skipif(
    not settings.ON_POSTGRES, reason="row-level security is PostgreSQL's"
)


def label(model):
    return model._meta.label


def _actor(world: World, name: str):
    from harborlight.firm.models import Membership
    from harborlight.firm.tenancy import everywhere

    persona = world.personas[name]
    with everywhere("guards ask who somebody is"):
        rows = Membership.objects.filter(user=persona.user).select_related(
            "firm", "user"
        )
        return actor_of(rows.get())


@pytest.mark.feature("F044")
@pytest.mark.parametrize("model", RECORDS, ids=label)
def test_another_firm_sees_no_row(world: World, model):
    with inside(world.harbor):
        mine = {*model.objects.values_list("pk", flat=True)}
    assert mine, "there is no row to see: add one to tests/guards/canaries"
    rita = _actor(world, "rival partner")
    with inside(world.rival):
        assert not model.objects.filter(pk__in=mine).exists()
        assert not model.objects.visible_to(rita).filter(pk__in=mine).exists()
        assert not model._base_manager.filter(pk__in=mine).exists()
        assert model.objects.exists(), "and there is a row of the other firm"


@pytest.mark.parametrize("model", CASE_RECORDS, ids=label)
def test_another_client_sees_no_row_of_the_case(world: World, model):
    zoe = _actor(world, "another client")
    with inside(world.harbor):
        of_the_case = model.objects.filter(case=world.first.case)
        assert of_the_case.exists(), "there is no row to see"
        assert not model.objects.visible_to(zoe).filter(case=world.first.case).exists()


@pytest.mark.feature("F231")
@pytest.mark.parametrize("model", CASE_RECORDS, ids=label)
def test_a_wall_beats_every_role(world: World, model):
    walled = _actor(world, "walled partner")
    partner = _actor(world, "partner")
    with inside(world.harbor):
        rows = model.objects.filter(case=world.first.case)
        assert not rows.filter(model.reach(walled)).exists()
        assert rows.filter(model.reach(partner)).exists()


@pytest.mark.feature("F231")
def test_a_wall_hides_the_people_and_the_money_of_a_case_too(world: World):
    """Cards and accounts belong to the firm; whoever is walled off meets neither."""
    walled, partner = _actor(world, "walled partner"), _actor(world, "partner")
    with inside(world.harbor):
        person = world.first.petitioner.person
        accounts = Account.objects.filter(case=world.first.case)
        for rows in (Person.objects.filter(pk=person.pk), accounts):
            assert rows.filter(rows.model.reach(partner)).exists()
            assert not rows.filter(rows.model.reach(walled)).exists()
        with pytest.raises(Refused):
            change_person(walled, person, phone="+15125550199")
        with pytest.raises(Refused):
            invite_person(walled, person)
        # What stands in the books is the same sum for both.
        assert three_way(walled) == three_way(partner)
        assert books(walled) == books(partner)


@pytest.mark.parametrize("model", CASE_RECORDS, ids=label)
def test_a_client_sees_of_their_own_case_what_the_model_says(world: World, model):
    maria = _actor(world, "client")
    says = model.client_reach.__func__ is not CaseRecord.client_reach.__func__
    with inside(world.harbor):
        seen = model.objects.visible_to(maria).filter(case=world.first.case).exists()
    assert seen == says


@pytest.mark.parametrize("model", RECORDS, ids=label)
def test_a_query_outside_a_firm_fails_loudly(world: World, model):
    with pytest.raises(OutsideFirm):
        model.objects.exists()


@postgres
@pytest.mark.parametrize("model", firm_tables(), ids=label)
def test_the_database_itself_keeps_the_firms_apart(world: World, model):
    table = model._meta.db_table
    with inside(world.rival), connection.cursor() as cursor:
        cursor.execute(
            f'SELECT count(*) FROM "{table}" WHERE firm_id = %s', [world.harbor.pk]
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        assert cursor.fetchone()[0] > 0
        cursor.execute(
            f'UPDATE "{table}" SET firm_id = firm_id WHERE firm_id = %s',
            [world.harbor.pk],
        )
        assert cursor.rowcount == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.firm', '', true)")
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE firm_id IS NOT NULL')
        assert cursor.fetchone() == (0,), "outside a firm there are no rows"


@postgres
@pytest.mark.parametrize("model", firm_tables(), ids=label)
def test_no_row_can_be_moved_into_another_firm(world: World, model):
    """Nor taken out of one's own: raw SQL under the application's role."""
    table = model._meta.db_table
    if getattr(model, "filled_once", None) is not None:
        return  # rows of this table never change at all
    with (
        inside(world.rival),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute(f'UPDATE "{table}" SET firm_id = %s', [world.harbor.pk])


@postgres
def test_the_role_of_the_application_cannot_switch_its_walls_off(world: World):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False)
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(
                f'ALTER TABLE "{Job._meta.db_table}" DISABLE ROW LEVEL SECURITY'
            )


def test_every_table_with_a_firm_has_its_wall():
    with_firm = {
        model
        for model in apps.get_models()
        if any(field.name == "firm" for field in model._meta.concrete_fields)
    }
    assert with_firm == set(firm_tables())


def test_every_table_is_a_firms_or_stands_in_the_list_of_those_that_are_not():
    every = apps.get_models(include_auto_created=True)
    others = {label(model) for model in every if not issubclass(model, FirmRecord)}
    assert others == set(OF_NO_FIRM)


@pytest.mark.parametrize("model", RECORDS, ids=label)
def test_a_record_has_a_firm_and_is_asked_for_by_those_who_know_of_it(model):
    firm = model._meta.get_field("firm")
    assert (firm.null, firm.related_model) == (False, Firm)
    # Also where a row is reached through another one.
    assert isinstance(model._default_manager, FirmManager)
    assert isinstance(model._base_manager, FirmManager)
