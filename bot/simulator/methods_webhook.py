"""The bot's methods that say where its updates should go."""

import re
from urllib.parse import urlsplit

from bot.simulator.params import Params
from bot.simulator.refusals import Json, bad_request
from bot.simulator.webhook import Webhook
from bot.simulator.world import World

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def set_webhook(world: World, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: the simulator calls only addresses of this machine")
    secret = params.text("secret_token")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    remember_allowed(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    _stop(world)
    world.updates.end_poll("webhook")
    world.webhook = Webhook(url, secret, world.updates, world.clock.unix, world.quiet.look)
    world.webhook.start()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    _stop(world)
    return True


def get_webhook_info(world: World, _params: Params) -> Json:
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    if world.webhook is not None:
        info |= world.webhook.info()
    return info


def remember_allowed(world: World, params: Params) -> None:
    """Not given: as before. Empty: the usual kinds."""
    if params.data("allowed_updates") is not None:
        world.updates.allowed = [str(kind) for kind in params.listed("allowed_updates")]


def _stop(world: World) -> None:
    if world.webhook is not None:
        world.webhook.stop()
        world.webhook = None
