"""Addresses under `/api/`. What is not one of them, or not done that way, is refused as everything here is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from amends.api.problems import method_not_allowed, not_found
from amends.api.v1 import api

View = Callable[..., Any]


def in_our_words(view: View) -> View:
    """The framework's own «not found» and «method not allowed» as problems."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return not_found().response()
        return method_not_allowed(response["Allow"]).response() if response.status_code == 405 else response

    return answered


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    return not_found().response()


_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    if _pattern.callback:
        _pattern.callback = in_our_words(_pattern.callback)

urlpatterns = [
    path("v1/", include((_patterns, _app), namespace=_namespace)),
    re_path(r"", nowhere),
]
