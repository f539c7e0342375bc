"""Provinces, communes, hamlets, agencies, succession."""
