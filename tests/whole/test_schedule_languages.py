"""A post is seen before, and read, in each language that is in use."""

from pathlib import Path

from bot.content import shipped_folder
from tests.whole.forum import living_forum
from tests.whole.posting import words_made


async def test_words_typed_in_another_language_reach_those_who_read_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    shipped = (shipped_folder() / "forum.yaml").read_text(encoding="utf-8")
    (content / "forum.yaml").write_text(f"{shipped}\nlanguages: [{{id: pl, name: Polski}}]\n", "utf-8")
    async with living_forum(tmp_path, content) as forum:
        rosalind = await forum.joined("Rosalind")
        bo, ola = await forum.joined("Bo"), await forum.joined("Ola")
        await forum.services.store.write(
            lambda db: db.execute("UPDATE person SET language = 'pl' WHERE telegram = ?", (ola.id,))
        )
        seen = await words_made(rosalind, "Coffee on Friday", "Everybody who joined")
        assert [label for label in seen.buttons if label.startswith("👁")] == [
            "👁 As they see it: in private",
            "👁 As they see it: in private, Polski",
        ]
        await rosalind.tap("in private, Polski")
        await rosalind.sees("(EN)\u00a0Coffee on Friday")
        await rosalind.offered("Also in Polski")
        await rosalind.tap("Also in Polski")
        await rosalind.sees("Type the same words in Polski.")
        await forum.restart()
        await rosalind.type("Kawa w piątek")
        await rosalind.sees("Preview")
        await rosalind.tap("Post it")
        await rosalind.sees("It goes out now.")
        await forum.move()
        await ola.sees("Kawa w piątek")
        await bo.sees("Coffee on Friday")
