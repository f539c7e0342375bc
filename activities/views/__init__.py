"""Pages of activities, assessments, commendations and discipline."""
