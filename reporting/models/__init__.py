"""Regimes, outlines, expected reports and their versions; deadlines and reminders."""

from reporting.models.deadlines import Collection, Deadline, Reminder
from reporting.models.outlines import Outline, OutlineSection, Regime, SectionIndicator
from reporting.models.reports import Report, ReportDuty, ReportFigure, ReportSection

__all__ = [
    "Collection",
    "Deadline",
    "Outline",
    "OutlineSection",
    "Regime",
    "Reminder",
    "Report",
    "ReportDuty",
    "ReportFigure",
    "ReportSection",
    "SectionIndicator",
]
