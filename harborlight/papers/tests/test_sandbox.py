"""What a file that takes over its reader can do: nothing."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from harborlight.papers import previews, sandbox, sandbox_room
from harborlight.papers.inspect_verdicts import Refusal
from harborlight.papers.tests import honest

QUICK = sandbox.Walls(cpu_seconds=1, wall_seconds=1.5)
IMPATIENT = sandbox.Walls(cpu_seconds=5, wall_seconds=0.3)


@pytest.fixture
def paper():
    with sandbox.in_memory([b"seven", b"ty"], most=10) as file:
        yield file


def do(name: str, paper, walls=sandbox.USUAL, **said):
    return sandbox.run(f"tests.deeds.{name}", paper, said, walls=walls)


def refused(name: str, paper, walls=sandbox.USUAL, **said) -> tuple[str, str | int]:
    answer = do(name, paper, walls, **said)
    assert isinstance(answer, Refusal), answer
    return answer.code, answer.params["why"]


def test_what_a_function_returns_comes_back(paper):
    assert do("give_bytes", paper) == b"seventy"
    assert do("give_back", paper, thing=["ñ", 1, None]) == ["ñ", 1, None]
    assert do("give_back", paper, thing="\nended 0") == "\nended 0"


@pytest.mark.parametrize(
    ("deed", "walls", "why"),
    [
        ("run_forever", QUICK, ("-9", "-14")),  # whichever clock is first
        ("sleep_forever", IMPATIENT, "-14"),
        ("ignore_every_signal_and_sleep", IMPATIENT, "overdue"),
        ("fill_memory", QUICK, "MemoryError"),
        ("nest_forever", QUICK, "RecursionError"),
    ],
)
def test_who_takes_too_much_is_ended(deed, walls, why, paper):
    code, said = refused(deed, paper, walls)
    assert code == "bomb" and said in (why if isinstance(why, tuple) else (why,))


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ("read_nowhere", "-11"),
        ("leave_quietly", "0"),
        ("no_such_function", "AttributeError"),
    ],
)
def test_who_crashes_is_a_damaged_file_and_not_our_trouble(deed, why, paper):
    assert refused(deed, paper) == ("damaged", why)
    assert do("give_bytes", paper) == b"seventy"


@pytest.mark.parametrize("deed", ["abort", "make_up_an_ending"])
def test_who_gives_up_is_a_damaged_file_whatever_it_said_before(deed, paper):
    # Where it may not even signal itself, its end is another.
    assert refused(deed, paper) in {("damaged", "-6"), ("damaged", "-11")}


def test_what_an_error_says_of_the_file_does_not_come_back(paper):
    assert refused("tell_a_secret", paper) == ("damaged", "ValueError")


def test_an_answer_may_not_be_endless(paper):
    answer = sandbox.run("tests.deeds.talk_forever", paper, answer_at_most=2**20)
    assert answer == Refusal("bomb", {"why": "too much"})


def test_nothing_can_be_written(paper, tmp_path: Path):
    place = tmp_path / "written"
    assert refused("write_a_file", paper, place=str(place))[0] == "damaged"
    assert not place.exists()
    assert do("change_the_file", paper) is None
    assert do("give_bytes", paper) == b"seventy"


def test_no_other_file_can_be_read(paper, tmp_path: Path):
    if not sandbox.abilities().files_closed:
        pytest.skip("this kernel has no Landlock")
    secret = tmp_path / "secret"
    secret.write_text("key")
    assert refused("read_a_file", paper, place=str(secret)) == (
        "damaged",
        "PermissionError",
    )


def test_nobody_can_be_called(paper):
    if not (sandbox.abilities().no_network or sandbox.abilities().calls_closed):
        pytest.skip("this kernel has neither seccomp nor a network namespace for us")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert refused("call_out", paper, port=port)[0] == "damaged"


def test_no_program_and_no_copy_can_be_started_but_a_thread_can(paper):
    if not sandbox.abilities().calls_closed:
        pytest.skip("this kernel has no seccomp, or we do not know this machine")
    assert refused("start_a_program", paper) == ("damaged", "PermissionError")
    assert refused("copy_itself", paper) == ("damaged", "PermissionError")
    assert do("start_a_thread", paper) == "done"


def test_what_is_on_disk_stays(paper, tmp_path: Path):
    abilities = sandbox.abilities()
    if not (abilities.files_closed or abilities.calls_closed):
        pytest.skip("this kernel has neither seccomp nor Landlock")
    place = tmp_path / "kept"
    place.write_text("kept")
    for deed in ("open_a_file_to_write", "remove_a_file"):
        assert refused(deed, paper, place=str(place)) == ("damaged", "PermissionError")
    assert place.read_text() == "kept"


def test_we_cannot_be_ended_from_inside(paper):
    if not sandbox.abilities().calls_closed:
        pytest.skip("this kernel has no seccomp, or we do not know this machine")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as victim:
        do("kill", paper, number=victim.pid)
        assert victim.poll() is None
        victim.kill()


def test_a_piece_of_work_has_nothing_but_its_file(paper, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "key")
    sandbox_room.leave()
    around = do("say_what_is_around", paper)
    assert "SECRET_KEY" not in around["environment"]
    # Input, output and errors lead nowhere; then the file's window and the channel.
    assert around["open"] == 5
    assert (around["core"], around["writes"]) == (0, 0)
    # Ten behind whoever asks, who may stand back already; nobody stands behind 19.
    assert around["nice"] == min(os.nice(0) + 10, 19)
    assert (around["size"], around["threads"]) == (7, 1)


def test_each_piece_of_work_is_done_by_a_fresh_process(paper):
    first, second = (do("say_what_is_around", paper) for _ in range(2))
    assert first["number"] != second["number"]
    assert first["parent"] == second["parent"]


def test_many_look_at_the_same_file_at_once():
    with sandbox.in_memory([honest.tiff(6)], most=10**6) as file:
        alone = [previews.preview(file, "tiff", page, 300) for page in range(1, 7)]
        with ThreadPoolExecutor(6) as threads:
            together = threads.map(
                lambda page: previews.preview_apart(file, "tiff", page=page, width=300),
                [1, 2, 3, 4, 5, 6],
            )
        assert list(together) == alone
        assert len(set(alone)) == 6


def test_one_who_sleeps_does_not_hold_up_the_others(paper):
    slow = sandbox.Walls(wall_seconds=2)
    sleeper = threading.Thread(target=refused, args=("sleep_forever", paper, slow))
    sleeper.start()
    begun = time.monotonic()
    assert do("give_bytes", paper) == b"seventy"
    assert time.monotonic() - begun < 2
    sleeper.join()


def test_when_the_waiting_process_dies_another_takes_its_place(paper):
    room = do("say_what_is_around", paper)["parent"]
    os.kill(room, signal.SIGKILL)
    time.sleep(0.2)
    assert do("give_bytes", paper) == b"seventy"
    assert do("say_what_is_around", paper)["parent"] != room


def test_when_the_sandbox_does_not_start_nothing_is_let_through(paper, monkeypatch):
    sandbox_room.leave()
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert sandbox.abilities() == sandbox.Abilities(works=False)
    answer = do("give_bytes", paper)
    assert isinstance(answer, Refusal)
    assert answer.code == "not-checked"


def test_the_waiting_process_ends_with_the_one_that_started_it():
    script = (
        "import os, sys; from harborlight.papers import sandbox;"
        "f = sandbox.in_memory([b'x'], most=1);"
        "a = sandbox.run('tests.deeds.say_what_is_around', f);"
        "print(a['parent'], flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True)
    assert done.returncode == -9
    assert _ends_within(int(done.stdout), seconds=5)


def test_a_process_that_forked_has_a_waiting_process_of_its_own():
    script = (
        "import os; from harborlight.papers import sandbox;"
        "f = sandbox.in_memory([b'x'], most=1);"
        "ask = lambda: sandbox.run('tests.deeds.say_what_is_around', f)['parent'];"
        "ours = ask(); child = os.fork();"
        "print(ask() if child else ask() != ours, flush=True);"
        "child and os.waitpid(child, 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True
    )
    assert "True" in done.stdout.split()
    assert done.returncode == 0


def _ends_within(number: int, *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            state = (
                Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
            )
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_the_name_of_a_function_is_one_of_papers(paper):
    for name in ("os.system;x", "previews", "", "..previews.preview", "Previews.x"):
        with pytest.raises(ValueError, match="Not the name"):
            sandbox.run(name, paper)


def test_the_walls_that_stand_are_told():
    found = sandbox.abilities()
    assert found.works
    assert all(type(told) is bool for told in vars(found).values())


def test_a_file_in_memory_has_no_place_on_disk_and_cannot_change():
    with sandbox.in_memory(iter([b"a", b"b"]), most=2) as file:
        assert file.read() == b"ab"
        assert not Path(f"/proc/self/fd/{file.fileno()}").readlink().exists()
        with pytest.raises((OSError, io.UnsupportedOperation)):
            os.pwrite(file.fileno(), b"x", 0)


def test_a_file_in_memory_is_not_larger_than_it_may_be():
    with pytest.raises(sandbox.TooMuch):
        sandbox.in_memory(iter([b"ab", b"c"]), most=2)


def test_walls_and_requests_are_plain():
    assert json.loads(json.dumps(sandbox.USUAL.__dict__)) == sandbox.USUAL.__dict__
