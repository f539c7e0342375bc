"""What keeps teams at work: training, equipment, duty and patrols, allowances, injuries."""

from readiness.models.allowances import AllowanceLine, AllowanceRate, AllowanceSheet
from readiness.models.duty import DutyAssignment, DutyRoster, DutyShift, Patrol, PatrolMember
from readiness.models.equipment import EquipmentIssue
from readiness.models.injuries import Injury
from readiness.models.stock import StockEntry
from readiness.models.training import Attendance, PostAttendance, Training, TrainingTopic

__all__ = [
    "AllowanceLine",
    "AllowanceRate",
    "AllowanceSheet",
    "Attendance",
    "DutyAssignment",
    "DutyRoster",
    "DutyShift",
    "EquipmentIssue",
    "Injury",
    "Patrol",
    "PatrolMember",
    "PostAttendance",
    "StockEntry",
    "Training",
    "TrainingTopic",
]
