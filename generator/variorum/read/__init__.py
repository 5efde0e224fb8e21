"""content/ -> Collection: every file the editor wrote, validated; all problems are reported at once."""

from variorum.read.collection import read

__all__ = ["read"]
