"""Invented people and facts for training and demonstration; no installation with real data loads it."""
