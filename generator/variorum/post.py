"""`variorum mail`, `send`, `epub` and `pdf`: an edition as a mail, as an e-book, on paper."""

from __future__ import annotations

import os
import ssl
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path

import click

from variorum.build import understand
from variorum.console import progress, say
from variorum.disk import put
from variorum.epub import epub as epub_of
from variorum.mail import Mail
from variorum.mail import mail as mail_of
from variorum.paper import Paper
from variorum.paper import paper as paper_of
from variorum.pdf import pdf as pdf_of
from variorum.publish import templates
from variorum.read.source import CONTROL
from variorum.send import Server
from variorum.send import send as send_mail

PASSWORD = "VARIORUM_SMTP_PASSWORD"  # the environment variable; a password is never an option, which others could read
ROOT = click.option("--root", type=click.Path(path_type=Path), default=Path(), help="The project [default: here].")
EDITION = click.option("--edition", help="Its id, e.g. 2025-W25 [default: the latest].")
SENDER = click.option("--from", "sender", required=True, help='Who writes: "Name <address>".')


@click.command()
@ROOT
@EDITION
@SENDER
@click.option("--output", type=click.Path(path_type=Path), default=Path("edition.eml"), show_default=True)
def mail(root: Path, edition: str | None, sender: str, output: Path) -> None:
    """Write an edition as a mail (.eml)."""
    made = _made(root, edition, sender)
    put(output, made.eml)
    say(f"wrote {output}: {made.subject}")


@click.command()
@ROOT
@EDITION
@SENDER
@click.option("--to", multiple=True, required=True, help="A recipient's address; repeat it for several.")
@click.option("--host", required=True, help="The mail server.")
@click.option("--port", type=click.IntRange(1, 65535), default=587, show_default=True)
@click.option("--user", help=f"Log in as; the password is read from {PASSWORD}.")
def send(root: Path, edition: str | None, sender: str, to: tuple[str, ...], host: str, port: int, user: str) -> None:
    """Send an edition as a mail, once.

    It goes through SMTP with STARTTLS; content/sent.yaml remembers what was sent to whom, so that none goes out twice.
    """
    password = os.environ.get(PASSWORD)
    if user and not password:
        raise click.UsageError(f"--user needs a password in the environment variable {PASSWORD}")
    made = _made(root, edition, sender)
    server = Server(host=host, port=port, sender=parseaddr(sender)[1], user=user, password=password)
    day = datetime.now(UTC).date().isoformat()
    ledger, lock = root / "content" / "sent.yaml", root / "build" / ".send-lock"
    send_mail(made, to, server, ledger, day, ssl.create_default_context(), lock=lock)
    say(f"sent {made.edition} to {len(to)} recipients: {made.subject}")


@click.command()
@ROOT
@EDITION
@click.option("--output", type=click.Path(path_type=Path), default=Path("edition.epub"), show_default=True)
def epub(root: Path, edition: str | None, output: Path) -> None:
    """Write an edition as an e-book (EPUB)."""
    made = _paper(root, edition)
    put(output, epub_of(made))
    say(f"wrote {output}: {made.title}")


@click.command()
@ROOT
@EDITION
@click.option("--output", type=click.Path(path_type=Path), default=Path("edition.pdf"), show_default=True)
def pdf(root: Path, edition: str | None, output: Path) -> None:
    """Write an edition as a PDF to print.

    This needs the extra "pdf": pip install 'variorum[pdf]'
    """
    made = _paper(root, edition)
    put(output, pdf_of(made))
    say(f"wrote {output}: {made.title}")


def _paper(root: Path, edition: str | None) -> Paper:
    with progress() as step:
        built = understand(root, step)
    return paper_of(
        built.briefings,
        built.editions(),
        built.collection,
        templates(root),
        built.retell,
        edition=edition,
        kept=built.kept,
    )


def _made(root: Path, edition: str | None, sender: str) -> Mail:
    if "@" not in parseaddr(sender)[1] or CONTROL.search(sender) or len(sender.splitlines()) > 1:
        raise click.UsageError(f'--from {sender!r} is not one address; write "Name <name@example.org>"')
    with progress() as step:
        built = understand(root, step)
    return mail_of(
        built.briefings,
        built.editions(),
        built.collection,
        templates(root),
        sender=sender,
        edition=edition,
        kept=built.kept,
        changed=built.changed,
    )
