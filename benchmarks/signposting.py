"""How often the right organisation is found for questions that the search was not tuned on."""

from benchmarks.report import Figure, at_least, beside
from bot.content import load_content, shipped_folder
from bot.core.support.search import Index
from tests.core.support.measuring import TUNED, UNSEEN, Share, measure_half


def measure() -> list[Figure]:
    content = load_content(shipped_folder(), shipped_folder())
    index = Index.build(content.topics, content.organisations.values(), content.jargon, content.speech)
    unseen = measure_half(index, UNSEEN)
    return [
        at_least("signposting: right among the first three, unseen", unseen.among, 0.9),
        at_least("  right first, unseen", unseen.first, 0.75),
        beside("  the same where nobody knows who asks", _both(measure_half(index, UNSEEN, known=False))),
        beside("  the same on the half that was tuned on", _both(measure_half(index, TUNED))),
        beside("  small talk that named an organisation, unseen", f"{unseen.small_talk:.2f}"),
    ]


def _both(share: Share) -> str:
    return f"{share.among:.2f} and {share.first:.2f}"
