"""The Celery application. Schedules live in code; due dates live in columns (see docs/architecture.md)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antt.settings")

app = Celery("antt")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
