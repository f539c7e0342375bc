"""Directives, adoptions, targets, action items; periods, indicators, figures."""
