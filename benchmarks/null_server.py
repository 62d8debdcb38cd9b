"""A Bot API that does nothing, as quickly as it can: a program of its own, so that it takes no time from
the bot that is measured.

Started with a plan as JSON in its argument. Writes one line of JSON when it listens, one at each mark,
and one when the last step was answered.
"""

import asyncio
import json
import re
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass
from itertools import count, islice

SIDE_BY_SIDE = 16
FIRST_PERSON = 10_000_001
FIRST_UPDATE = 500_000_001
AT_ONCE = 100
PATIENCE = 60.0
"""Seconds without an answer after which the bot is given up."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_OFFSET = re.compile(rb"offset=(\d+)")
_CHAT_ID = re.compile(rb"chat_id=(\d+)")
_ME = {"id": 1, "is_bot": True, "first_name": "Null", "username": "null_bot"}
_CHAT = {"id": FIRST_PERSON, "type": "private", "first_name": "Somebody"}
_MESSAGE = {"message_id": 10, "date": 1_790_000_000, "chat": _CHAT, "from": _ME, "text": "A question"}


@dataclass(frozen=True)
class Plan:
    """Each person sends `starts` times /start, then taps `walk`, then `cycle` again and again, until
    they have made `steps` steps. Sixteen people are under way side by side, and each of them waits for
    the answer before the next step."""

    people: int
    steps: int
    walk: tuple[str, ...]
    cycle: tuple[str, ...] = ()
    starts: int = 0
    mark: int = 0
    """A line is written each time so many steps were answered; 0: none."""

    @property
    def total(self) -> int:
        return self.people * self.steps

    def update(self, number: int, person: int, step: int) -> str:
        if step < self.starts:
            return _start(number, person)
        step -= self.starts
        if step < len(self.walk):
            return _tap(number, person, self.walk[step])
        return _tap(number, person, self.cycle[(step - len(self.walk)) % len(self.cycle)])


def _start(number: int, person: int) -> str:
    return (
        f'{{"update_id":{number},"message":{{"message_id":9,"date":1790000000,{_who(person)},'
        f'"text":"/start","entities":[{{"type":"bot_command","offset":0,"length":6}}]}}}}'
    )


def _tap(number: int, person: int, data: str) -> str:
    return (
        f'{{"update_id":{number},"callback_query":{{"id":"{number}","chat_instance":"1","data":"{data}",'
        f'"from":{_person(person)},"message":{{"message_id":10,"date":1790000000,{_who(person)},'
        f'"text":"A question"}}}}}}'
    )


def _who(person: int) -> str:
    return f'"from":{_person(person)},"chat":{{"id":{person},"type":"private","first_name":"Somebody"}}'


def _person(person: int) -> str:
    return f'{{"id":{person},"is_bot":false,"first_name":"Somebody"}}'


def _http(result: object) -> bytes:
    body = json.dumps({"ok": True, "result": result}, separators=(",", ":")).encode()
    return _raw(body)


def _raw(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    return head + body


_ANSWERS = {b"getMe": _http(_ME), b"editMessageText": _http(_MESSAGE), b"sendMessage": _http(_MESSAGE)}
_TRUE = _http(True)


class Telegram:
    """What was handed out, and what came back."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._began = 0.0
        self.answered = 0
        self._numbers = count(FIRST_UPDATE)
        self._waiting: deque[tuple[int, str]] = deque()
        self._steps: dict[int, int] = {}
        self._newcomers = iter(range(FIRST_PERSON, FIRST_PERSON + plan.people))
        self._held: asyncio.Transport | None = None
        for person in islice(self._newcomers, SIDE_BY_SIDE):
            self._go_on(person, 0)

    def answer(self, method: bytes, request: bytes, transport: asyncio.Transport) -> None:
        if method == b"getUpdates":
            self._confirm(request)
            self._hand_out(transport)
            return
        transport.write(_ANSWERS.get(method, _TRUE))
        if method in {b"editMessageText", b"sendMessage"}:
            chat = _CHAT_ID.search(request)
            assert chat is not None
            self._note_answer(int(chat[1]))

    def _confirm(self, request: bytes) -> None:
        offset = _OFFSET.search(request)
        while offset and self._waiting and self._waiting[0][0] < int(offset[1]):
            self._waiting.popleft()

    def _hand_out(self, transport: asyncio.Transport) -> None:
        if not self._waiting:
            self._held = transport  # a long poll: until somebody taps, or the bot ends
            return
        self._began = self._began or time.perf_counter()
        updates = ",".join(update for _, update in islice(self._waiting, AT_ONCE))
        transport.write(_raw(f'{{"ok":true,"result":[{updates}]}}'.encode()))

    def _note_answer(self, person: int) -> None:
        step = self._steps.pop(person, None)
        if step is None:
            return
        self.answered += 1
        self._tell()
        if step + 1 < self._plan.steps:
            self._go_on(person, step + 1)
        elif (newcomer := next(self._newcomers, None)) is not None:
            self._go_on(newcomer, 0)

    def _go_on(self, person: int, step: int) -> None:
        number = next(self._numbers)
        self._steps[person] = step
        self._waiting.append((number, self._plan.update(number, person, step)))
        if self._held is not None:
            held, self._held = self._held, None
            asyncio.get_running_loop().call_soon(self._hand_out, held)

    def _tell(self) -> None:
        done = self.answered == self._plan.total
        if done or (self._plan.mark and self.answered % self._plan.mark == 0):
            say({"answered": self.answered, "seconds": time.perf_counter() - self._began, "done": done})


class Connection(asyncio.Protocol):
    """Just enough of HTTP: whole requests with a length, answered in their order."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._waiting = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        self._waiting += data
        while (end := self._waiting.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._waiting, 0, end + 2)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._waiting) < whole:
                return
            request, self._waiting = self._waiting[:whole], self._waiting[whole:]
            path = request[: request.find(b" HTTP/")].partition(b"?")[0]
            self._telegram.answer(path.rpartition(b"/")[2], request, self._transport)


def say(line: object) -> None:
    print(json.dumps(line), flush=True)


async def serve(plan: Plan) -> None:
    telegram = Telegram(plan)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(telegram), "127.0.0.1", 0)
    say({"address": f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"})
    async with server:
        answered = -1
        while telegram.answered > answered:
            answered = telegram.answered
            await asyncio.sleep(PATIENCE)


def as_argument(plan: Plan) -> str:
    return json.dumps(asdict(plan))


def read_argument(argument: str) -> Plan:
    said = json.loads(argument)
    return Plan(**{**said, "walk": tuple(said["walk"]), "cycle": tuple(said["cycle"])})


if __name__ == "__main__":
    asyncio.run(serve(read_argument(sys.argv[1])))
