import importlib
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.charts import MOST_BARS, Bar, Chart, draw
from bot.charts.fonts import Fonts, installed_fonts
from bot.charts.layout import arrange
from bot.charts.looks import LOOKS, TEAL
from bot.charts.page import (
    FOOTER,
    GROUP,
    HEADING,
    LABEL,
    LONG_TITLE,
    MARGIN,
    MUTED,
    NOTE,
    ON_BAR,
    ROOM,
    TITLE,
    VALUE,
    WIDTH,
    Box,
    Picture,
    Words,
)
from bot.charts.svg import PAPER, render, write_svg
from tests.pictures import Pixels, read_png

BUNDLED_ONLY = Fonts()
BENGALI = "সন্ধ্যায় অনলাইনে"
ARABIC = "الانضمام عبر الإنترنت في المساء"
EMBEDDED = "\u202b{}\u202c"


def chart(
    *bars: Bar, title: str = "How was it?", note: str = "25 people answered", footer: str = ""
) -> Chart:
    return Chart(title, note, bars, footer)


def picture(*bars: Bar, title: str = "How was it?", fonts: Fonts = BUNDLED_ONLY) -> Picture:
    return arrange(chart(*bars, title=title), fonts)


def boxes(picture: Picture, look: str) -> list[Box]:
    return [mark for mark in picture.marks if isinstance(mark, Box) and mark.look == look]


def lines(picture: Picture) -> list[Words]:
    return [mark for mark in picture.marks if isinstance(mark, Words)]


def texts(picture: Picture) -> list[str]:
    return ["".join(run.text for run in words.line.runs) for words in lines(picture)]


def pixels(picture: Picture, width: int = 250) -> Pixels:
    return read_png(render(picture, width))


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


AWKWARD = {
    "a title of 300 characters": chart(
        Bar("Yes", 1, "25 people, 100%"), title="Do you agree that it is so " * 11
    ),
    "a title without spaces": chart(Bar("Yes", 0.1, "2 people"), title="W" * 300),
    "labels without spaces": chart(Bar("m" * 130, 0.5, "12 people, 48%"), Bar("ш" * 500, 0.9, "1 person")),
    "values too long for any bar": chart(
        Bar("A bar", 0.5, "average place 2.4, first for 12 people, 48%" * 5)
    ),
    "twenty bars": chart(*(Bar(f"{n}", n / 20, f"{n} people, {n * 5}%") for n in range(20))),
    "a private bar with many words": chart(
        Bar("No", None, "kept private as fewer than five people said so " * 3)
    ),
    "Arabic without spaces": chart(Bar("م" * 300, 0.5, "12 شخصا، 40%"), title="م" * 300),
    "no bars, no words": Chart("", "", (), ""),
    "groups with long names": chart(
        Bar("Yes", 0.4, "word " * 90, "W" * 90), Bar("Yes", None, "", "name " * 90)
    ),
    "a footer and a note that go on": chart(Bar("Yes", 0, "0"), note="note " * 99, footer="footer " * 99),
}


@pytest.mark.parametrize("awkward", AWKWARD.values(), ids=AWKWARD.keys())
def test_nothing_stands_outside_the_margins(awkward: Chart) -> None:
    arranged = arrange(awkward, BUNDLED_ONLY)

    for mark in arranged.marks:
        if isinstance(mark, Box):
            left, right, top, bottom = mark.x, mark.x + mark.width, mark.y, mark.y + mark.height
        else:
            left = mark.x - mark.line.width if mark.from_right else mark.x
            right, top, bottom = left + mark.line.width, mark.baseline - mark.style.size, mark.baseline + 14
        assert left >= MARGIN - 0.01 and right <= WIDTH - MARGIN + 0.01
        assert top >= MARGIN - 1 and bottom <= arranged.height


def test_no_ink_reaches_the_edge_of_the_picture() -> None:
    shown = pixels(arrange(AWKWARD["Arabic without spaces"], BUNDLED_ONLY))

    edges = [(0, 0, 10, shown.height), (240, 0, 250, shown.height), (0, 0, 250, 10)]

    assert all(shown.colours(*edge) == {rgb(PAPER)} for edge in edges)


def test_bars_are_as_long_as_their_shares() -> None:
    shares = [0.04, 0.25, 0.5, 1.0]

    bars = boxes(picture(*(Bar(f"{share}", share, "") for share in shares)), "series 0")

    assert [bar.width for bar in bars] == [share * ROOM for share in shares]
    assert {bar.x for bar in bars} == {MARGIN}


def test_the_picture_shows_the_bar_to_its_end_and_the_track_beyond() -> None:
    half = picture(Bar("Half", 0.5, ""))
    (bar,) = boxes(half, "series 0")

    shown = pixels(half, width=500)
    y = (bar.y + bar.height / 2) / 2

    assert shown.at((MARGIN + bar.width - 6) / 2, y) == rgb(TEAL)
    assert shown.at((MARGIN + bar.width + 6) / 2, y) == rgb(LOOKS["track"].fill)


def test_bars_stand_in_the_order_given() -> None:
    order = ["Never", "Always", "Sometimes"]

    shown = texts(picture(*(Bar(label, 0.3, "") for label in order)))

    assert [text for text in shown if text in order] == order


def test_a_bar_of_nobody_has_no_length_but_its_words() -> None:
    none = picture(Bar("Short breaks", 0, "0 people, 0%"), Bar("Family support", 0, "0 people, 0%"))

    assert boxes(none, "series 0") == []
    assert texts(none).count("0 people, 0%") == 2


def test_a_private_bar_is_hatched_over_the_whole_track_and_says_so() -> None:
    private = picture(Bar("No", None, "kept private"))
    (bar,), (plate,) = boxes(private, "private"), boxes(private, "plate")

    shown = pixels(private, width=500)
    inside = shown.colours(300, int(bar.y / 2) + 4, 460, int((bar.y + bar.height) / 2) - 4)

    assert (bar.width, boxes(private, "series 0"), boxes(private, "track")) == (ROOM, [], [])
    assert len(inside) > 2
    assert plate.x < lines(private)[-1].x and "kept private" in texts(private)


def test_words_stand_after_a_short_bar_and_inside_a_long_one() -> None:
    short, long = lines(picture(Bar("", 0.1, "3 people, 10%"), Bar("", 0.95, "29 people, 95%")))[-3::2]

    assert (short.from_right, short.style.ink) == (False, VALUE.ink)
    assert short.x > MARGIN + 0.1 * ROOM
    assert (long.from_right, long.style.ink) == (True, ON_BAR)
    assert long.x < MARGIN + 0.95 * ROOM


def test_words_too_long_for_a_bar_stand_above_it() -> None:
    value = "average place 2.4; first for 12 people"
    arranged = picture(Bar("Sleep", 0.5, value))

    (bar,) = boxes(arranged, "series 0")

    assert lines(arranged)[-1].baseline < bar.y
    assert texts(arranged)[-1] == value


def test_two_groups_stand_under_one_label_each_with_its_name_and_its_own_look() -> None:
    bars = [
        Bar(label, 0.5, "12 people", group) for label in ("Food", "Quiet") for group in ("Parents", "Young")
    ]

    arranged = picture(*bars)

    assert [text for text in texts(arranged) if text in ("Food", "Quiet")] == ["Food", "Quiet"]
    assert texts(arranged).count("Parents") == texts(arranged).count("Young") == 2
    assert len(boxes(arranged, "series 0")) == len(boxes(arranged, "series 1")) == 2
    assert [LOOKS[f"series {n}"].texture for n in range(4)].count(None) == 1


def test_bars_without_a_group_stand_alone_even_with_the_same_label() -> None:
    assert texts(picture(Bar("Yes", 0.1, ""), Bar("Yes", 0.2, ""))).count("Yes") == 2


def test_a_title_read_from_the_right_turns_the_picture_over() -> None:
    turned = picture(Bar(ARABIC, 0.5, "12 شخصا"), title="كيف كان؟")
    (bar,) = boxes(turned, "series 0")

    assert bar.x + bar.width == WIDTH - MARGIN
    assert all(
        words.from_right and words.x == WIDTH - MARGIN for words in lines(turned)[:3] if words.line.leftward
    )


def test_a_label_read_from_the_right_keeps_to_its_bar_in_a_chart_read_from_the_left() -> None:
    arranged = picture(Bar(f"{ARABIC}، {ARABIC}، {ARABIC}", 0.5, "12 people"))

    first, second, *_ = (words for words in lines(arranged) if words.line.leftward)

    assert first.x == second.x and first.from_right
    assert min(words.x - words.line.width for words in (first, second)) == pytest.approx(MARGIN)


def test_arabic_letters_are_joined() -> None:
    joined, apart = (picture(Bar("", 0, ""), title=title) for title in ("سسسس", "س\u200cس\u200cس\u200cس"))

    assert ink_columns(joined) == 1
    assert ink_columns(apart) == 4


def test_arabic_runs_from_the_right_with_its_full_stop_at_the_left() -> None:
    """Alef is the only tall letter, the point the only one at the foot alone."""
    title = picture(Bar("", 0, ""), title="اس.")
    shown = pixels(title, width=500)
    inked = [x for x in range(500) if len(shown.colours(x, 38, x + 1, 75)) > 1]

    def top(x: int) -> int:
        return next(y for y in range(38, 75) if shown.at(x, y) != rgb(PAPER))

    assert top(inked[-3]) < 50 < 60 < top(inked[1])


def ink_columns(picture: Picture) -> int:
    """How many stretches of ink the title is made of, seen from above."""
    shown = pixels(picture, width=500)
    inked = [len(shown.colours(x, 38, x + 1, 75)) > 1 for x in range(500)]
    return sum(here and not before for before, here in zip([False, *inked], inked, strict=False))


@pytest.mark.parametrize(
    "letters", ["ٹڈڑںےہگچپژکیھۓ", "ءئؤآأإةىًٌٍَُِّْ،؛؟٪٠١٢۳۴۵۔", "ŵŷẁỳâêîôûïŴŶ", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "ăâîșțѓџєї"]
)
def test_the_bundled_fonts_have_the_letters_of_our_languages(letters: str) -> None:
    assert all(BUNDLED_ONLY.family_of(letter) for letter in letters)


def test_a_label_that_no_font_covers_is_lettered() -> None:
    arranged = picture(Bar("English", 0.5, "12"), Bar(BENGALI, 0.3, "7"), Bar("ਮਦਦ", 0.2, "5"))

    assert arranged.lettered == (("A", BENGALI), ("B", "ਮਦਦ"))
    assert texts(arranged)[2::2] == ["English", "A", "B"]


def test_a_group_that_no_font_covers_is_numbered() -> None:
    arranged = picture(Bar("Yes", 0.5, "12", "Parents"), Bar("Yes", 0.5, "12", BENGALI))

    assert arranged.lettered == (("1", BENGALI),)
    assert "1" in texts(arranged)


def test_other_words_that_no_font_covers_are_left_out_and_named() -> None:
    arranged = picture(Bar("Yes", 0.48, "১২ জন"), title=BENGALI)

    assert arranged.left_out == (BENGALI, "১২ জন")
    assert texts(arranged) == ["25 people answered", "Yes", "48%"]


def test_a_font_of_the_machine_is_found_by_the_name_of_its_script(tmp_path: Path) -> None:
    """Mathematical letters stand for any script that the bundled text fonts lack."""
    label = "𝕏𝕐 SEND 𝕏𝕐"
    data: bytes = importlib.import_module("pymupdf_fonts.NotoSansMath_Regular").fontbuffer
    (tmp_path / "noto").mkdir()
    (tmp_path / "noto" / "NotoSansMathematical-Regular.ttf").write_bytes(data)
    (tmp_path / "Mathematical-Damaged.ttf").write_bytes(b"not a font")

    with_font = picture(Bar(label, 0.5, ""), fonts=Fonts((tmp_path,)))

    assert picture(Bar(label, 0.5, "")).lettered == (("A", label),)
    assert (with_font.lettered, texts(with_font)[2]) == ((), label)


def test_emoji_that_no_font_has_are_dropped_in_every_bar() -> None:
    arranged = picture(
        Bar("🚌 Bus", 0.5, "12"), Bar("🏠\ufe0f At home 👨\u200d👩\u200d👧", 0.5, "12"), title="Where? 🚍"
    )

    assert texts(arranged) == ["Where?", "25 people answered", "Bus", "12", "At home", "12"]


def test_a_label_of_nothing_but_such_emoji_is_lettered() -> None:
    assert picture(Bar("😀🎉", 0.5, "12")).lettered == (("A", "😀🎉"),)


def test_signs_that_a_font_has_are_drawn() -> None:
    assert texts(picture(Bar("★★★☆☆", 0.5, "")))[2] == "★★★☆☆"


def test_markup_and_control_characters_are_harmless() -> None:
    label = "<b>&amp;</b> ]]> \"x\" 'y' \x00\x1b\u202e\ufffe\ud800end"
    arranged = picture(Bar(label, 0.5, "<script>"), title="</text><rect>")

    drawn = [element.text or "" for element in ElementTree.fromstring(write_svg(arranged)) if element.text]

    assert drawn == ["</text><rect>", "25 people answered", "<b>&amp;</b> ]]> \"x\" 'y' end", "<script>"]


def test_a_line_read_from_the_right_tells_the_renderer_so() -> None:
    svg = write_svg(picture(Bar("", 0, "12 شخصا، 40%")))

    assert EMBEDDED.format("12 شخصا، 40%") in svg
    assert EMBEDDED.format("25 people answered") not in svg


def test_the_same_chart_gives_the_same_picture() -> None:
    same = chart(Bar("Yes", 0.6, "15 people, 60%"), Bar(ARABIC, None, "kept private"), footer="Heard")

    first = draw(same)

    assert draw(same) == first
    assert (first.width, first.height) == struct.unpack(">II", first.png[16:24])


def test_the_tallest_chart_stays_within_what_telegram_takes() -> None:
    words = "W" * 2000
    tallest = Chart(
        words, words, tuple(Bar(f"{n}{words}", 0.5, words, f"{n}{words}") for n in range(MOST_BARS)), words
    )

    arranged = arrange(tallest, BUNDLED_ONLY)

    assert arranged.height + WIDTH <= 10_000 and arranged.height / WIDTH <= 20


def test_more_bars_than_a_picture_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        chart(*(Bar("Yes", 0.5, "") for _ in range(MOST_BARS + 1)))


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_that_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Bar("Yes", share, "")


def test_every_text_can_be_read_on_a_phone() -> None:
    styles = [TITLE, LONG_TITLE, NOTE, LABEL, HEADING, VALUE, GROUP, FOOTER]

    assert min(style.size for style in styles) >= 34


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        (VALUE.ink, PAPER, 4.5),
        (MUTED, PAPER, 4.5),
        (VALUE.ink, LOOKS["track"].fill, 4.5),
        (ON_BAR, TEAL, 4.5),
        (VALUE.ink, LOOKS["plate"].fill, 4.5),
        *((LOOKS[f"series {n}"].outline or TEAL, LOOKS["track"].fill, 3) for n in range(4)),
        (LOOKS["private"].outline, PAPER, 3),
    ],
)
def test_contrast_is_enough_for_poor_eyes(ink: str, ground: str, least: float) -> None:
    dark, light = sorted(map(luminance, (ink, ground)))

    assert (light + 0.05) / (dark + 0.05) >= least


def luminance(colour: str) -> float:
    """As the Web Content Accessibility Guidelines define it."""
    red, green, blue = (
        ((c / 255 + 0.055) / 1.055) ** 2.4 if c > 10 else c / 255 / 12.92 for c in rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_importing_loads_no_font() -> None:
    code = "import sys, bot.charts; print([name for name in sys.modules if name.startswith('pymupdf_fonts')])"

    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_the_fonts_of_the_machine_are_looked_for_once() -> None:
    assert installed_fonts() is installed_fonts()
