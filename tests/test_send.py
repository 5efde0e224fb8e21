# ruff: noqa: ARG002 - aiosmtpd calls its handlers with these
"""Sending to a real SMTP server on loopback, with a certificate made for the test."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from variorum.errors import PublishError
from variorum.lock import locked
from variorum.mail import Mail
from variorum.send import Server, send

pytest.importorskip("aiosmtpd")
trustme = pytest.importorskip("trustme")
from aiosmtpd.controller import Controller  # noqa: E402
from aiosmtpd.smtp import AuthResult  # noqa: E402

MAIL = Mail(edition="2025-W24", subject="s", html="", text="", eml=b"Subject: s\r\n\r\nt\r\n")
CA = trustme.CA()
TRUST = ssl.create_default_context()
CA.configure_trust(TRUST)


class Box:
    def __init__(self) -> None:
        self.got: list[Any] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("no@"):
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.got.append(envelope)
        return "250 OK"


def _login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data.password == b"right", handled=False)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def _serve(box: Box, *, tls: bool) -> Controller:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    CA.issue_cert("127.0.0.1").configure_cert(context)
    more = {"tls_context": context, "authenticator": _login} if tls else {}
    return Controller(box, hostname="127.0.0.1", port=_free(), **more)


@pytest.fixture(params=[True])
def post(request: pytest.FixtureRequest) -> Iterator[tuple[Box, int]]:
    box = Box()
    controller = _serve(box, tls=request.param)
    controller.start()
    assert controller.server
    yield box, controller.server.sockets[0].getsockname()[1]
    controller.stop()


def _send(port: int, ledger: Path, *to: str, password: str = "right") -> None:
    server = Server(host="127.0.0.1", port=port, sender="a@x.example", user="u", password=password)
    send(MAIL, to, server, ledger, "2025-06-15", TRUST, lock=ledger.with_name(".send-lock"))


def test_sends_once(post: tuple[Box, int], tmp_path: Path) -> None:
    box, port = post
    _send(port, tmp_path / "sent.yaml", "b@x.example", "c@x.example")
    with pytest.raises(PublishError, match="was sent"):
        _send(port, tmp_path / "sent.yaml", "b@x.example")
    assert [e.rcpt_tos for e in box.got] == [["b@x.example", "c@x.example"]]


def test_a_refused_recipient_is_named(post: tuple[Box, int], tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"no@x\.example was refused"):
        _send(post[1], tmp_path / "sent.yaml", "b@x.example", "no@x.example")
    assert len(post[0].got) == 1


def test_a_wrong_password_sends_nothing_and_is_not_shown(post: tuple[Box, int], tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="nothing was sent") as error:
        _send(post[1], tmp_path / "sent.yaml", "b@x.example", password="wrong-secret")
    assert "wrong-secret" not in str(error.value)
    assert post[0].got == []


@pytest.mark.parametrize("post", [False], indirect=True)
def test_without_starttls_nothing_is_sent(post: tuple[Box, int], tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="no STARTTLS"):
        _send(post[1], tmp_path / "sent.yaml", "b@x.example")
    assert post[0].got == []


def test_after_a_crash_the_editor_decides(tmp_path: Path) -> None:
    (tmp_path / "sent.yaml").write_text("2025-W24: {state: sending}\n", "utf-8")
    with pytest.raises(PublishError, match="may have been sent"):
        _send(1, tmp_path / "sent.yaml", "b@x.example")


def test_two_runs_at_one_instant_send_once(post: tuple[Box, int], tmp_path: Path) -> None:
    box, port = post
    with locked(tmp_path / ".send-lock", "held"), pytest.raises(PublishError, match="another `variorum send`"):
        _send(port, tmp_path / "sent.yaml", "b@x.example")
    assert box.got == []
    assert not (tmp_path / "sent.yaml").exists()
    _send(port, tmp_path / "sent.yaml", "b@x.example")
    assert len(box.got) == 1


@pytest.mark.parametrize("text", ["<<<<<<< ours\n2025-W24: {state: sent}\n", "- 2025-W24\n", "2025-W24: sent\n", "{"])
def test_a_ledger_that_cannot_be_read_stops_everything(tmp_path: Path, text: str) -> None:
    ledger = tmp_path / "sent.yaml"
    ledger.write_text(text, "utf-8")
    with pytest.raises(PublishError, match=r"content/sent\.yaml:\d"):
        _send(1, ledger, "b@x.example")
    assert ledger.read_text("utf-8") == text
