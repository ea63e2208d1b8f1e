"""Letters by e-mail: plain text, one person each, no case details in them."""

from __future__ import annotations

from django.core.mail import EmailMessage


def send_letter(*, to: str, subject: str, text: str, reply_to: str = "") -> None:
    """Hand one letter to the mail server that EMAIL_URL names.

    Without one it becomes a file in the development outbox. Errors of the server
    are raised, so that the job that sends it tries again.
    """
    letter = EmailMessage(
        subject=" ".join(subject.split()),
        body=text,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    letter.send(fail_silently=False)
