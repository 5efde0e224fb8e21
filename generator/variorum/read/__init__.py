"""content/ -> Collection and Kept: every file the editor wrote, validated; all problems are reported at once."""

from variorum.read.collection import read
from variorum.read.kept import kept

__all__ = ["kept", "read"]
