"""Who may talk to the simulator: this machine's own pages and programs, nobody else's page."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_MARK = b"x-heard-simulator"
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses foreign hosts and origins; splits the bot's side from the page's."""

    def __init__(self, bot_side: ASGIApp, user_side: ASGIApp) -> None:
        self._bot_side = bot_side
        self._user_side = user_side

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = _refusal(scope)
        if refusal:
            await JSONResponse({"error": refusal}, 403, _HEADERS)(scope, receive, send)
        elif scope["path"].startswith(("/bot", "/file/bot")):
            await self._bot_side(scope, receive, send)
        else:
            await self._user_side(scope, receive, _with_headers(send))


def _refusal(scope: Scope) -> str:
    """Why this request is not served; empty when it is."""
    host, origin, marked = b"", None, False
    for name, value in scope["headers"]:
        if name == b"host":
            host = value
        elif name == b"origin":
            origin = value
        elif name == _MARK:
            marked = value == b"1"
    if _hostname(host) not in _LOOPBACK:
        return "only served to this machine"
    if origin is not None and origin != b"http://" + host:
        return "not for other pages"
    if scope["method"] == "POST" and not marked and scope["path"].startswith("/sim"):
        return "the header X-Heard-Simulator: 1 is missing"
    return ""


def _hostname(host: bytes) -> str:
    name = host.decode("latin-1")
    if name.startswith("127.0.0.1:"):
        return "127.0.0.1"
    try:
        return urlsplit(f"//{name}").hostname or ""
    except ValueError:
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
