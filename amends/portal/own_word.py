"""Answers that are the customer's own word: nobody who is signed in as a member of staff gives them from their page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase

from amends.portal.answering import page, secret

REFUSED = 409
Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def own_word(view: View[Arguments]) -> View[Arguments]:
    """Staff may look at a customer's page by its link. What a customer tells them they write down as their own step."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return secret(page(request, "portal/staff_here.html", status=REFUSED))
        return view(request, *args, **kwargs)

    return asked
