"""The public page behind a paper's QR code."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from documents.choices import DocumentState
from documents.models import Document

#: What the public is told: tone, word. A recalled paper does not hold either; why is not the public's matter.
ANSWERS = {
    DocumentState.ISSUED: ("ok", "Văn bản đang có hiệu lực"),
    DocumentState.REPLACED: ("warn", "Văn bản đã được thay thế, không còn hiệu lực"),
    DocumentState.RECALLED: ("bad", "Văn bản không còn hiệu lực"),
}


@login_not_required
@require_GET
@never_cache
def check(request, code: str):
    """Whether the paper holds, with its number and date, and nothing else. Open to all: the code is the key."""
    found = Document.objects.open_to_all(code)
    document = found.only("state", "symbol", "signed_on").first()
    tone, word = ANSWERS[DocumentState(document.state)] if document else ("ask", "Không tìm thấy văn bản")
    context = {"document": document, "tone": tone, "word": word, "title": "Kiểm tra văn bản"}
    return render(request, "documents/check.html", context, status=200 if document else 404)
