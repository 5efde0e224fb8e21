"""Quotations in two wordings, and who said them."""
