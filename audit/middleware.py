"""Names every request, so that the entries it writes can be told together."""

from uuid import uuid4

from django.urls import reverse

from audit.context import origin


class RequestContextMiddleware:
    """Sets the origin of audit entries for the duration of a request and answers with its id."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid4().hex[:16]
        source = "admin" if request.path.startswith(reverse("admin:index")) else "page"
        with origin(source, request.request_id):
            response = self.get_response(request)
        response["X-Request-ID"] = request.request_id
        return response
