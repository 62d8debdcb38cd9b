"""Updates taken in, in order per person, and confirmed only when their effect is stored."""

from bot.intake.intake import Intake, NotTaken
from bot.intake.outage import Outage
from bot.intake.polling import Polling, WrongToken

__all__ = ["Intake", "NotTaken", "Outage", "Polling", "WrongToken"]
