"""Wiring only: settings, urls, celery, wsgi. Nobody imports this package."""

__version__ = "0.1.0"
