"""Conditions of this app's lists."""
