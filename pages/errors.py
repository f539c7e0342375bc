"""Answers when something is not allowed or not right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contracts.policy import PolicyDenied


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the refusal with its rule. Only reasons of our own policies are repeated to the user."""
    reason = exception.reason if isinstance(exception, PolicyDenied) else ""
    return render(request, "403.html", {"reason": reason}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that was open too long: nothing was saved."""
    return render(request, "403_csrf.html", status=403)
