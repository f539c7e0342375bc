"""Every write of activities, assessments, commendations and discipline."""
