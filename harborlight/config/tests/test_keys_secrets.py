"""Protected numbers and second factors while the keys are rotated, and after."""

import json

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from harborlight.config.commands import keys
from harborlight.config.keys import KeptInFile, write
from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Fact
from harborlight.firm.roles import Role
from harborlight.firm.tests.test_signing_in import (
    browser,
    digits,
    entered,
    gets_in,
    known,
    try_to_enter,
    with_app,
)
from harborlight.firm.vault import rotation
from harborlight.firm.vault.keys import forget_keys
from harborlight.people.actions import check_conflicts
from harborlight.people.conflicts import Asked
from harborlight.portal.tests.passkeys import new_passkey
from harborlight.staff.tests.desk import sign_in
from harborlight.workflow.actions import hand_over
from harborlight.workflow.models import HandedOver
from harborlight.workflow.queries import get_playbook
from tests.whole_case import begin, furnish

# What stands in the box of the search, and what is kept.
NUMBERS = {
    "a_number": ("A 098-765-432", "098765432"),
    "passport.number": ("XD1234567", "XD1234567"),
    "ssn": ("123-45-6789", "123456789"),
}
TYPED = [("petitioner-family_name", "Quiet")]
STEP = "/account/sign-in/second-step/"
SEALED = ("facts_fact", "secret"), ("workflow_handedover", "typed")


@pytest.fixture
def begun(settings, tmp_path, clock, ada, paul):
    path = tmp_path / "master.json"
    write(path, dict(settings.MASTER_KEYS))
    settings.MASTER_KEYS = KeptInFile(dict(settings.MASTER_KEYS), path)
    furnish(clock)
    found = begin(ada)
    values = {(name, None): kept for name, (_typed, kept) in NUMBERS.items()}
    source = Source(Fact.Source.STAFF)
    learn(
        ada, found.case, person=found.beneficiary.person, values=values, source=source
    )
    check = check_conflicts(paul, asked=[Asked(name="Quiet", birth_date=None)])
    hand_over(paul, get_playbook(paul, "i130-spouse"), check=check, typed=TYPED)
    return found


@pytest.fixture
def lena(harbor):
    """Somebody with an app that makes codes, and a passkey; and her secrets."""
    user = known("Lena", (harbor, Role.PARALEGAL))
    secret, codes = with_app(entered(user))
    passkey = new_passkey({"creation_options": {"publicKey": {"challenge": "AAAA"}}})
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Her phone", "credential": json.loads(passkey)},
    )
    # The code that set up the app opens nothing more, within its half minute.
    cache.clear()
    return user, secret, codes


def rotate():
    done = CliRunner().invoke(keys.command, ["rotate"])
    forget_keys()
    return done


def still_there(begun, desk):
    """The numbers are found exactly, and read as they were; so is what was typed."""
    for name, (typed, kept) in NUMBERS.items():
        answer = desk.post(reverse("staff:search"), {"q": typed})
        assert answer.status_code == 302, (name, answer.content.decode())
        assert answer.url == reverse("staff:case", args=[begun.case.pk])
        assert Fact.objects.get(name=name).value == kept
    assert "Quiet" in HandedOver.objects.get().typed


def versions():
    """Under which keys the fields are sealed, as the database holds them."""
    found = []
    with connection.cursor() as cursor:
        for table, column in SEALED:
            cursor.execute(f"SELECT {column} FROM {table}")
            found += [bytes(row[0]) for row in cursor.fetchall() if row[0]]
    return sorted(int.from_bytes(sealed[:2], "big") for sealed in found)


@pytest.mark.feature("F237")
def test_a_number_is_found_and_read_in_the_middle_of_a_rotation_and_after(
    begun, paul, monkeypatch
):
    desk, seal = sign_in(paul), rotation._seal_field
    still_there(begun, desk)
    before = dict(Fact.objects.exclude(lookup="").values_list("name", "lookup"))
    done = []

    def dies(firm, row, name):
        if len(done) == 2:
            raise KeyboardInterrupt
        anew = seal(firm, row, name)
        done.extend([row] * anew)
        return anew

    with monkeypatch.context() as broken:
        broken.setattr(rotation, "BATCH", 1)
        broken.setattr(rotation, "_seal_field", dies)
        assert rotate().exit_code != 0
    assert versions() == [1, 1, 2, 2]
    still_there(begun, desk)
    assert "Going on" in rotate().output
    assert versions() == [2, 2, 2, 2]
    still_there(begun, desk)
    after = dict(Fact.objects.exclude(lookup="").values_list("name", "lookup"))
    assert before.keys() == after.keys() == NUMBERS.keys()
    # A hash of the old key would still be found, and would be one to compare with.
    assert not {*before.values()} & {*after.values()}


@pytest.mark.feature("F237")
def test_what_is_entered_in_the_middle_of_a_rotation_is_found_too(
    begun, ada, monkeypatch
):
    def dies(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(rotation, "_seal_anew", dies)
        rotate()
    person = begun.petitioner.person
    values, source = {("a_number", None): "011222333"}, Source(Fact.Source.STAFF)
    learn(ada, begun.case, person=person, values=values, source=source)
    desk = sign_in(ada)
    for _ in range(2):
        answer = desk.post(reverse("staff:search"), {"q": "A011222333"})
        assert answer.url == reverse("staff:case", args=[begun.case.pk])
        assert rotate().exit_code == 0


@pytest.mark.feature("F237")
def test_a_second_factor_still_opens_the_door(begun, lena):
    user, secret, codes = lena
    kept = {one.pk: one.data for one in Authenticator.objects.filter(user=user)}
    assert secret not in str(kept) and codes[0] not in str(kept)
    rotate()
    for code in (digits(secret), codes[0]):
        client = browser()
        assert try_to_enter(client, user).url.startswith(STEP)
        client.post(STEP, {"code": code})
        assert gets_in(client)
    passkey = Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)
    assert passkey.data == kept[passkey.pk]
