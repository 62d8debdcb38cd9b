"""Build the wheel, install it into an empty environment, and use it from a folder of its own."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
INSIDE = ("bot/py.typed", "bot/simulator/page/", "bot/store/migrations/", "bot/default_content/forum.yaml")
PATIENCE = 60.0


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="heard-wheel-") as folder:
        room = Path(folder)
        wheel = build_wheel(room)
        check_names(wheel)
        heard = install(wheel, room / "venv")
        elsewhere = room / "elsewhere"
        elsewhere.mkdir()
        check_version(wheel, run(heard, "--version", cwd=elsewhere))
        # The check wants to know who is alerted when somebody is in danger.
        print(run(heard, "check", cwd=elsewhere, HEARD_SAFEGUARDING="1").strip())
        try_demo(heard, elsewhere)


def build_wheel(room: Path) -> Path:
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", str(room), str(ROOT), cwd=room)
    (wheel,) = room.glob("heard-*.whl")
    return wheel


def check_names(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    missing = [wanted for wanted in INSIDE if not any(name.startswith(wanted) for name in names)]
    if missing:
        sys.exit(f"the wheel lacks {', '.join(missing)}")


def check_version(wheel: Path, said: str) -> None:
    print(said.strip())
    if (version := wheel.name.split("-")[1]) not in said.split():
        sys.exit(f"the wheel is {version}, heard says {said.strip()}")


def install(wheel: Path, place: Path) -> str:
    venv.create(place, with_pip=True)
    pip = (str(place / "bin" / "python"), "-m", "pip", "install", "--quiet")
    lock = str(ROOT / "requirements.lock")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock, cwd=place)
    run(*pip, "--no-index", "--no-deps", str(wheel), cwd=place)
    return str(place / "bin" / "heard")


def run(*command: str, cwd: Path, **settings: str) -> str:
    environment = {**bare_environment(), **settings}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} exited with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def bare_environment() -> dict[str, str]:
    """Nothing of this project or of somebody's own settings may help the wheel along."""
    hidden = ("HEARD_", "PYTHON", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(hidden)}


def try_demo(heard: str, folder: Path) -> None:
    log = folder / "demo.log"
    with log.open("wb") as output:
        demo = subprocess.Popen(
            [heard, "demo", "--port", "0"],
            cwd=folder,
            env=bare_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = read_address(demo, log)
        with urlopen(address, timeout=10) as page:
            print(f"heard demo: {address} answers {page.status}")
        demo.send_signal(signal.SIGTERM)
        if code := demo.wait(timeout=10):
            sys.exit(f"heard demo exited with {code} after SIGTERM\n{log.read_text()}")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(demo.pid, signal.SIGKILL)


def read_address(demo: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and demo.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text()):
            return found.group()
        time.sleep(0.1)
    sys.exit(f"heard demo did not say where its page is:\n{log.read_text()}")


if __name__ == "__main__":
    main()
