"""How figures, dates and hours are read."""
