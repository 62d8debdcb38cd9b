"""Parts of an alert in words, for the lead's screens and for the note to hand on."""

from bot.actions.alerts import Who
from bot.core.people import AgeBand
from bot.core.words import Reader
from bot.services import Services


def source_words(services: Services, reader: Reader, source: str) -> str:
    """Where words were typed; empty for what was written in the alert itself."""
    known = next((kind for kind in ("survey", "group", "feedback") if source.startswith(kind)), "chat")
    return services.texts.button(reader, f"alert_source_{known}")


def band_words(services: Services, reader: Reader, who: Who) -> str:
    """What is known of them, in bands."""
    texts, person = services.texts, who.person
    if person is None:
        return texts.button(reader, "alert_who_stranger")
    known = [texts.button(reader, f"button_audience_{person.audience}")]
    if person.age in [*AgeBand]:
        known.append(texts.button(reader, f"button_age_{person.age}"))
    areas = {area.id: area.text.choose(reader) for area in services.content.forum.areas}
    if person.area is not None:
        known.append(areas.get(person.area, person.area))
    return ", ".join(known)
