"""Regimes, outlines, reports and their review; deadlines, reminders; dashboards."""
