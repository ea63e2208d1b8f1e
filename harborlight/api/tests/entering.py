"""The real entrance, with Django in the test's own thread and transaction."""

from __future__ import annotations

import asyncio
import base64
import queue
import threading
from concurrent.futures import Executor, Future

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.middleware.csrf import get_token

from harborlight.config import asgi
from harborlight.config.tests.test_asgi import Browser
from harborlight.firm.models import User
from harborlight.firm.sessions import SessionStore


class Here(Executor):
    """Django's thread is the test's: nobody else's connection sees the test's rows.

    So the entrance runs in a thread beside it, and hands Django's work over.
    """

    def __init__(self):
        self.work = queue.SimpleQueue()

    def submit(self, work, /, *arguments, **named):
        done = Future()
        self.work.put((done, work, arguments, named))
        return done

    def run(self, visit):
        """What a visit to the entrance comes back with."""
        found = Future()
        beside = threading.Thread(target=self._visit, args=(visit, found))
        beside.start()
        while item := self.work.get():
            done, work, arguments, named = item
            try:
                done.set_result(work(*arguments, **named))
            except BaseException as trouble:
                done.set_exception(trouble)
        beside.join()
        return found.result()

    def _visit(self, visit, found):
        try:
            found.set_result(asyncio.run(visit))
        except BaseException as trouble:
            found.set_exception(trouble)
        self.work.put(None)


class Phone:
    """Somebody's browser that speaks tus to the entrance."""

    def __init__(self, house, actor=None, *, side="portal"):
        self.house, self.side = house, side
        self.headers = {"tus-resumable": "1.0.0", "x-keeps-words": "1"}
        if actor is not None:
            self.headers |= signed_in(User.objects.get(pk=actor.user_id))

    def run(self, visit):
        return self.house.pages.thread.run(visit)

    async def ask(self, method, where, body=(), **headers):
        named = {k.replace("_", "-"): v for k, v in headers.items()}
        said = [
            (name.encode(), value.encode())
            for name, value in (self.headers | named).items()
        ]
        browser = Browser(method, where, body, headers=said)
        await asyncio.wait_for(browser.visit(self.house), 20)
        return browser

    def says(self, method, where, body=(), **headers):
        return self.run(self.ask(method, where, body, **headers))

    def begins(self, purpose, reference, length, *, name="passport.pdf"):
        return self.says(
            "POST",
            f"/api/uploads/?side={self.side}",
            upload_length=str(length),
            upload_metadata=metadata(
                purpose=purpose, reference=reference, filename=name
            ),
        )

    def sends(self, where, offset, pieces):
        return self.run(self.sending(where, offset, pieces))

    def sending(self, where, offset, pieces):
        return self.ask(
            "PATCH",
            where,
            pieces,
            upload_offset=str(offset),
            content_type="application/offset+octet-stream",
        )

    def offset(self, where):
        return told(self.says("HEAD", where), "upload-offset")


def metadata(**said):
    return ",".join(
        f"{name} {base64.b64encode(value.encode()).decode()}"
        for name, value in said.items()
    )


def told(browser, name):
    """One header of an answer; None if it was not given."""
    found = dict(browser.headers).get(name.encode())
    return int(found) if found and found.isdigit() else found and found.decode()


def signed_in(user):
    """The headers of a browser in which this person has signed in."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    token = get_token(request)
    cookies = {
        settings.SESSION_COOKIE_NAME: request.session.token,
        settings.CSRF_COOKIE_NAME: request.META["CSRF_COOKIE"],
    }
    return {
        "cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "x-csrftoken": token,
    }


def entrance():
    house = asgi.House()
    house.pages.thread = Here()
    return house
