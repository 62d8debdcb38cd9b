"""Starts bots quickly: imports what `heard run` imports and reads the content once, and forks a process
for each bot.

Reads one request a line, `{"environment": …, "folder": …}`; answers with the process number, and, when that
process has ended, with its exit code (negative: the signal that ended it).
"""

import json
import os
import sys
import traceback
from unittest.mock import patch

from bot.__main__ import main
from tests.shipped import load_content, shipped_content, watch_over


def serve() -> None:
    """Until there are no more requests."""
    watch_over(shipped_content().harm).look("")
    services = "bot.making_services"
    with patch(f"{services}.load_content", load_content), patch(f"{services}.Watch", watch_over):
        _answer_requests()


def _answer_requests() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        number = os.fork()
        if number == 0:
            _become_bot(request)
        print(number, flush=True)
        _, status = os.waitpid(number, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become_bot(request: dict[str, object]) -> None:
    code = 70
    try:
        os.environ.clear()
        os.environ.update({str(name): str(value) for name, value in dict(request["environment"]).items()})  # type: ignore[call-overload]
        os.chdir(str(request["folder"]))
        sys.stdin.close()
        code = main(["run"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
