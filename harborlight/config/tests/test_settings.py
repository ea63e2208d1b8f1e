"""What an office's server is told by its address alone: nobody sets it by hand."""

import json
import os
import subprocess
import sys

import pytest

ASK = """
import django, json
django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve

def leads(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False

names = (
    "DEBUG DEVELOPMENT PAYMENTS ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SESSION_COOKIE_NAME "
    "SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY CSRF_COOKIE_NAME CSRF_COOKIE_SECURE "
    "LANGUAGE_COOKIE_SECURE SECURE_HSTS_SECONDS SECURE_PROXY_SSL_HEADER FORMS_FOLDER"
).split()
told = {name: getattr(settings, name) for name in names}
told["outbox"] = leads("/dev/outbox/")
print(json.dumps(told, default=str))
"""


def settings_of(home, **told):
    """What the settings are, and whether the outbox of development has a page."""
    ours = ("DATABASE_", "HARBORLIGHT_")
    kept = {name: v for name, v in os.environ.items() if not name.startswith(ours)}
    kept |= {
        "DJANGO_SETTINGS_MODULE": "harborlight.config.settings",
        "HARBORLIGHT_HOME": str(home),
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | told,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    home = tmp_path_factory.mktemp("office")
    return settings_of(home, HARBORLIGHT_URL="https://office.example")


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory):
    home = tmp_path_factory.mktemp("newcomer")
    return settings_of(home) | {"home": str(home)}


def test_an_office_shows_nobody_what_is_for_development(office):
    assert (office["DEBUG"], office["DEVELOPMENT"]) == (False, False)
    # The outbox shows invitation links to whoever asks; the sandbox takes no money.
    assert (office["outbox"], office["PAYMENTS"]) == (False, "")


def test_an_office_s_cookies_travel_over_https_alone(office):
    for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        assert office[name].startswith("__Host-")
    secure = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE")
    assert all(office[name] for name in secure) and office["SESSION_COOKIE_HTTPONLY"]
    assert office["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert office["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_an_office_answers_to_its_own_name_alone(office):
    assert office["ALLOWED_HOSTS"] == ["office.example"]
    assert office["CSRF_TRUSTED_ORIGINS"] == ["https://office.example"]


def test_a_newcomer_s_own_machine_needs_nothing_to_be_told(newcomer):
    assert (newcomer["DEBUG"], newcomer["DEVELOPMENT"]) == (False, True)
    assert newcomer["ALLOWED_HOSTS"] == ["localhost"]
    assert (newcomer["outbox"], newcomer["PAYMENTS"]) == (True, "sandbox")
    # Browsers keep no cookie that asks for https on a plain address.
    assert not newcomer["SESSION_COOKIE_SECURE"] and not newcomer["SECURE_HSTS_SECONDS"]
    assert newcomer["FORMS_FOLDER"] == f"{newcomer['home']}/forms"
