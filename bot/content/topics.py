"""What people need help with, and how they write: `topics.yaml` and `speech.yaml`."""

from pathlib import Path

from pydantic import ValidationError

from bot.content.files import read_document
from bot.content.plain_english import tell_long_sentences
from bot.content.problems import Findings
from bot.content.wording import tell
from bot.core.support.topics import ENOUGH_PHRASES, Speech, Topic, TopicList, speech_faults, topic_faults

TOPICS = "topics.yaml"
SPEECH = "speech.yaml"


def read_topics(folder: Path, shipped: Path, findings: Findings) -> dict[str, Topic]:
    """All topics by id. The forum's own stand beside the shipped ones, or in their place."""
    folders = dict.fromkeys((shipped, folder))
    return {
        topic.id: topic
        for one in folders
        if (one / TOPICS).exists()
        for topic in _read(one / TOPICS, findings)
    }


def read_speech(folder: Path, shipped: Path, findings: Findings) -> Speech:
    """The forum's own file takes the place of the shipped one."""
    path = next((one / SPEECH for one in (folder, shipped) if (one / SPEECH).exists()), None)
    file = None if path is None else read_document(path, findings)
    if file is None:
        return Speech()
    try:
        speech = Speech.model_validate(file.value)
    except ValidationError as error:
        tell(error, Speech, (), file, findings)
        return Speech()
    for fault in speech_faults(speech):
        findings.problem(file.path, fault.place, fault.what, fault.remedy, file.line(fault.place))
    return speech


def _read(path: Path, findings: Findings) -> tuple[Topic, ...]:
    file = read_document(path, findings)
    if file is None:
        return ()
    try:
        found = TopicList.model_validate(file.value)
    except ValidationError as error:
        tell(error, TopicList, (), file, findings)
        return ()
    for fault in topic_faults(found.topics):
        findings.problem(path, fault.place, fault.what, fault.remedy, file.line(fault.place))
    tell_long_sentences(found, path, findings)
    for at, topic in enumerate(found.topics):
        count = len(topic.phrases) + len(topic.young)
        if count < ENOUGH_PHRASES:
            what = f"{count} phrases: with {ENOUGH_PHRASES} or more, people are understood better."
            findings.note(path, ("topics", at), what)
    return found.topics
