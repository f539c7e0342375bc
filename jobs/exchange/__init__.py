"""Registers in and out of workbooks: one `SheetResource` a register, for both ways.

`fields` and `widgets` say what a cell means, `resources` what a register's columns are, `reading` finds the table in a
workbook, `checking` judges its rows in sets, `findings` is what comes of it, `previews` keeps that for the pages.
"""
