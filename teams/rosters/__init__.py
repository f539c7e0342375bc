"""Danh sách trích ngang: members of a team, a commune or a province as of a day, on screen, paper and in Excel.

`rows` reads who served and what may be said of them, `workbook` draws the form; asking for files is
`teams.services.rosters`.
"""
