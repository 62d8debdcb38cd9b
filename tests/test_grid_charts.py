"""A grid as one picture: pieces with letters, what is hidden as one hatched piece."""

from itertools import pairwise

import pytest

from bot.charts import MOST_LINES, AnyChart, Bar, Chart, GridChart, GridLine, draw
from bot.charts.__main__ import CHARTS
from bot.charts.fonts import Fonts
from bot.charts.layout import arrange
from bot.charts.looks import LOOKS
from bot.charts.page import HIGHEST, MARGIN, ROOM, WIDTH, Box, Picture, Words

BUNDLED_ONLY = Fonts()
OPTIONS = ("embedded", "in progress", "not started", "does not apply")
BENGALI = "সন্ধ্যায় অনলাইনে"


def grid(
    *lines: tuple[float | None, ...], options: tuple[str, ...] = OPTIONS, label: str = "Line"
) -> GridChart:
    made = tuple(GridLine(f"{label} {number}", shares) for number, shares in enumerate(lines))
    return GridChart("How far are you?", "26 people answered", options, made, "Foot", "kept private")


def picture(chart: GridChart) -> Picture:
    return arrange(chart, BUNDLED_ONLY)


def pieces(shown: Picture, height: float = 62) -> list[Box]:
    return [
        mark
        for mark in shown.marks
        if isinstance(mark, Box) and mark.height == height and mark.look.startswith(("part", "private"))
    ]


def texts(shown: Picture) -> list[str]:
    return ["".join(run.text for run in mark.line.runs) for mark in shown.marks if isinstance(mark, Words)]


def test_the_pieces_of_a_line_stand_in_the_order_of_the_options_and_fill_it() -> None:
    shown = pieces(picture(grid((0.5, 0.25, 0.15, 0.1))))

    assert [piece.look for piece in shown] == ["part 0", "part 1", "part 2", "part 3"]
    assert shown[0].x == MARGIN
    assert shown[-1].x + shown[-1].width == pytest.approx(MARGIN + ROOM)
    assert [round(b.x - a.x) for a, b in pairwise(shown)] == [444, 222, 133]


def test_each_piece_carries_its_letter_and_the_legend_says_what_it_means() -> None:
    said = texts(picture(grid((0.6, 0.36, 0.04, 0.0))))

    assert {"A 60%", "B 36%"} < {*said}
    assert said.count("A") == said.count("D") == 1  # in the legend
    assert {*OPTIONS} < {*said}


def test_what_is_hidden_is_one_hatched_piece_behind_what_is_shown() -> None:
    shown = picture(grid((0.5, None, 0.1, None)))

    assert [piece.look for piece in pieces(shown)] == ["part 0", "part 2", "private"]
    assert pieces(shown)[-1].width == pytest.approx(0.4 * ROOM)
    assert "kept private" in texts(shown)


def test_a_line_of_which_nothing_is_shown_is_hatched_all_over() -> None:
    (only,) = pieces(picture(grid((None, None, None, None))))

    assert (only.look, only.x, only.width) == ("private", MARGIN, ROOM)


@pytest.mark.parametrize("lines", [1, MOST_LINES])
@pytest.mark.parametrize("options", [2, 10])
def test_a_grid_stays_within_margins_and_within_what_telegram_takes(lines: int, options: int) -> None:
    shares = tuple(1 / options for _ in range(options))
    words = tuple(f"an option with many words, number {number}" for number in range(options))

    shown = picture(grid(*[shares] * lines, options=words, label="a line with many words " * 20))

    assert shown.height <= HIGHEST
    for mark in shown.marks:
        left = mark.x if isinstance(mark, Box) or not mark.from_right else mark.x - mark.line.width
        right = left + (mark.width if isinstance(mark, Box) else mark.line.width)
        assert left >= MARGIN - 0.01 and right <= WIDTH - MARGIN + 0.01


def test_neighbours_differ_in_lightness_and_not_by_colour_alone() -> None:
    def light(look: str) -> float:
        fill = LOOKS[look].fill
        return sum(weight * int(fill[at : at + 2], 16) for at, weight in ((1, 0.299), (3, 0.587), (5, 0.114)))

    shades = [light(f"part {number}") for number in range(10)]
    outlines = [LOOKS[f"part {number}"].outline for number in range(10)]

    assert all(abs(a - b) > 60 or c != d for (a, c), (b, d) in pairwise(zip(shades, outlines, strict=True)))
    assert all(outlines)


def test_options_that_no_font_can_draw_keep_their_letter() -> None:
    drawn = arrange(grid((0.5, 0.5), options=(BENGALI, "no")), BUNDLED_ONLY)

    assert drawn.lettered == (("A", BENGALI),)
    assert "A 50%" in texts(drawn)


def test_a_grid_read_from_the_right_begins_there() -> None:
    shown = pieces(
        arrange(
            GridChart("كيف كان؟", "", ("نعم", "لا"), (GridLine("وقت", (0.9, 0.1)),), "", ""), BUNDLED_ONLY
        )
    )

    assert shown[0].x + shown[0].width == pytest.approx(WIDTH - MARGIN)
    assert shown[1].x == pytest.approx(MARGIN)


def test_too_many_lines_or_shares_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 15 lines"):
        grid(*[(1.0, 0.0, 0.0, 0.0)] * 16)
    with pytest.raises(ValueError, match="a share for each option"):
        grid((1.0,))


def test_grids_and_charts_are_told_apart_on_their_way_to_the_child_process() -> None:
    both: list[AnyChart] = [
        grid((1.0, 0.0, 0.0, 0.0)),
        Chart("Q", "", (Bar("a", 0.5, "1", tag="middle", apart=True),), ""),
    ]

    assert CHARTS.validate_json(CHARTS.dump_json(both)) == both


def test_a_tag_stands_beside_the_label_and_what_is_apart_below_a_line() -> None:
    chart = Chart(
        "Q", "", (Bar("4", 0.5, "9 people", tag="middle answer"), Bar("n", 0.1, "1", apart=True)), ""
    )

    shown = arrange(chart, BUNDLED_ONLY)

    (tag,) = [mark for mark in shown.marks if isinstance(mark, Box) and mark.look == "tag"]
    (rule,) = [mark for mark in shown.marks if isinstance(mark, Box) and mark.look == "rule"]
    assert "middle answer" in texts(shown)
    assert tag.x > MARGIN and tag.y < rule.y


def test_a_tag_beside_a_label_that_fills_its_line_goes_below_it() -> None:
    bar = Bar(
        "a label that is so long that it fills the whole line", 0.5, "1", tag="the middle of all answers"
    )

    shown = arrange(Chart("Q", "", (bar,), ""), BUNDLED_ONLY)

    (tag,) = [mark for mark in shown.marks if isinstance(mark, Box) and mark.look == "tag"]
    (track,) = [mark for mark in shown.marks if isinstance(mark, Box) and mark.look == "track"]
    assert tag.x == MARGIN
    assert tag.y + tag.height <= track.y


def test_a_grid_is_drawn() -> None:
    drawing = draw(grid((0.5, 0.25, 0.15, 0.1)), BUNDLED_ONLY)

    assert drawing.png.startswith(b"\x89PNG")
    assert drawing.width == WIDTH
