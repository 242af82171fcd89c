"""A wire to PostgreSQL that can be cut in the moment of a commit: before the database hears of it, or after."""

import socket
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit

BEFORE, AFTER = "before", "after"


class Wire:
    """Listens on this machine and passes everything on, until a COMMIT comes by while `cut` says when to end it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._to = (parts.hostname or "127.0.0.1", parts.port or 5432)
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        user = f"{parts.username}@" if parts.username else ""
        self.address = parts._replace(netloc=f"{user}127.0.0.1:{port}").geturl()
        self.cut: str | None = None
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Listen no longer."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._to)
                Thread(target=self._pass, args=(client, server), daemon=True).start()
                Thread(target=self._answer, args=(server, client), daemon=True).start()

    def _pass(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError), client, server:
            while content := client.recv(65536):
                if self.cut is not None and b"COMMIT" in content:
                    when, self.cut = self.cut, None
                    client.shutdown(socket.SHUT_RDWR)
                    if when == AFTER:
                        server.sendall(content)
                        server.settimeout(0.2)
                        with suppress(TimeoutError):
                            server.recv(65536)
                    server.shutdown(socket.SHUT_RDWR)
                    return
                server.sendall(content)

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while content := server.recv(65536):
                client.sendall(content)
