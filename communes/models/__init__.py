"""Provinces, communes, hamlets, agencies, and how units change."""

from communes.models.areas import AreaStatus
from communes.models.hamlets import Cluster, Hamlet, HamletPlacement, HamletYear
from communes.models.successions import Succession, SuccessionLine
from communes.models.units import Agency, Commune, CommuneName, Province

__all__ = [
    "Agency",
    "AreaStatus",
    "Cluster",
    "Commune",
    "CommuneName",
    "Hamlet",
    "HamletPlacement",
    "HamletYear",
    "Province",
    "Succession",
    "SuccessionLine",
]
