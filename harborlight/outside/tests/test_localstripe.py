"""Somebody else's stand-in for Stripe understands us, and signs as we check, where it answers."""

import json
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from harborlight.firm.clock import now
from harborlight.outside.payments import BadNotice, NoSuchPayment, ProcessorDown
from harborlight.outside.payments_stripe import StripeHouse

HOUSE = StripeHouse("sk_test_12345", "whsec_of_ours", to_trust=True)


class _Ear(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((body, dict(self.headers)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def ear():
    server = HTTPServer(("127.0.0.1", 0), _Ear)
    server.heard = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def localstripe(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(".venv/bin/localstripe").absolute()
    command = [program, "--port", str(port), "--from-scratch"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    settings.STRIPE_ADDRESS = f"http://127.0.0.1:{port}"
    for _ in range(300):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield settings.STRIPE_ADDRESS
    process.terminate()
    process.wait()


def ask(address, what, **said):
    with httpx.Client(trust_env=False, auth=("sk_test_12345", "")) as client:
        return client.post(f"{address}{what}", **said).raise_for_status()


@pytest.mark.feature("F163")
def test_its_intents_are_read_and_its_notices_are_proved(localstripe, ear):
    where = {"url": f"http://127.0.0.1:{ear.server_port}/", "secret": HOUSE.secret}
    ask(localstripe, "/_config/webhooks/ours", json=where)
    said = {"amount": 5000, "currency": "usd", "metadata[reference]": "st_1"}
    number = ask(localstripe, "/v1/payment_intents", data=said).json()["id"]
    became = HOUSE.read(number)
    assert (became.reference, became.state, became.number) == ("st_1", "open", number)
    assert (became.cents, became.trust_cents, became.currency) == (5000, 5000, "usd")
    with pytest.raises(NoSuchPayment):
        HOUSE.read("pi_nobody")
    ask(localstripe, "/v1/customers", data={"email": "m@client.example"})
    for _ in range(100):
        if ear.heard:
            break
        time.sleep(0.1)
    body, headers = ear.heard[0]
    spoken = HOUSE.heard(body, headers, now())
    assert spoken.kind == "customer.created" and spoken.about.startswith("cus_")
    with pytest.raises(BadNotice):
        HOUSE.heard(json.dumps(json.loads(body)).encode() + b" ", headers, now())


def test_who_does_not_answer_is_down(settings):
    settings.STRIPE_ADDRESS = "http://127.0.0.1:9"
    with pytest.raises(ProcessorDown):
        HOUSE.read("pi_1")
