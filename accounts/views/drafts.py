"""Where forms send what is being typed, and where a draft is thrown away."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.services import drafts


@require_POST
def draft_keep(request) -> HttpResponse:
    """Keep what was typed; nothing is shown of it here."""
    try:
        drafts.draft_keep(actor=request.user, address=request.POST.get("_address", ""), data=request.POST)
    except ValidationError as refusal:
        return HttpResponse(refusal.messages[0], status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@require_POST
def draft_drop(request) -> HttpResponse:
    """Throw the draft away and open the form anew."""
    address = request.POST.get("_address", "")
    drafts.draft_drop(actor=request.user, address=address)
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return redirect(address if safe else "/")
