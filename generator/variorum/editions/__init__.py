"""Briefings -> Editions, frozen when they end.

Read in this order: nouns (what an edition says), making (what stands in which), telling (a briefing as an edition tells
it), record (an edition as a file), inputs (what was changed since), comparing (what one edition changed).
"""

from variorum.editions.comparing import Development, homes, moves
from variorum.editions.inputs import Change, Changed, changed, fingerprint, stands
from variorum.editions.making import Retell, day_of, editions, frame, frames
from variorum.editions.nouns import Cited, Correction, Edition, Kept, Moved, Point, Question, Said, Side, Snapshot
from variorum.editions.record import RECORD, record

__all__ = [
    "RECORD", "Change", "Changed", "Cited", "Correction", "Development", "Edition", "Kept", "Moved", "Point",
    "Question", "Retell", "Said", "Side", "Snapshot", "changed", "day_of", "editions", "fingerprint", "frame",
    "frames", "homes", "moves", "record", "stands",
]  # fmt: skip
