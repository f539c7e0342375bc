"""Membership cards, name badges and certificates: eight to an A4 sheet, each with a code that says whether it holds.

`codes` writes and reads the keyed code, `checking` answers for it, `rows` gathers what a card says, `paper` draws the
sheets; asking for them is `readiness.services.cards`.
"""
