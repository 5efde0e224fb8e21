"""Mail -> recipients, through SMTP with STARTTLS; an edition is never sent twice.

The ledger (content/sent.yaml) says "sending" before the connection is opened and "sent" after the server took the
mail. A crash in between leaves "sending": nobody knows then who got it, so the next run refuses and the editor decides.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import cast

import yaml

from variorum.disk import put
from variorum.errors import Problem, PublishError
from variorum.lock import locked
from variorum.mail import Mail
from variorum.read.collection import yaml_of

SECONDS = 60.0
BUSY = "another `variorum send` of this project is under way: wait for it, then look into content/sent.yaml"
REFUSALS = (  # after these nobody has the mail
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
    ssl.SSLCertVerificationError,
    ConnectionRefusedError,
    socket.gaierror,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where and as whom to send; the password never shows in a message."""

    host: str
    port: int
    sender: str  # the bare address
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def send(
    mail: Mail, to: Sequence[str], server: Server, ledger: Path, day: str, trust: ssl.SSLContext, *, lock: Path
) -> None:
    """Send an edition to every address in one connection and note it in the ledger; ``day`` is written there.

    Raises PublishError if another run holds the lock, if the edition is in the ledger, if the server offers no
    STARTTLS, or if it refuses the login, the mail or a recipient; where only some recipients are refused, the others
    have the mail and the ledger says so.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with locked(lock, BUSY):  # or two runs at one instant would both find the ledger without an entry
        _send(mail, to, server, ledger, day, trust)


def _send(mail: Mail, to: Sequence[str], server: Server, ledger: Path, day: str, trust: ssl.SSLContext) -> None:
    entries = _read(ledger)
    state = entries.get(mail.edition, {}).get("state")
    if state:
        known = "was sent" if state == "sent" else "may have been sent: a run ended while sending"
        advice = "to send it all the same, remove its entry from this file"
        raise _problem(ledger, f"edition {mail.edition} {known}; {advice}")
    people = "\n".join(sorted(to))
    entry = {
        "state": "sending",
        "day": day,
        "mail": sha256(mail.eml).hexdigest(),
        "recipients": sha256(people.encode()).hexdigest(),
    }
    _write(ledger, {**entries, mail.edition: entry})
    try:
        refused = _deliver(mail, to, server, trust)
    except REFUSALS as error:
        _write(ledger, entries)  # the server said no: nobody has it
        raise _problem(ledger, f"nothing was sent: {_reason(error)}") from None
    except (OSError, smtplib.SMTPException) as error:
        message = f"{type(error).__name__} while sending: ask the server's log before you remove the entry"
        raise _problem(ledger, message) from None
    _write(ledger, {**entries, mail.edition: {**entry, "state": "sent"}})
    if refused:
        raise PublishError(*(_at(ledger, f"{a} was refused ({code}); the others have it") for a, code in refused))


def _deliver(mail: Mail, to: Sequence[str], server: Server, trust: ssl.SSLContext) -> list[tuple[str, int]]:
    with smtplib.SMTP(server.host, server.port, timeout=SECONDS) as connection:
        connection.starttls(context=trust)
        if server.user and server.password is not None:
            connection.login(server.user, server.password)
        refused = connection.sendmail(server.sender, list(to), mail.eml)
    return [(address, code) for address, (code, _) in sorted(refused.items())]


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"every recipient was refused: {', '.join(sorted(error.recipients))}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__}, code {error.smtp_code}"  # not the server's text, which may echo the login
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the server offers no STARTTLS, or no login"
    return f"{type(error).__name__}: see host, port and certificate"


def _read(ledger: Path) -> dict[str, dict[str, str]]:
    if not ledger.exists() and not ledger.is_symlink():
        return {}
    read = yaml_of(ledger, f"content/{ledger.name}")
    if read.problems:
        raise PublishError(*read.problems)
    entries = {} if read.value is None else read.value
    if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
        raise _problem(ledger, "is not what `variorum send` wrote; nothing was sent: take the file back from git")
    return cast("dict[str, dict[str, str]]", entries)


def _write(ledger: Path, entries: dict[str, dict[str, str]]) -> None:
    put(ledger, yaml.safe_dump(entries, sort_keys=True).encode())


def _at(ledger: Path, message: str) -> Problem:
    return Problem(path=f"content/{ledger.name}", line=1, message=message)


def _problem(ledger: Path, message: str) -> PublishError:
    return PublishError(_at(ledger, message))
