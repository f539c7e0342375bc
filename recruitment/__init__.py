"""Campaigns, applications, councils, recognition."""
