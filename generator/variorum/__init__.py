"""Variorum: saved news articles -> a static site of story briefings, with the disagreements between sources noted."""

__version__ = "0.1.0"
