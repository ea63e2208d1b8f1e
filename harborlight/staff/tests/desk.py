"""Somebody of the cast in front of the pages of the desk."""

from __future__ import annotations

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.urls import reverse

from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.sessions import SessionStore


def sign_in(actor: Actor, *, second_step: bool = False) -> Client:
    """A browser in which this actor has signed in; its cookie holds the token."""
    user = User.objects.get(pk=actor.user_id)
    session = SessionStore()
    session.create()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    if second_step:
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa"}]
    session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.token
    return client


def at(name: str, *ids: object) -> str:
    """The address of a page of the desk."""
    return reverse(f"staff:{name}", args=ids)


def text_of(response) -> str:
    return response.content.decode()
