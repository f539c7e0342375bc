"""Biểu mẫu 01 (BM1) of Công văn 435/V05-P3: its columns, figures, cross-checks, workbook and print.

`form` is the form itself, `figures` computes a table, `checks` judges it, `workbook` and `paper` draw the same table.
Reads only; asking for files is `reporting.services.bm1`.
"""
