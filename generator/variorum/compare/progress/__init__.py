"""How far things have come: ladders of known answers, and what is not yet done."""
