"""Sentences that cannot both be true."""
