"""Columns of this app's lists, on the screen and in Excel."""
