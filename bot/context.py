"""What PTB hands to our handlers: its context with our services, and its application without a safety net."""

from typing import Any, cast

from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.services import Services

Bot = ExtBot[Any]


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], Services]):
    """`context.services` in every handler. Neither `user_data` nor `chat_data` is used: they forget."""

    __slots__ = ()

    @property
    def services(self) -> Services:
        return self.bot_data


def context_types(
    services: Services,
) -> ContextTypes[Context, dict[Any, Any], dict[Any, Any], Services]:
    """For `Application.builder().context_types(…)`."""
    # PTB calls `bot_data` once to make the bot's data, so a function that gives ours will do.
    return ContextTypes(context=Context, bot_data=cast(type[Services], lambda: services))


class FrankApplication(Application[Bot, Context, dict[Any, Any], dict[Any, Any], Services, Any]):
    """Lets a handler's error out of `process_update`, where PTB would only log it.

    Otherwise a full disk would look like success, and the update would be confirmed.
    For `Application.builder().application_class(…)`.
    """

    async def process_error(
        self, update: object | None, error: Exception, job: Any = None, coroutine: Any = None
    ) -> bool:
        raise error
