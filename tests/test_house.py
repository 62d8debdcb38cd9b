"""The files around the code: image, locks, Makefile, and what may never be written into any file."""

import json
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import bot

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (
    "requirements.lock",
    "requirements-build.lock",
    "requirements-dev.lock",
    "tests/peer/requirements.lock",
)
NEWER_THAN_MAKE_381 = (".ONESHELL", ".RECIPEPREFIX", "!=", "::=", "&:", "$(file ", "$(intcmp ", "$(let ")

# Each holds a bracket, so that this file does not trip over itself.
FORBIDDEN = {
    "a package registry": re.compile(
        r"pyp[i]\.org|pythonh[o]sted\.org|npmj[s]\.|--(extra-)?inde[x]-url[ =]\S", re.I
    ),
    "a path of somebody's machine": re.compile(
        r"(?<![\w.}])/(wor[k]/(main|shared)|tm[p]/plan|opt/pyp[i]|roo[t]/)"
    ),
    "a word about how it was made": re.compile(
        r"\bsub-?agen[t]s?\b|\bchatgp[t]\b|\banthropi[c]\b|\bpart \d o[f] 6\b|\bissues sho[w]\b", re.I
    ),
    "a bot token": re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b"),
    "a private key": re.compile(r"-----BEGI[N] [A-Z ]*PRIVATE KEY-----"),
}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# The image


@dataclass(frozen=True)
class Instruction:
    word: str
    rest: str


def read_stages(text: str) -> list[list[Instruction]]:
    """The instructions of each stage, comments gone and continued lines joined."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    stages: list[list[Instruction]] = []
    for line in joined.splitlines():
        word, _, rest = line.partition(" ")
        if word == "FROM":
            stages.append([])
        stages[-1].append(Instruction(word, rest.strip()))
    return stages


STAGES = read_stages(read("Dockerfile"))


def found(word: str, stages: list[list[Instruction]] = STAGES) -> list[str]:
    return [one.rest for stage in stages for one in stage if one.word == word]


def in_final_stage(word: str) -> list[str]:
    return found(word, STAGES[-1:])


def environment() -> dict[str, str]:
    pairs = [pair.partition("=") for rest in in_final_stage("ENV") for pair in rest.split()]
    return {name: value for name, _, value in pairs}


def test_the_image_starts_from_a_slim_python_with_a_pinned_tag() -> None:
    bases = [rest.split()[0] for rest in found("FROM")]

    assert bases
    assert all(re.fullmatch(r"python:3\.1[1-4]-slim-[a-z]+", base) for base in bases)


def test_the_bot_in_the_image_is_not_root() -> None:
    words = [one.word for one in STAGES[-1]]

    assert int(in_final_stage("USER")[-1]) >= 1000
    assert words.index("USER") < words.index("CMD")


def test_data_and_keys_are_two_volumes_and_the_bot_is_told_where() -> None:
    assert [json.loads(rest) for rest in in_final_stage("VOLUME")] == [["/data", "/keys"]]
    assert environment()["HEARD_DATA_DIR"] == "/data"
    assert environment()["HEARD_KEYS_DIR"] == "/keys"


def test_the_image_says_whether_it_is_well_through_heard_status() -> None:
    (check,) = in_final_stage("HEALTHCHECK")

    assert json.loads(check.partition("CMD ")[2]) == ["heard", "status"]


def test_the_image_runs_the_bot_itself_so_that_sigterm_reaches_it() -> None:
    assert [json.loads(rest) for rest in in_final_stage("CMD")] == [["heard", "run"]]
    assert in_final_stage("STOPSIGNAL") == ["SIGTERM"]
    assert found("ENTRYPOINT") == found("SHELL") == []


def test_the_image_installs_only_what_the_locks_hold() -> None:
    installs = [
        part for run in found("RUN") for part in run.split("&&") if re.search(r"\bpip\b.* install", part)
    ]

    assert len(installs) == 3
    for install in installs:
        assert "--require-hashes" in install or "--no-index --no-deps" in install


def test_no_secret_can_get_into_the_image() -> None:
    told = " ".join(found("ENV") + found("ARG") + found("LABEL")).upper()
    allowed = {line[1:] for line in read(".dockerignore").splitlines() if line.startswith("!")}
    copied = {name for rest in found("COPY") if "--from" not in rest for name in rest.split()[:-1]}

    assert not re.search("TOKEN|SECRET|PASSWORD", told)
    assert found("ADD") == []
    assert "*" in read(".dockerignore").splitlines()
    assert copied == allowed


# The locks and the version


def read_lock(name: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each requirement."""
    entries = re.sub(r"\s*\\\n\s*", " ", read(name)).splitlines()
    pins = [
        re.fullmatch(r"([a-z0-9-]+)==(\S+)(?: ; [^-]+?)?((?: --hash=sha256:[0-9a-f]{64})*)", one)
        for one in entries
    ]
    assert all(pins), "a line that is not a pinned requirement with its hashes"
    return {pin[1]: (pin[2], pin[3].count("--hash")) for pin in pins if pin}


def project() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_requirement_has_a_hash_and_no_address(name: str) -> None:
    pins = read_lock(name)

    assert pins
    assert all(hashes for _, hashes in pins.values())
    assert not re.search(r"://|@|^-|/", read(name), re.MULTILINE)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    groups = project()["dependency-groups"]
    asked = {
        "requirements.lock": project()["project"]["dependencies"],
        "requirements-build.lock": groups["build"],
        "requirements-dev.lock": [one for one in groups["dev"] if isinstance(one, str)],
        "tests/peer/requirements.lock": read("tests/peer/requirements.in").split(),
    }
    for name, lines in asked.items():
        pins = read_lock(name)
        for requirement in map(Requirement, lines):
            distribution = re.sub(r"[-_.]+", "-", requirement.name).lower()
            assert distribution in pins, f"{name} lacks {requirement}: run make lock"
            assert pins[distribution][0] in requirement.specifier, f"{name} has another {requirement}"


def test_a_package_has_one_version_in_every_lock_of_the_bot() -> None:
    everything = read_lock("requirements-dev.lock")

    assert read_lock("requirements.lock").items() <= everything.items()
    assert read_lock("requirements-build.lock").items() <= everything.items()


def test_the_builder_is_the_locked_one() -> None:
    assert project()["build-system"]["requires"] == [
        "hatchling==" + read_lock("requirements-build.lock")["hatchling"][0]
    ]


def test_the_version_is_said_once_and_the_changelog_agrees() -> None:
    assert project()["project"]["dynamic"] == ["version"]
    assert project()["tool"]["hatch"]["version"] == {"path": "bot/__init__.py"}

    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.MULTILINE)

    assert newest is not None
    assert newest[1] == bot.__version__


# The Makefile


def test_the_makefile_has_every_command_that_the_notes_promise() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))

    assert {"demo", "run", "check", "test", "lint", "bench", "lock", "clean"} <= targets


def test_the_makefile_stays_within_what_the_make_of_macos_knows() -> None:
    makefile = read("Makefile")

    assert [word for word in NEWER_THAN_MAKE_381 if word in makefile] == []


def test_a_machine_without_a_fitting_python_gets_one_clear_line(tmp_path: Path) -> None:
    for name in ("requirements.lock", "requirements-build.lock", "pyproject.toml", "bot/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    done = subprocess.run(
        [
            "make",
            "-s",
            "-C",
            str(tmp_path),
            "-f",
            str(ROOT / "Makefile"),
            "check",
            "PYTHONS=no-such-python false",
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode != 0
    assert len(said) == 1
    assert said[0].startswith("Heard needs Python 3.11 or newer")


# Every file


def tracked_files() -> list[Path]:
    """What git tracks; in a copy without git, every file that a clone would have at these places."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode == 0 and listing.stdout:
        return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    rooms = [
        path for name in ("bot", "content", "tests", "benchmarks", ".ci") for path in (ROOT / name).rglob("*")
    ]
    return [path for path in [*ROOT.glob("*"), *rooms] if path.is_file() and "__pycache__" not in path.parts]


def test_no_file_holds_what_may_never_be_published() -> None:
    findings = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        findings += [
            f"{path.relative_to(ROOT)}: {what}: {hit[0]!r}"
            for what, pattern in FORBIDDEN.items()
            if (hit := pattern.search(text))
        ]

    assert findings == []


def test_the_forum_s_data_keys_and_secrets_are_never_tracked() -> None:
    ignored = read(".gitignore").splitlines()

    assert {"/data/", "/keys/", ".env"} <= set(ignored)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a package registry", "see https://py" + "pi.org/project/x"),
        ("a path of somebody's machine", "cd /ro" + "ot/heard"),
        ("a word about how it was made", "left to a sub-" + "agent"),
        ("a bot token", "12345678" + "90:" + "A" * 35),
        ("a private key", "-----BEGIN RSA PRIVATE" + " KEY-----"),
    ],
)
def test_what_may_never_be_published_would_be_found(what: str, text: str) -> None:
    assert FORBIDDEN[what].search(text)
