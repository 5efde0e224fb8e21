"""A saved mail or web archive (.eml, .mht, .mhtml) -> one draft."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr

from variorum.errors import Problem
from variorum.read import page
from variorum.read.draft import Draft, Saved
from variorum.read.located import Located
from variorum.read.source import without_forbidden


def drafts(saved: Saved) -> tuple[Draft | Problem, ...]:
    """Return the article of a mail: its plain text as it is, else the article in its HTML part.

    Subject, sender's name and Date header become title, publisher and published.
    """
    message = email.message_from_bytes(saved.data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        return (Problem(path=saved.path, line=1, message="is not a mail: it has no headers; save it again as .eml"),)
    try:
        part = message.get_body(("plain", "html"))
        content = part.get_content() if part else ""
        html = part is not None and part.get_content_type() == "text/html"
    except (LookupError, UnicodeError, KeyError, AttributeError, ValueError):
        what = "the text of the mail cannot be decoded; copy it into a .txt file"
        return (Problem(path=saved.path, line=1, message=what),)
    fields: dict[str, object] = _headers(message)
    text = without_forbidden(str(content))
    if html:
        extracted = page.extract(text)
        fields = {**extracted.fields, **fields} if saved.name.lower().endswith(".eml") else extracted.fields
        text = extracted.text
    located = Located(value=None, path=saved.path, lines={(): 1})
    return (Draft(id=saved.name, path=saved.path, line=1, text_line=1, fields=fields, document=located, text=text),)


def _headers(message: EmailMessage) -> dict[str, object]:
    fields: dict[str, object] = {}
    try:
        subject, sender, sent = message["Subject"], message["From"], message["Date"]
    except (ValueError, IndexError, AttributeError, TypeError):  # the stdlib's header parser stumbles over some spam
        return fields
    if subject and str(subject).strip():
        fields["title"] = without_forbidden(" ".join(str(subject).split()))
    name = parseaddr(str(sender))[0] if sender else ""
    if name:
        fields["publisher"] = without_forbidden(name)
    when = getattr(sent, "datetime", None)
    if when is not None:
        fields["published"] = when.strftime("%Y-%m-%d %H:%M")
    return fields
