"""Many phones on slow networks, in a process of their own: 50 kB a second each.

Reads who they are from its first line (JSON), says "begun" when all of them send, and goes
on until its input closes. Ends with the number of uploads that arrived; whoever could not
send ends the run.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bench.sending import MIB, NOISE, Sender

BYTES_A_SECOND = 50_000
LENGTH = 8 * MIB
_PIECES_A_SECOND = 5


def main() -> None:
    senders = [Sender(**said) for said in json.loads(sys.stdin.readline())]
    stop, begun = threading.Event(), threading.Barrier(len(senders) + 1)
    with ThreadPoolExecutor(len(senders)) as threads:
        sent = [threads.submit(_trickle, one, stop, begun) for one in senders]
        begun.wait(120)
        print("begun", flush=True)
        sys.stdin.read()
        stop.set()
        print(sum(one.result() for one in sent))


def _trickle(client: Sender, stop: threading.Event, begun: threading.Barrier) -> int:
    """Send until told to stop; how many uploads were seen to arrive."""
    piece, arrived = BYTES_A_SECOND // _PIECES_A_SECOND, 0
    while not stop.is_set():
        where = client.created(LENGTH)
        with client.connection() as connection:
            connection.sendall(client.request("PATCH", where, LENGTH))
            if not arrived:
                begun.wait(120)
            for at in range(0, LENGTH, piece):
                if stop.is_set():
                    break
                connection.sendall(NOISE[: min(piece, LENGTH - at)])
                time.sleep(1 / _PIECES_A_SECOND)
        client.check_arrived(where)
        client.forget(where)
        arrived += 1
    return arrived


if __name__ == "__main__":
    main()
