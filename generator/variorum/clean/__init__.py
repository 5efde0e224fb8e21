"""Article -> Reading: the sentences worth reading as verbatim spans, and what the page furniture told."""

from variorum.clean.reading import clean, tidy

__all__ = ["clean", "tidy"]
