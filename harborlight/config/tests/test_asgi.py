"""The entrance: what arrives, what is answered, and who waits for whom."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path

from harborlight.config import asgi, bodies, refusals
from harborlight.firm.requests import REFUSED, TOO_SLOW, TOOK

LET_GO = threading.Event()
SEEN: list[dict] = []


def echo(request):
    SEEN.append(request.META)
    return HttpResponse(request.body[-20:], headers={"X-Length": len(request.body)})


def files(request):
    sent = request.FILES["paper"]
    return HttpResponse(f"{sent.name} {sent.size} {request.POST['note']}")


def cookies(request):
    response = HttpResponse(request.COOKIES["a"] + request.COOKIES["b"])
    response.set_cookie("x", "1")
    response.set_cookie("y", "2")
    return response


def slow_view(request):
    LET_GO.wait(5)
    return HttpResponse("done")


def stream(request):
    def pieces():
        try:
            for number in range(1000):
                SEEN.append(number)
                yield b"x" * 1000
        finally:
            SEEN.append("closed")

    response = StreamingHttpResponse(pieces(), content_type="text/plain")
    response.from_storage = "storage" in request.GET
    return response


urlpatterns = [
    path("echo/", echo),
    path("files/", files),
    path("cookies/", cookies),
    path("slow/", slow_view),
    path("stream/", stream),
]


@pytest.fixture
def house():
    SEEN.clear()
    LET_GO.clear()
    # Only the entrance is tried: no sessions, no database.
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[f"{__name__}.told"]):
        yield asgi.House()
    LET_GO.set()


class Browser:
    """Speaks ASGI to the house: what it sends, and what it was answered."""

    def __init__(self, method, where, body=(), *, headers=(), hangs_up_after=None):
        where, _, query = where.partition("?")
        self.scope = {
            "type": "http",
            "method": method,
            "path": where,
            "raw_path": where.encode(),
            "query_string": query.encode(),
            "http_version": "1.1",
            "scheme": "http",
            "server": ("localhost", "8000"),
            "client": ("203.0.113.9", 1234),
            "headers": [(b"host", b"localhost:8000"), *headers],
        }
        self.body = [*body] or [b""]
        self.hangs_up_after = hangs_up_after
        self.answered = []
        self.hung_up = asyncio.Event()

    async def receive(self):
        if self.body:
            piece = self.body.pop(0)
            if piece is None:
                return {"type": "http.disconnect"}
            if isinstance(piece, asyncio.Event):
                await piece.wait()
                piece = b""
            more = bool(self.body)
            return {"type": "http.request", "body": piece, "more_body": more}
        await self.hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.answered.append(message)
        if len(self.answered) == self.hangs_up_after:
            self.hung_up.set()
            await asyncio.sleep(0.05)

    async def visit(self, house):
        await house(self.scope, self.receive, self.send)
        return self

    @property
    def status(self):
        return self.answered[0]["status"]

    @property
    def headers(self):
        return self.answered[0]["headers"]

    @property
    def text(self):
        return b"".join(part.get("body", b"") for part in self.answered[1:]).decode()


def visit(house, *arguments, **also):
    async def go():
        return await asyncio.wait_for(Browser(*arguments, **also).visit(house), 10)

    return asyncio.run(go())


def test_a_body_arrives_whole_however_it_was_cut(house):
    seen = visit(house, "POST", "/echo/", [b"ab", b"", b"cd"])
    assert (seen.status, seen.text) == (200, "abcd")
    assert SEEN[0]["CONTENT_LENGTH"] == "4"
    assert SEEN[0]["REMOTE_ADDR"] == "203.0.113.9"


def test_addresses_with_accents_reach_django_as_they_were_sent(house):
    browser = Browser("GET", "/echo/")
    browser.scope["raw_path"] = b"/echo/%C3%B1"
    assert asgi.environment(browser.scope, bodies.Body(Path()))["PATH_INFO"] == (
        "/echo/ñ".encode().decode("latin-1")
    )


def test_a_stranger_cannot_set_a_header_by_spelling_it_with_underscores(house):
    visit(house, "GET", "/echo/", headers=[(b"x_forwarded_proto", b"https")])
    assert "HTTP_X_FORWARDED_PROTO" not in SEEN[0]


def test_cookies_sent_in_several_headers_are_all_heard_and_several_set(house):
    sent = [(b"cookie", b"a=1"), (b"cookie", b"b=2")]
    seen = visit(house, "GET", "/cookies/", headers=sent)
    assert seen.text == "12"
    assert [v.split(b";")[0] for n, v in seen.headers if n == b"set-cookie"] == [
        b"x=1",
        b"y=2",
    ]


def test_the_answer_to_head_has_the_headers_and_no_body(house):
    seen = visit(house, "HEAD", "/echo/")
    assert (seen.status, seen.text) == (200, "")


def told(get_response):
    """The page of a refusal needs the database: here it is its status alone."""

    def answer(request):
        if why := request.META.get(REFUSED):
            return HttpResponse(why, status=408 if why == TOO_SLOW else 413)
        return get_response(request)

    return answer


def signed_in():
    return [(b"cookie", b"session=abc")]


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=None)
def test_what_waits_on_the_disk_is_unreadable_there_and_whole_afterwards(
    house, monkeypatch, tmp_path
):
    kept = []
    write = bodies.Body.add

    def add(body, piece):
        write(body, piece)
        if body.on_disk:
            body._file.seek(0)
            kept.append(body._file.read())

    monkeypatch.setattr(bodies.Body, "add", add)
    pieces = [b"CANARY" * 50_000] * 6
    seen = visit(house, "POST", "/echo/", [*pieces], headers=signed_in())
    assert dict(seen.headers)[b"x-length"] == b"1800000"
    assert kept and not any(b"CANARY" in on_disk for on_disk in kept)


def test_a_form_with_a_file_is_read_through_the_disk(house):
    boundary = b"--frontier\r\nContent-Disposition: form-data; name="
    form = (
        boundary
        + b'"note"\r\n\r\nhello\r\n'
        + boundary
        + b'"paper"; filename="a.pdf"\r\n\r\n'
        + b"%" * 3_000_000
        + b"\r\n--frontier--\r\n"
    )
    kind = (b"content-type", b"multipart/form-data; boundary=frontier")
    pieces = [form[at : at + 400_000] for at in range(0, len(form), 400_000)]
    seen = visit(house, "POST", "/files/", pieces, headers=[kind, *signed_in()])
    assert seen.text == "a.pdf 3000000 hello"


@pytest.mark.parametrize(
    ("headers", "largest"),
    [((), refusals.LARGEST_OF_STRANGERS), (signed_in(), refusals.LARGEST_BODY)],
)
@pytest.mark.parametrize("honest", [True, False])
def test_a_body_too_large_reaches_no_view(house, headers, largest, honest):
    said = [(b"content-length", str(largest + 1).encode())] if honest else []
    pieces = [b"x" * 1_000_000] * (largest // 1_000_000 + 1)
    seen = visit(house, "POST", "/echo/", pieces, headers=[*headers, *said])
    assert (seen.status, SEEN) == (413, [])
    assert (b"connection", b"close") in seen.headers


def test_a_sender_who_hangs_up_leaves_no_trace(house):
    seen = visit(house, "POST", "/echo/", [b"half", None])
    assert (seen.answered, SEEN) == ([], [])


def test_a_sender_who_falls_silent_is_not_waited_for(house, monkeypatch):
    monkeypatch.setattr(bodies, "SILENCE_SECONDS", 0.05)
    monkeypatch.setattr(bodies.next_piece, "__defaults__", (0.05,))

    async def go():
        never = asyncio.Event()
        return await Browser("POST", "/echo/", [b"half", never]).visit(house)

    seen = asyncio.run(go())
    assert (seen.status, SEEN) == (408, [])


def test_a_slow_sender_keeps_nobody_waiting(house):
    async def go():
        arrived = asyncio.Event()
        slow = asyncio.ensure_future(
            Browser("POST", "/echo/", [b"a", arrived, b"b"]).visit(house)
        )
        quick = await Browser("GET", "/echo/").visit(house)
        assert (quick.status, slow.done()) == (200, False)
        arrived.set()
        return await slow

    assert asyncio.run(go()).text == "ab"


def test_django_is_told_how_long_a_request_took_to_arrive(house):
    """So that whoever sent a file for twenty minutes was not away meanwhile."""

    async def go():
        rest = asyncio.Event()
        slow = Browser("POST", "/echo/", [b"a", rest, b"b"])
        asyncio.get_running_loop().call_later(1.2, rest.set)
        return await slow.visit(house)

    assert asyncio.run(go()).text == "ab"
    assert visit(house, "GET", "/echo/").status == 200
    assert [told[TOOK] for told in SEEN] == [1, 0]


@pytest.mark.parametrize("where", ["/stream/", "/stream/?storage"])
def test_an_answer_is_made_no_faster_than_it_is_fetched(house, where):
    seen = visit(house, "GET", where, hangs_up_after=6)
    assert seen.status == 200
    assert SEEN[-1] == "closed"
    assert len(SEEN) < 20


def test_a_slow_fetcher_keeps_nobody_waiting(house):
    async def go():
        fetch = Browser("GET", "/stream/")
        fetched = asyncio.Event()

        async def send(message):
            fetch.answered.append(message)
            if len(fetch.answered) == 3:
                await fetched.wait()

        fetch.send = send
        fetching = asyncio.ensure_future(fetch.visit(house))
        await asyncio.sleep(0.05)
        quick = await Browser("GET", "/echo/").visit(house)
        assert (quick.status, fetching.done()) == (200, False)
        fetched.set()
        return await fetching

    assert len(asyncio.run(go()).text) == 1_000_000


def test_scripts_are_answered_while_django_is_busy(house, tmp_path):
    file = tmp_path / "app.css"
    file.write_text("body{}" * 200)
    house.scripts.files = {}
    noise = SimpleNamespace(files=house.scripts.files)
    from whitenoise.base import WhiteNoise

    made = WhiteNoise(None, root=str(tmp_path), prefix="/static/", max_age=60)
    noise.files.update(made.files)

    async def go():
        busy = asyncio.ensure_future(Browser("GET", "/slow/").visit(house))
        await asyncio.sleep(0.05)
        css = await Browser("GET", "/static/app.css").visit(house)
        assert (css.status, busy.done()) == (200, False)
        etag = dict(css.headers)[b"etag"]
        again = Browser("GET", "/static/app.css", headers=[(b"if-none-match", etag)])
        assert (await again.visit(house)).status == 304
        LET_GO.set()
        return await busy

    assert asyncio.run(go()).text == "done"


def test_whoever_watches_over_the_server_is_answered(house):
    assert visit(house, "GET", "/alive/").text == "Open.\n"
