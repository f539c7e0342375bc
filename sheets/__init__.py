"""Workbooks in and out: the only package that knows spreadsheet libraries.

`reading` turns what a person uploads into rows that know their place in the sheet, `tables` finds the header among
them, `writing` makes lists and printed forms. Pure: no models, no settings. What cannot be read is a `SheetError`.
"""
