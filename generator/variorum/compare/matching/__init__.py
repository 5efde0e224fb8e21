"""Which figures answer one question, and what becomes of them."""
