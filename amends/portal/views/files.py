"""A customer's own files and our letters to them, handed out as downloads and as nothing else."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from amends.portal.mycase.thread import their_files
from amends.portal.visits import Visit, visitors
from amends.record.attachments import open_file


@require_safe
@visitors
def download(request: HttpRequest, visit: Visit, file_id: str) -> HttpResponseBase:
    """Only what they sent, or were sent: another case's file, or one that staff added for themselves, is not there."""
    found = open_file(visit.reference, file_id) if file_id in their_files(visit.entries) else None
    if found is None:
        raise Http404
    file, path = found
    response = FileResponse(path.open("rb"), as_attachment=True, filename=file.filename, content_type=file.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
