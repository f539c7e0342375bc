"""Pages of papers."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from documents.models import Document


@login_not_required
@require_GET
@never_cache
def check(request, code: str):
    """What a QR code leads to: whether the paper holds, with number and date, and nothing else. Open to all."""
    document = Document.objects.filter(check_code=code).exclude(check_code=None).first()
    return render(request, "documents/check.html", {"document": document}, status=200 if document else 404)
