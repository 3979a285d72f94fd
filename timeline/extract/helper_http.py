"""Post one question to an OpenAI-compatible endpoint, and hand back what the model said.

Redirects are refused, so that neither key nor article goes anywhere but to the host
that a person named. No message of an error holds the key, or anything the server said.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Any

from timeline.errors import HelperError

if TYPE_CHECKING:
    from timeline.extract.helper import HelperSettings

_CHUNK = 1 << 16
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_STATUSES = {
    400: "does not take this question; check DATELINE_LM_MODEL",
    401: "refuses the key; check DATELINE_LM_KEY",
    403: "refuses the key; check DATELINE_LM_KEY",
    404: "knows no such address or model; check DATELINE_LM_URL and DATELINE_LM_MODEL",
    413: "finds the question too long; ask with smaller pieces",
    429: "has had too many questions; wait, or check what the key allows",
}


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Go nowhere else, so that the redirect is an error with its status."""


def post(settings: HelperSettings, body: bytes) -> str:
    """Return the text of the first choice that the endpoint gives; raises HelperError."""
    host = settings.host
    try:
        with _opener(host).open(_request(settings, body), timeout=settings.timeout_s) as response:
            held = _held(response, settings)
    except urllib.error.HTTPError as error:
        error.close()
        raise HelperError(_refusal(host, error.code)) from None
    except TimeoutError:
        raise _too_slow(settings) from None
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise _too_slow(settings) from None
        raise HelperError(
            f"The helper at {host} cannot be reached ({type(error).__name__}); check "
            "DATELINE_LM_URL and that it runs."
        ) from None
    return _content(held, host)


def _opener(host: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_NoRedirects()]
    if host in _LOOPBACK:
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def _request(settings: HelperSettings, body: bytes) -> urllib.request.Request:
    headers = {"Content-Type": "application/json", "User-Agent": "Dateline"}
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    url = f"{settings.url.rstrip('/')}/chat/completions"
    return urllib.request.Request(url, data=body, headers=headers, method="POST")


def _held(response: HTTPResponse, settings: HelperSettings) -> bytes:
    until = time.monotonic() + settings.timeout_s
    held = bytearray()
    while chunk := response.read1(_CHUNK):
        held += chunk
        if len(held) > settings.answer_bytes:
            raise HelperError(
                f"The helper at {settings.host} answers with more than "
                f"{settings.answer_bytes:,} bytes, which is the limit; use another model."
            )
        if time.monotonic() > until:
            raise _too_slow(settings)
    return bytes(held)


def _too_slow(settings: HelperSettings) -> HelperError:
    return HelperError(
        f"The helper at {settings.host} took longer than {settings.timeout_s:g} seconds; "
        "use a smaller model or allow more time."
    )


def _refusal(host: str, status: int) -> str:
    if 300 <= status < 400:
        says = "sends on to another address, which is not followed; check DATELINE_LM_URL"
    else:
        says = _STATUSES.get(status, "has failed; try again later")
    return f"The helper at {host} {says} (status {status})."


def _content(held: bytes, host: str) -> str:
    try:
        said = json.loads(held)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        said = None
    if isinstance(said, list):
        said = "".join(part.get("text") or "" for part in said if _is_text(part))
    if not isinstance(said, str):
        raise HelperError(
            f"The helper at {host} does not answer as an OpenAI-compatible endpoint does; "
            "check DATELINE_LM_URL."
        )
    return said


def _is_text(part: object) -> bool:
    return isinstance(part, dict) and isinstance(part.get("text"), str)
