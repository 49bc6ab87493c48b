"""What rises out of an endpoint, as problem+json."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from filon.kernel.errors import Conflict, Refused
from filon.kernel.rest import Fault, problem

logger = logging.getLogger("filon.api")


def register(api: NinjaAPI) -> None:
    """Teach an API to answer every error this way."""
    answers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: refused,
        Http404: lambda request, error: missing(),
        ObjectDoesNotExist: lambda request, error: missing(),
        PermissionDenied: lambda request, error: forbidden(),
        ValidationError: invalid,
        HttpError: unreadable,
        RequestDataTooBig: lambda request, error: too_large(),
        Exception: broken,
    }
    for error, answer in answers.items():
        api.add_exception_handler(error, answer)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """A guard said no: 409 when somebody was quicker, else 422 with what to mend."""
    status, title = (409, _("Conflit")) if isinstance(error, Conflict) else (422, _("Demande refusée"))
    fault = Fault(field=error.field, detail=error.message, code=error.code)
    return problem(status, code=error.code, title=title, detail=error.message, errors=[fault] if error.field else [])


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Parameters or body that are not what the endpoint declares."""
    faults = [Fault(field=_place(fault["loc"]), detail=fault["msg"], code=fault["type"]) for fault in error.errors]
    detail = _("Corrigez les champs indiqués dans « errors ».")
    return problem(422, code="invalid", title=_("Demande mal formée"), detail=detail, errors=faults)


def _place(location: Sequence[Any]) -> str:
    """Where a fault is, as the caller wrote it: without "body" or "query" and the endpoint's own name for them."""
    steps = [str(step) for step in location]
    return ".".join(steps[2:] if steps[:1] == ["body"] else steps[-1:])


def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON, and whatever an endpoint refuses by status."""
    return problem(error.status_code, code="unreadable", title=_("Demande illisible"), detail=error.message)


def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our fault: logged with its trace, told without it."""
    logger.error("%s %s failed", request.method, request.resolver_match, exc_info=error)
    got_request_exception.send(sender=None, request=request)
    return problem(
        500, code="broken", title=_("Erreur de Filon"), detail=_("L’erreur a été notée. Réessayez plus tard.")
    )


def missing() -> HttpResponse:
    return problem(
        404, code="not_found", title=_("Introuvable"), detail=_("Rien n’existe à cette adresse pour cette clé.")
    )


def forbidden(detail: str = "") -> HttpResponse:
    return problem(
        403, code="forbidden", title=_("Interdit"), detail=detail or _("Cette clé ne permet pas cette opération.")
    )


def too_large() -> HttpResponse:
    return problem(
        413, code="too_large", title=_("Demande trop volumineuse"), detail=_("Envoyez-la en plusieurs parties.")
    )


def unauthorized() -> HttpResponse:
    response = problem(
        401,
        code="unauthorized",
        title=_("Clé absente ou inconnue"),
        detail=_("Envoyez une clé valable dans l’en-tête « Authorization: Bearer … »."),
    )
    response["WWW-Authenticate"] = 'Bearer realm="filon"'
    return response


def wrong_method(allowed: list[str]) -> HttpResponse:
    response = problem(
        405,
        code="method_not_allowed",
        title=_("Méthode non permise"),
        detail=_("Cette adresse accepte : %(methods)s.") % {"methods": ", ".join(allowed)},
    )
    response["Allow"] = ", ".join(allowed)
    return response


def too_many() -> HttpResponse:
    return problem(
        429,
        code="too_many_requests",
        title=_("Trop de demandes"),
        detail=_("Cette clé a épuisé sa minute : attendez le délai de l’en-tête Retry-After."),
    )
