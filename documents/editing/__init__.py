"""Editing what papers say, block by block: of a wording that all papers of a kind are made from, and of one draft.

`rows` turns blocks into fields and back, `contents` says what of a paper may be edited, `forms` asks for it,
`differences` tells in words what changed, `specimens` shows a wording as a paper.
"""
