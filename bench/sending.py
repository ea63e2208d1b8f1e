"""A browser that speaks tus to a server: to ours, or to the floor's."""

from __future__ import annotations

import base64
import os
import socket
import time
from dataclasses import dataclass, field

import httpx

MIB = 1024 * 1024
NOISE = os.urandom(MIB)
PURPOSE = "bench"


@dataclass(frozen=True)
class Sender:
    """Somebody who may send to a server.

    begin: where an upload begins; headers: what they say with every request; reference:
    what the file is for.
    """

    port: int
    begin: str
    headers: dict[str, str] = field(default_factory=dict)
    reference: str = "bench"

    def upload(self, length: int) -> float:
        """Send so many bytes in one go; MiB a second, the beginning included."""
        start = time.perf_counter()
        where = self.created(length)
        with self.connection() as connection:
            connection.sendall(self.request("PATCH", where, length))
            for _ in range(length // len(NOISE)):
                connection.sendall(NOISE)
            answer = connection.recv(65536)
        taken = time.perf_counter() - start
        assert answer.split(b" ", 2)[1] == b"204", answer[:300]
        self.forget(where)
        return length / MIB / taken

    def created(self, length: int) -> str:
        said = {"purpose": PURPOSE, "reference": self.reference, "filename": "b.bin"}
        coded = ",".join(
            f"{name} {base64.b64encode(value.encode()).decode()}"
            for name, value in said.items()
        )
        answer = httpx.post(
            f"http://localhost:{self.port}{self.begin}",
            headers={
                **self.said(),
                "Upload-Length": str(length),
                "Upload-Metadata": coded,
            },
            timeout=60,
        )
        assert answer.status_code == 201, answer.text
        where = answer.headers["Location"]
        return where.removeprefix(f"http://localhost:{self.port}")

    def check_arrived(self, where: str) -> None:
        """Make sure that the server keeps something of what was sent."""
        address = f"http://localhost:{self.port}{where}"
        for _ in range(50):
            answer = httpx.head(address, headers=self.said(), timeout=60)
            if int(answer.headers.get("Upload-Offset", 0)):
                return
            time.sleep(0.1)
        raise RuntimeError(f"Nothing arrived of an upload ({answer.status_code}).")

    def forget(self, where: str) -> None:
        httpx.delete(
            f"http://localhost:{self.port}{where}", headers=self.said(), timeout=60
        )

    def request(self, method: str, where: str, length: int) -> bytes:
        said = {
            **self.said(),
            "Host": f"localhost:{self.port}",
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(length),
            "Upload-Offset": "0",
        }
        lines = [f"{name}: {value}" for name, value in said.items()]
        return "\r\n".join([f"{method} {where} HTTP/1.1", *lines, "", ""]).encode()

    def connection(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port))

    def said(self) -> dict[str, str]:
        return {"Tus-Resumable": "1.0.0", **self.headers}
