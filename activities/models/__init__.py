"""Activities, assessments, commendations, discipline: each of any subject, with its own commune and date."""

from activities.models.activities import Absence, Activity
from activities.models.assessments import Assessment
from activities.models.honours import Commendation, Discipline

__all__ = ["Absence", "Activity", "Assessment", "Commendation", "Discipline"]
