"""A program of the firm is told, once for each key, and never one that is not the firm's."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from harborlight.automation.actions import (
    add_hook,
    begin_automation,
    publish_automation,
    remove_hook,
)
from harborlight.automation.jobs.hooking import tell_program
from harborlight.automation.models import Delivery
from harborlight.automation.rule import Rule, Then, When
from harborlight.cases.actions import change_sensitivity
from harborlight.firm.ids import shown
from harborlight.firm.models import Event, Job, Notice
from harborlight.firm.readers import keep_up_in
from harborlight.outside import hooks
from tests.whole_case import begin, furnish


class Program(HTTPServer):
    """A real server that takes messages as it is told to."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard, self.answers = [], []

    @property
    def at(self):
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((dict(self.headers), body))
        status = self.server.answers.pop(0) if self.server.answers else 204
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://169.254.169.254/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def program(settings):
    server = Program()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.HOOKS_INSIDE = [server.at]
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def told(clock, pat, ada, program):
    """A case of which a program is to be told."""
    furnish(clock)
    hook = add_hook(pat, name="Ledger", address=f"http://{program.at}/in")
    then = Then("hook", hook=str(hook.pk))
    rule = Rule(When("event", kind="case.opened"), (), (then,))
    publish_automation(pat, begin_automation(pat, name="Tell", rule=rule), seen=0)
    begin(ada)
    keep_up_in(clock.firm)
    return hook


def run(delivery):
    return tell_program.call(str(delivery.pk))


@pytest.mark.feature("F139")
def test_it_is_told_with_a_signature_and_no_names(told, program, clock):
    delivery = Delivery.objects.get()
    assert Job.objects.filter(task__endswith="tell_program").count() == 1
    assert run(delivery) == "204" and run(delivery) == "known before"
    headers, body = program.heard[0]
    said = json.loads(body)
    assert said["case"] == shown(delivery.case_id) and said["event"] == "case.opened"
    assert b"Rivas" not in body and b"Mar" not in body
    assert Webhook(told.secret).verify(body, headers) == said
    with pytest.raises(WebhookVerificationError):
        Webhook(told.secret).verify(body + b" ", headers)
    assert headers["Idempotency-Key"] == shown(delivery.pk) == said["id"]


def test_what_it_did_not_take_is_tried_again_with_the_same_key(told, program):
    program.answers = [503, 302, 204]
    for _try in range(3):
        delivery = Delivery.objects.get()
        run(delivery)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("taken", 3)
    assert len({headers["Idempotency-Key"] for headers, _body in program.heard}) == 1
    waiting = Job.objects.filter(task__endswith="tell_program").order_by("run_after")
    assert waiting.count() == 3


def test_what_says_no_is_given_up_and_the_office_is_told(told, program, clock, pat):
    program.answers = [410]
    run(Delivery.objects.get())
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.met) == ("given up", "410")
    keep_up_in(clock.firm)
    assert Event.objects.get(kind="hook.given-up").case_id is None
    assert Notice.objects.filter(user=pat.user_id, kind="hook.given-up").count() == 1


def test_nothing_of_a_sensitive_case_leaves_and_none_goes_to_a_removed_one(
    told, program, pat, ada
):
    delivery = Delivery.objects.select_related("case").get()
    change_sensitivity(ada, delivery.case, is_sensitive=True)
    assert run(delivery) == "no-hook" and program.heard == []
    remove_hook(pat, told)
    told.refresh_from_db()
    assert told.secret == ""


CLOSED = {
    "http://example.org/in": hooks.NOT_HTTPS,
    "https://127.0.0.1/in": hooks.NOT_PUBLIC,
    "https://169.254.169.254/latest": hooks.NOT_PUBLIC,
    "https://[::ffff:10.0.0.1]/": hooks.NOT_PUBLIC,
    "https://[fd00::1]/": hooks.NOT_PUBLIC,
    "https://[::127.0.0.1]/": hooks.NOT_PUBLIC,
    "https://[64:ff9b::10.0.0.1]/": hooks.NOT_PUBLIC,
    "https://[2002:7f00:1::]/": hooks.NOT_PUBLIC,
    "https://[fec0::1]/": hooks.NOT_PUBLIC,
    "https://somebody:secret@example.org/": hooks.NO_ADDRESS,
    "https://localhost:8443/": hooks.NOT_PUBLIC,
    "https://": hooks.NO_ADDRESS,
    "https://no-such-house.invalid/": hooks.NO_ADDRESS,
}


def test_no_address_leads_into_the_house(settings):
    settings.HOOKS_INSIDE = []
    for address, why in CLOSED.items():
        with pytest.raises(hooks.NotAllowed, match=why):
            hooks.target(address)
