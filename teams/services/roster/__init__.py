"""A commune's roster brought in as a whole: checked in sets, written in bulk.

A roster records those who already serve: only plausibility is judged. `lookups` reads what the rows are compared with,
`checking` judges them, `writing` writes them.
"""
