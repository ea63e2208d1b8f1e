"""PostgreSQL, a bucket, two server processes and two workers: one office to its people."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.browser.found import PASSWORD
from tests.browser.house import PYTHON, eventually
from tests.browser.house import house as a_house
from tests.browser.uploading import MIB, heavy_pdf, read_back, sha256
from tests.caller import Caller
from tests.setup.processes import started_by

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.everything]
WORKERS = 2
VERSION = re.compile(r'href="(/portal/[^"]*/file/)"')


@pytest.fixture
def office(bucket):
    """The house, open; its supervisor starts one worker, and we another."""
    if not {"DATABASE_URL", "TEST_DATABASE_URL"} & {*os.environ}:
        pytest.skip("several machines share a PostgreSQL, and no file of SQLite")
    about = {**bucket[0], "HARBORLIGHT_WORKERS": str(WORKERS)}
    with a_house("PostgreSQL", **about) as made:
        made.python("-m", "tests.browser.found")
        made.papers = made.python("-m", "tests.browser.sending").stdout.split()
        made.open()
        second = subprocess.Popen(
            [PYTHON, "-m", "harborlight.config.cli", "work"],
            env=made.environment,
            stdout=made.log,
            stderr=made.log,
        )
        yield made
        second.terminate()
        second.wait(30)


def carriers(office) -> list[int]:
    """The processes that answer requests: below the one that keeps them."""
    ours = started_by(office.process.pid)
    serve = next(pid for pid in ours if "serve" in words_of(pid))
    return [pid for pid in started_by(serve) if "serve" in words_of(pid)]


def words_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def begin(maria, paper, length) -> str:
    """An upload that is announced; its address."""
    said = {"purpose": "document-version", "reference": paper, "filename": "p.pdf"}
    words = (f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in said.items())
    told = {"upload-length": str(length), "upload-metadata": ",".join(words)}
    answer = maria.carries("POST", "/api/uploads/?side=portal", headers=told)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


def send(maria, where, at, data) -> int:
    told = {
        "upload-offset": str(at),
        "content-type": "application/offset+octet-stream",
    }
    answer = maria.carries("PATCH", where, headers=told, content=data)
    assert answer.status_code == 204, (answer.status_code, answer.text)
    return int(answer.headers["upload-offset"])


def stands(maria, where) -> int:
    answer = maria.carries("HEAD", where)
    return int(answer.headers["upload-offset"]) if answer.status_code < 300 else -1


def test_a_paper_goes_on_at_another_process_and_is_read_from_the_bucket(
    office, bucket, tmp_path
):
    maria = Caller(office.address).signs_in("maria@example.org", PASSWORD)
    page = f"/portal/documents/{office.papers[0]}/"
    maria.reads(page)
    path = heavy_pdf(tmp_path / "p.pdf", 6)
    data = path.read_bytes()
    where = begin(maria, office.papers[0], len(data))
    assert send(maria, where, 0, data[: 2 * MIB]) == 2 * MIB
    killed = carriers(office)
    assert len(killed) == WORKERS
    os.kill(killed[0], signal.SIGKILL)
    # The other one answers; what was told to be there is there.
    again = eventually(lambda: comes_again(office), 10)
    again.reads(page)
    assert eventually(lambda: stands(again, where) == 2 * MIB, 20)
    assert send(again, where, 2 * MIB, data[2 * MIB :]) == len(data)
    key = urlsplit(where).path.rstrip("/").split("/")[-1]
    done = again.sends(page, file_upload=key, **answers(again.reads(page)))
    assert "We have it" in done.text, done.text[-4000:]
    assert read_back(office, len(data)) == {sha256(path)}
    assert again.http.get(VERSION.search(again.reads(page)).group(1)).content == data
    assert not (office.home / "files").exists() or not any(
        (office.home / "files").glob("??/*")
    )
    assert eventually(lambda: len(carriers(office)) == WORKERS, 20)

    office.python("-m", "tests.faults.moneyed", "pay")
    assert eventually(lambda: money(office)["papers"], 40), office.said()
    found = money(office)
    here = {*found.pop("here")}
    assert found == {
        "invoice": "paid",
        "payment": "received",
        "receipts": 1,
        "events": 1,
        "papers": ["%PDF"],
    }
    assert here == bucket[1]()  # no file is missing, and none is there twice
    proof = office.command("audit", "verify", check=False)
    assert proof.returncode == 0, proof.stdout
    assert "Traceback" not in office.said(), office.said()[-3000:]


def comes_again(office) -> Caller | None:
    """Whoever called the dead one in that very moment calls once more."""
    try:
        return Caller(office.address).signs_in("maria@example.org", PASSWORD)
    except httpx.TransportError:
        return None


def money(office) -> dict:
    return json.loads(office.python("-m", "tests.faults.moneyed", "look").stdout)


def answers(page: str) -> dict[str, str]:
    """What the page asks about the paper, where it asks."""
    asked = {"country": "MX", "language": "es"}
    return {name: word for name, word in asked.items() if f'name="{name}"' in page}
