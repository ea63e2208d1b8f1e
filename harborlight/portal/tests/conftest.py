"""Clients of a whole case, signed in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest
from django.test import Client

from harborlight.firm.models import User
from harborlight.firm.sessions import SessionStore
from tests.whole_case import begin, furnish

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada, playbook="practice-spouse")


@pytest.fixture
def clients(begun, maria, omar):
    for party, client in ((begun.petitioner, maria), (begun.beneficiary, omar)):
        party.person.login_id = client.user_id
        party.person.save()
    return {"petitioner": replace(maria, language="es"), "beneficiary": omar}


def browser_of(actor, language="en"):
    """A browser in which this person is signed in."""
    request, browser = HttpRequest(), Client()
    request.session = SessionStore()
    auth.login(request, User.objects.get(pk=actor.user_id), BACKEND)
    request.session.save()
    # The cookie holds the token; the database knows only its hash.
    browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.token
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return browser


@pytest.fixture
def marias(clients, maria):
    return browser_of(maria)
