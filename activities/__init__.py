"""Meetings, propaganda, inspections; assessments, commendations, discipline."""
