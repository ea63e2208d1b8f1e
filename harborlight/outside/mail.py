"""Letters by e-mail: plain text, one person each, no case details in them."""

from __future__ import annotations

from contextlib import suppress
from smtplib import SMTPException, SMTPServerDisconnected

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend


class MaybeSent(OSError):
    """The line broke while the server was told the letter: nobody knows if it has it."""


def send_letter(*, to: str, subject: str, text: str, reply_to: str = "") -> None:
    """Hand one letter to the mail server that EMAIL_URL names.

    Without one it becomes a file in the development outbox. Where the server was not
    reached or refused, its error is raised, so that the job that sends it tries again.
    MaybeSent: to try again may be to send it twice.
    """
    server = get_connection()
    letter = EmailMessage(
        subject=" ".join(subject.split()),
        body=text,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
        connection=server,
    )
    server.open()
    try:
        letter.send(fail_silently=False)
    except OSError as error:
        refused = isinstance(error, SMTPException)
        if refused and not isinstance(error, SMTPServerDisconnected):
            raise
        raise MaybeSent from error
    finally:
        _close(server)


def _close(server: BaseEmailBackend) -> None:
    # Whether it could say good-bye tells nothing of the letter.
    with suppress(OSError):
        server.close()
