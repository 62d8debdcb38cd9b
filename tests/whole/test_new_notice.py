"""When the notice changes, people are asked again before they answer."""

from pathlib import Path
from shutil import copy

from bot.content import shipped_folder
from tests.whole.forum import living_forum


async def test_a_changed_notice_is_agreed_to_before_anything_is_answered(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    copy(shipped_folder() / "forum.yaml", content)
    async with living_forum(tmp_path, content) as forum:
        rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
        await forum.opened(rosalind, "Did you feel heard?")
        file = content / "forum.yaml"
        version = forum.services.content.forum.notice_version
        now, then = f"notice_version: {version + 1}", f"notice_version: {version}"
        file.write_text(file.read_text().replace(then, now))
        await forum.restart()
        await amira.tap("Answer")
        await amira.sees("Telegram carries this chat")
        await amira.tap("Agree")
        await amira.sees("Who are you?")
        await amira.tap("Parent or carer")
        await amira.sees("What this can change")
        versions = forum.rows("SELECT agreed_version FROM person WHERE telegram = ?", amira.id)
        assert versions == [(version + 1,)]
