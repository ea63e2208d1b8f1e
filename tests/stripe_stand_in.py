"""A stand-in for Stripe: a process of its own that speaks its documented JSON over HTTP.

It holds Checkout Sessions, Payment Intents, Refunds and Disputes, keeps idempotency keys,
and makes signed notices. What a payer or a bank does is asked for below /_/; the notices
that Stripe would have sent lie at /_/notices, to be posted by whoever tests.

    python -m tests.stripe_stand_in      prints its port
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx

SECRET = "whsec_stand_in"
FEE = (29, 30)  # 2.9 percent and 30 cents


class Stripe:
    """Everything it knows; one object a number."""

    def __init__(self):
        self.things, self.once, self.notices, self.asked = {}, {}, [], []
        self.netted = True
        self.trouble = 0

    def new(self, kind, prefix, **said):
        number = f"{prefix}_{secrets.token_hex(8)}"
        self.things[number] = {"id": number, "object": kind, **said}
        return self.things[number]

    def tell(self, kind, about, *, live=False):
        number = f"evt_{secrets.token_hex(8)}"
        said = {
            "id": number,
            "object": "event",
            "type": kind,
            "livemode": live,
            "created": int(time.time()),
            "data": {"object": dict(about)},
        }
        self.notices.append(json.dumps(said))

    # --- what the firm asks for -------------------------------------------
    def begin(self, said):
        cents = int(said["line_items[0][price_data][unit_amount]"])
        session = self.new(
            "checkout.session",
            "cs_test",
            status="open",
            payment_status="unpaid",
            amount_total=cents,
            currency=said["line_items[0][price_data][currency]"],
            client_reference_id=said["client_reference_id"],
            payment_intent=None,
            customer=said.get("customer"),
            url="",
            _keeps="payment_intent_data[setup_future_usage]" in said,
            _methods=[v for k, v in said.items() if k.startswith("payment_method_ty")],
            _back=said["success_url"],
        )
        session["url"] = f"https://checkout.stripe.com/c/pay/{session['id']}"
        return session

    def intend(self, said):
        if "asks" in said["payment_method"] and "off_session" not in said:
            return self._ask_who(said)
        if "decline" in said["payment_method"]:
            code = "authentication_required" if "3ds" in said["payment_method"] else ""
            raise Declined(code or "card_declined")
        return self._intent(
            int(said["amount"]),
            said["currency"],
            said["metadata[reference]"],
            customer=said["customer"],
            saved=said["payment_method"],
        )

    def _ask_who(self, said):
        """The bank asks on a page of its own whether it is they."""
        intent = self._intent(
            int(said["amount"]),
            said["currency"],
            said["metadata[reference]"],
            customer=said["customer"],
            saved=said["payment_method"],
            status="requires_action",
        )
        page = f"https://hooks.stripe.com/redirect/{intent['id']}"
        intent["next_action"] = {"redirect_to_url": {"url": page}}
        intent["_back"] = said["return_url"]
        return intent

    def confirm(self, number, *, ok=True):
        """What they said to their bank there."""
        intent = self.things[number]
        intent["next_action"] = None
        if ok:
            intent["status"] = "succeeded"
            intent["amount_received"] = intent["amount"]
            intent["latest_charge"] = self._charge(intent, "card")["id"]
        else:
            intent["status"] = "requires_payment_method"
            code = "payment_intent_authentication_failure"
            intent["last_payment_error"] = {"code": code}
        self.tell(f"payment_intent.{'succeeded' if ok else 'payment_failed'}", intent)
        return intent

    def cancel(self, number):
        intent = self.things[number]
        intent["status"] = "canceled"
        self.tell("payment_intent.canceled", intent)
        return intent

    def refund(self, said):
        charge, cents = self.things[said["charge"]], int(said["amount"])
        if charge["amount_refunded"] + cents > charge["amount"]:
            raise Refused("Refund amount is greater than the unrefunded amount.")
        charge["amount_refunded"] += cents
        made = self.new(
            "refund", "re", amount=cents, charge=charge["id"], status="succeeded"
        )
        self.tell("refund.created", made)
        return made

    def defend(self, number, said):
        dispute = self.things[number]
        dispute["status"] = "under_review"
        dispute["_evidence"] = said.get("evidence[uncategorized_text]", "")
        return dispute

    def expire(self, number):
        session = self.things[number]
        if session["status"] != "open":
            raise Refused("Only open sessions can be expired.")
        session["status"], session["url"] = "expired", None
        self.tell("checkout.session.expired", session)
        return session

    # --- what a payer or a bank does ---------------------------------------
    def pay(self, number, how="card", **changed):
        """how: card, bank (which takes days), or nothing that goes through."""
        session = self.things[number]
        session["status"], session["url"] = "complete", None
        status = "processing" if how == "bank" else "succeeded"
        intent = self._intent(
            int(changed.get("cents", session["amount_total"])),
            changed.get("currency", session["currency"]),
            session["client_reference_id"],
            status=status,
            kind="us_bank_account" if how == "bank" else "card",
            keeps=session["_keeps"],
            customer="cus_1" if session["_keeps"] else None,
        )
        session["payment_intent"] = intent["id"]
        session["payment_status"] = "unpaid" if how == "bank" else "paid"
        self.tell("payment_intent.created", intent)
        self.tell("checkout.session.completed", session)
        return session

    def arrive(self, number, outcome="succeeded"):
        """What a bank account was to pay is here, or came back."""
        session = self.things[number]
        intent = self.things[session["payment_intent"]]
        intent["status"] = outcome
        if outcome == "succeeded":
            intent["amount_received"] = intent["amount"]
            intent["latest_charge"] = self._charge(intent, "us_bank_account")["id"]
            self.tell("checkout.session.async_payment_succeeded", session)
        else:
            intent["last_payment_error"] = {"code": "insufficient_funds"}
            self.tell("checkout.session.async_payment_failed", session)
        return session

    def dispute(self, number, fee=1500):
        """The payer of this session goes to their bank."""
        intent = self.things[self.things[number]["payment_intent"]]
        charge = self.things[intent["latest_charge"]]
        made = self.new(
            "dispute",
            "du",
            amount=charge["amount"],
            currency=charge["currency"],
            charge=charge["id"],
            status="needs_response",
            reason="fraudulent",
            evidence_details={"due_by": int(time.time()) + 864000},
            balance_transactions=[{"object": "balance_transaction", "fee": fee}],
        )
        self.tell("charge.dispute.created", made)
        return made

    def count(self, kind):
        """How many it has of one kind of thing."""
        return sum(one["object"] == kind for one in self.things.values())

    def close(self, number, status):
        self.things[number]["status"] = status
        self.tell("charge.dispute.closed", self.things[number])
        return self.things[number]

    def _intent(
        self, cents, currency, reference, *, status="succeeded", kind="card",
        keeps=False, customer=None, saved=None,
    ):  # fmt: skip
        done = status == "succeeded"
        intent = self.new(
            "payment_intent",
            "pi",
            amount=cents,
            amount_received=cents if done else 0,
            currency=currency,
            status=status,
            customer=customer,
            payment_method=saved or "pm_1",
            setup_future_usage="off_session" if keeps else None,
            metadata={"reference": reference},
            latest_charge=None,
            last_payment_error=None,
        )
        if done:
            intent["latest_charge"] = self._charge(intent, kind)["id"]
        return intent

    def _charge(self, intent, kind):
        cents = intent["amount"]
        fee = cents * FEE[0] // 1000 + FEE[1]
        details = {"card": {"brand": "visa", "last4": "4242"}}
        if kind != "card":
            details = {"us_bank_account": {"last4": "6789"}}
        settled = self.new(
            "balance_transaction",
            "txn",
            amount=cents,
            fee=fee,
            net=cents - fee if self.netted else cents,
        )
        return self.new(
            "charge",
            "ch",
            amount=cents,
            amount_refunded=0,
            currency=intent["currency"],
            payment_method_details={"type": kind, **details},
            balance_transaction=settled["id"],
        )

    def shown(self, thing, expand):
        """As the API gives it: what is expanded stands wholly where its number stood."""
        said = dict(thing)
        for path in expand:
            name, _dot, rest = path.partition(".")
            if isinstance(said.get(name), str):
                inner = self.things[said[name]]
                said[name] = self.shown(inner, [rest] if rest else [])
        return said


class Declined(Exception):
    """A card that was not charged, with Stripe's code."""


class Refused(Exception):
    """What Stripe does not do."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._answer("")

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        self._answer(self.rfile.read(length).decode())

    def _answer(self, body):
        stripe, parts = self.server.stripe, urlsplit(self.path)
        if parts.path.startswith("/_/"):
            self._send(200, self._told(parts.path[3:], json.loads(body or "{}")))
            return
        if stripe.trouble:
            stripe.trouble -= 1
            self._send(500, {"error": {"message": "It does not work now."}})
            return
        said = dict(parse_qsl(body or parts.query))
        expand = [v for k, v in said.items() if k.startswith("expand")]
        key = self.headers.get("Idempotency-Key", "")
        stripe.asked.append([self.command, parts.path, key])
        try:
            thing = stripe.once.get(key) if self.command == "POST" else None
            thing = thing or self._done(
                parts.path.removeprefix("/v1/").split("/"), said
            )
            if key and self.command == "POST":
                stripe.once[key] = thing
            shown = stripe.shown(thing, expand)
            self._send(200, {k: v for k, v in shown.items() if k[0] != "_"})
        except KeyError:
            kind = {"type": "invalid_request_error", "code": "resource_missing"}
            self._send(404, {"error": {**kind, "message": "No such thing."}})
        except Declined as no:
            self._send(402, {"error": {"type": "card_error", "code": str(no), "message": "No."}})  # fmt: skip
        except Refused as no:
            self._send(400, {"error": {"type": "invalid_request_error", "message": str(no)}})  # fmt: skip

    def _done(self, path, said):
        stripe = self.server.stripe
        match (self.command, path):
            case ("POST", ["checkout", "sessions"]):
                return stripe.begin(said)
            case ("POST", ["checkout", "sessions", number, "expire"]):
                return stripe.expire(number)
            case ("POST", ["payment_intents"]):
                return stripe.intend(said)
            case ("POST", ["payment_intents", number, "cancel"]):
                return stripe.cancel(number)
            case ("POST", ["refunds"]):
                return stripe.refund(said)
            case ("POST", ["disputes", number]):
                return stripe.defend(number, said)
        return stripe.things[path[-1]]

    def _told(self, what, said):
        stripe = self.server.stripe
        if what == "notices":
            taken, stripe.notices = stripe.notices, []
            return taken
        if what == "asked":
            return stripe.asked
        if what == "set":
            vars(stripe).update(said)
            return {}
        return getattr(stripe, what)(**said)

    def _send(self, status, said):
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class StandIn:
    """The process, as a test talks to it."""

    def __init__(self):
        command = [sys.executable, "-m", "tests.stripe_stand_in"]
        home = Path(__file__).parents[1]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=home)
        self.address = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def do(self, what, **said):
        answer = httpx.post(f"{self.address}/_/{what}", json=said, trust_env=False)
        return answer.raise_for_status().json()

    def notices(self):
        """What it would have sent since it was asked last: the bodies, in order."""
        return [body.encode() for body in self.do("notices")]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def signed(body, secret=SECRET, at=None):
    """The header that Stripe signs a notice with."""
    stamp = str(int(time.time() if at is None else at))
    mac = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    return f"t={stamp},v1={mac.hexdigest()}"


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.stripe = Stripe()
    print(server.server_port, flush=True)
    server.serve_forever()
