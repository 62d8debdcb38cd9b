"""Hard words: one by one, as a list, and those that nobody explained."""

from tests.whole.forum import Forum
from tests.whole.voting import parents_of, posted

TERMS = "SELECT times, term FROM asked_term"


async def test_a_word_is_explained_behind_the_command_and_in_a_question(forum: Forum) -> None:
    amira, zofia = await forum.joined("Amira"), await forum.town.person("Zofia")
    await zofia.start()
    for person in (amira, zofia):
        for words in ("/jargon ehcp", "/jargon EHCPs", "what is an ehcp", "whats an EHCP?", "ehcp mean?"):
            await person.type(words)
            term = await person.sees("A legal paper from the council.")
            assert term.text.startswith("EHCP\n")
            assert "Also called: EHC plan" in term.text
            await person.offered("🆘 Help now")
    assert forum.rows("SELECT count(*) FROM person") == [(1,)]
    assert forum.rows("SELECT * FROM looked_for") == []


async def test_the_list_is_turned_and_leads_to_every_word(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/jargon")
    seen = await amira.sees("Hard words, A to ")
    words = len(seen.buttons)
    while "More ›" in amira.screen().buttons:
        await amira.tap("More ›")
        words += len(amira.screen().buttons)
    terms = forum.services.content.jargon
    assert words >= len(terms)
    await amira.tap("tribunal")
    await amira.sees("tribunal\n")
    await amira.tap("All hard words")
    assert "tribunal" in amira.screen().buttons


async def test_the_shorter_form_is_for_who_likes_it(forum: Forum) -> None:
    amira = await forum.joined("Amira")
    await amira.type("/settings")
    await amira.tap("How I like to read")
    await amira.tap("Shorter")
    await amira.type("/jargon senco")
    await amira.sees("The teacher who plans extra help in a school.")


async def ask(forum: Forum, names: str, words: str) -> None:
    for name in names.split():
        person = await forum.town.person(name)
        await person.start()
        await person.type(words)
        await person.offered("All topics")


async def test_a_word_that_nobody_explained_is_offered_once_enough_people_asked(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await ask(forum, "Amira Bo Cy Folake", "what is a frobnicator")
    await ask(forum, "Amira", "what is a Frobnicator?")
    assert forum.rows(TERMS) == [(4, None)], "not the word itself; and Amira counts once a day"
    await rosalind.type("/today")
    assert "hard word" not in (await rosalind.sees("needs you now")).text

    gethin = await forum.joined("Gethin")
    await gethin.type("/jargon the frobnicator")
    await gethin.sees("Sorry, I have no plain words for that yet.")

    assert forum.rows(TERMS) == [(5, "frobnicator")]
    await rosalind.tap("Look again")
    await rosalind.sees("1 hard word that people asked about is not explained yet.")
    await rosalind.tap("Look at the words")
    await rosalind.sees("• frobnicator: asked 5 times")
    await rosalind.tap("Explain: frobnicator")
    await rosalind.sees("What does frobnicator mean?")
    await rosalind.type("A tool <b>that</b> everybody asks for. Nobody has seen one.")
    await rosalind.sees("Is this right?")
    assert await rosalind.tap("Save") == "Saved. Whoever asks for it finds it from now on."
    assert forum.rows(TERMS) == []
    await gethin.type("whats a frobnicator?")
    await gethin.sees("A tool <b>that</b> everybody asks for. Nobody has seen one.")


async def test_what_needs_no_explaining_is_taken_out(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    await ask(forum, "Amira Bo Cy Folake Gethin", "what is a lovely doodah")
    await rosalind.type("/jargon")
    await rosalind.tap("Explain hard words")
    await rosalind.sees("• lovely doodah: asked 5 times")
    await rosalind.tap("Take out: lovely doodah")
    await rosalind.sees("Every word that people asked about is explained.")
    assert forum.rows(TERMS) == []


async def test_a_coordinator_explains_a_word_changes_it_and_takes_it_out(forum: Forum) -> None:
    rosalind, amira = await forum.joined("Rosalind"), await forum.joined("Amira")
    await rosalind.type("/jargon")
    await rosalind.tap("Explain hard words")
    await rosalind.tap("Explain another word")
    await rosalind.sees("Type the word, a colon, and what it means.")
    for typed, said in (
        ("a word without a colon", "type the word first, then a colon"),
        ("senco: Somebody.", "“senco” is explained in the list already"),
        ("frobnicator: " + "x" * 300, "300"),
        (": nothing", ""),
    ):
        await rosalind.type(typed)
        await rosalind.sees(said)
    await rosalind.type("Frobnicator: A tool.")
    await rosalind.sees("Frobnicator\nA tool.")
    await forum.restart()
    await rosalind.tap("Save")
    await amira.type("/jargon frobnicators")
    await amira.sees("Frobnicator\nA tool.")

    await rosalind.tap("‹ Back")
    await rosalind.tap("Explain another word")
    await rosalind.type("Frobnicator: A better tool.")
    old = await rosalind.sees("Until now: A tool.")
    await rosalind.tap("Save")
    assert "Somebody else explained it meanwhile." in await rosalind.press(old, "js::1", forge=True)
    assert forum.rows("SELECT meaning, version FROM own_term") == [("A better tool.", 2)]
    await rosalind.tap("Take out: Frobnicator")
    await rosalind.sees("No word was explained in the chat yet.")
    await amira.type("/jargon frobnicator")
    await amira.sees("Sorry, I have no plain words for that yet.")


async def test_what_is_no_term_is_not_kept(forum: Forum) -> None:
    await ask(forum, "Amira", "what is my son")
    for words in (
        *("/jargon 01632 960 001", "/jargon me@example.org", "/jargon 12345", "/jargon " + "x" * 60),
        *("/jargon one two three four five", "/jargon ☺", "/jargon <b>"),
    ):
        amira = await forum.town.person("Amira")
        await amira.type(words)
        await amira.sees("Hard words")
    assert [row for row in forum.rows(TERMS) if row[1]] == []


async def test_words_that_were_asked_about_long_ago_are_forgotten(forum: Forum) -> None:
    await ask(forum, "Amira", "what is a frobnicator")
    await ask(forum, "Bo", "i need a break")
    await forum.move(days=100)
    assert forum.rows(TERMS) == []
    assert forum.rows("SELECT count(*) FROM looked_for")[0][0] > 0
    await forum.move(days=4 * 365)
    assert forum.rows("SELECT * FROM looked_for") == []


async def test_hard_words_are_marked_under_a_vote_in_a_group_and_in_private(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    group = await parents_of(forum, rosalind, "Ada", "Bo")
    ada, bo = await forum.joined("Ada"), await forum.town.person("Bo")
    await posted(rosalind, "Does the EHCP help?", "Yes", "Ask the SENCO", places=("Parents", "A link"))
    marked = "What does “EHCP” mean?"
    shown = await bo.offered(marked, chat=group)

    toast = await bo.tap(marked, chat=group)

    assert toast.startswith("An education, health and care plan.")
    after = await bo.offered(marked, chat=group)
    assert (after.text, after.buttons) == (shown.text, shown.buttons)
    await ada.start("v_1")
    ballot = await ada.offered("What does “SENCO” mean?")
    assert (await ada.tap("What does “SENCO” mean?")).startswith("The teacher in a school")
    kept = next(one for one in await ada.reads() if one.message_id == ballot.message_id)
    assert kept.buttons == ballot.buttons
    assert await ada.press(ballot, "mn:nothing", forge=True)
    assert await bo.press(shown, "mn:nothing", forge=True)
