"""Settings come from the environment, a file .env or secret files, and all that is wrong is told at once."""

import os
from pathlib import Path

import pytest

from bot.settings import BadSettings, read_settings, unknown_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty folder, and no setting of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("HEARD_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def refused(monkeypatch: pytest.MonkeyPatch, **settings: str) -> list[str]:
    """The lines that are said of these settings."""
    for name, value in settings.items():
        monkeypatch.setenv(f"HEARD_{name.upper()}", value)
    with pytest.raises(BadSettings) as caught:
        read_settings()
    return str(caught.value).splitlines()


def test_without_any_setting_the_usual_folders_and_telegram_are_meant() -> None:
    settings = read_settings()

    assert (settings.data_dir, settings.keys_dir, settings.content_dir) == (
        Path("data"),
        Path("keys"),
        Path("content"),
    )
    assert settings.api_url == "https://api.telegram.org"
    assert settings.token is None
    assert settings.coordinators == frozenset()


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("1:secret\n")
    monkeypatch.setenv("HEARD_BOT_TOKEN_FILE", "token")

    assert read_settings().token == "1:secret"


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_BOT_TOKEN", "1:secret")

    assert "secret'" not in repr(read_settings())


def test_the_environment_wins_over_the_file_and_an_empty_value_counts_as_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("HEARD_COORDINATORS=1\nHEARD_OFFICERS=2, 3\n")
    monkeypatch.setenv("HEARD_COORDINATORS", "4")
    monkeypatch.setenv("HEARD_LOG_LEVEL", "")

    settings = read_settings()

    assert settings.coordinators == {4}
    assert settings.officers == {2, 3}
    assert settings.log_level == "INFO"


def test_every_setting_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = refused(
        monkeypatch,
        coordinators="Rosalind",
        log_level="LOUD",
        listen="8080",
        api_url="telegram",
        webhook_url="heard.example",
    )

    assert [line.partition(": ")[0] for line in lines] == [
        "HEARD_API_URL",
        "HEARD_COORDINATORS",
        "HEARD_WEBHOOK_URL",
        "HEARD_LISTEN",
        "HEARD_LOG_LEVEL",
    ]
    assert lines[1] == "HEARD_COORDINATORS: put Telegram user ids (numbers) with commas between them"
    assert lines[3] == "HEARD_LISTEN: put an address and a port, such as 127.0.0.1:8080"


def test_settings_that_do_not_fit_together_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(
        monkeypatch, clock_file="clock", keys_dir="data/keys", webhook_url="https://heard.example"
    ) == [
        "HEARD_CLOCK_FILE is for the demo: it needs HEARD_API_URL on this machine",
        "HEARD_KEYS_DIR must not lie in HEARD_DATA_DIR: a backup would carry the keys",
        "HEARD_WEBHOOK_URL needs HEARD_LISTEN and HEARD_WEBHOOK_SECRET",
    ]


def test_a_secret_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, bot_token_file="token") == [
        "HEARD_BOT_TOKEN_FILE: token cannot be read (No such file or directory)"
    ]


@pytest.mark.parametrize("keys", ["data", "data/keys", "./data/../data/keys", "link"])
def test_keys_inside_the_data_folder_are_refused_by_any_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keys: str
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to("data")

    assert refused(monkeypatch, keys_dir=keys)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8765", True),
        ("http://localhost:1", True),
        ("http://[::1]:1", True),
        ("https://api.telegram.org", False),
        ("http://127.0.0.1.example.org", False),
    ],
)
def test_the_demo_s_clock_is_accepted_only_with_a_telegram_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, address: str, local: bool
) -> None:
    monkeypatch.setenv("HEARD_API_URL", address)

    assert read_settings().is_local is local


def test_a_name_with_a_wrong_letter_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_COORDINATOR", "1")
    monkeypatch.setenv("HEARD_XYZ", "1")

    assert unknown_settings() == [
        "HEARD_COORDINATOR is not a setting. Did you mean HEARD_COORDINATORS?",
        "HEARD_XYZ is not a setting.",
    ]
