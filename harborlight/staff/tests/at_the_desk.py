"""Somebody at the desk: a browser that is signed in, without a browser."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.sessions import SessionStore
from harborlight.papers.practice import practice_form
from tests.whole_case import Begun, answer_everything, begin, family, send_papers

OFFICIAL = ("g-28__09-17-18.pdf", "i-130__04-01-24.pdf", "i-130a__04-01-24.pdf")


def at_the_desk(actor: Actor) -> Client:
    """A test client whose requests are this person's."""
    user = User.objects.get(pk=actor.user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.token
    return client


def words(page) -> str:
    """The page's text, one blank between words, without its marks."""
    return " ".join(page.content.decode().split())


def told(page) -> list[str]:
    """What the page after a redirect says at its top."""
    return [str(message) for message in page.context["messages"]]


def joined(begun: Begun, **clients: Actor) -> dict[str, Actor]:
    """The parties are in the portal, as these clients."""
    for part, client in clients.items():
        person = getattr(begun, part).person
        person.login_id = client.user_id
        person.save(update_fields=["login"])
    return clients


def answered(ada: Actor, maria: Actor, omar: Actor, *, playbook: str) -> Begun:
    """A case whose two parties answered everything and sent their papers."""
    from harborlight.questionnaires.queries import sent_to

    begun = begin(ada, playbook=playbook)
    for part, client in joined(begun, petitioner=maria, beneficiary=omar).items():
        for sent in sent_to(ada, begun.case):
            if sent.party.part == part:
                answer_everything(client, sent.pk, family())
        send_papers(client, begun.case)
    return begun


def a_day(name: str, year: int, month: int, day: int) -> dict[str, str]:
    """A day as its three boxes send it."""
    parts = {"year": year, "month": month, "day": day}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def official_folder() -> Path | None:
    """Where this machine has the agency's blanks; None where it has none."""
    import os

    folder = Path(os.environ.get("HARBORLIGHT_FORMS", "") or "/nowhere")
    return folder if all((folder / name).exists() for name in OFFICIAL) else None


def a_pdf() -> bytes:
    """A file that is a PDF and none of the official blanks."""
    return practice_form()
