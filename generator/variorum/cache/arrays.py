"""The near pairs of a collection -> JSON-ready values and back: arrays as the bytes they are."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from variorum.group.near import SEAL, Near


def packed(near: Near) -> list[Any]:
    """Return the near pairs as JSON-ready values."""
    arrays = [a.astype("<i8") for a in (near.looked, near.pairs)] + [a.astype("<f8") for a in (near.alike, near.known)]
    return [*(_text(part) for part in (b"".join(near.seals), *(a.tobytes() for a in arrays))), *near.languages]


def unpacked(value: Any) -> Near:
    """Return the near pairs of packed values."""
    seals, looked, pairs, alike, known = (base64.b64decode(text) for text in value[:5])
    languages = tuple(value[5:])
    return Near(
        seals=tuple(seals[at : at + SEAL] for at in range(0, len(seals), SEAL)),
        looked=np.frombuffer(looked, "<i8").astype(np.int64),
        pairs=np.frombuffer(pairs, "<i8").astype(np.int64),
        alike=np.frombuffer(alike, "<f8").astype(np.float64),
        known=np.frombuffer(known, "<f8").astype(np.float64).reshape(-1, len(languages)),
        languages=languages,
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
