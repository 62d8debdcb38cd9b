"""What a document of a feed is."""

import pytest

from bot.core.open_referral.pages import NotAFeed, Page, read_page

ONE = {"id": "1", "name": "Club"}


def test_a_page_of_version_3_is_told_by_its_names() -> None:
    document = {
        "total_items": 3, "total_pages": 2, "page_number": 1, "size": 2,
        "first_page": True, "last_page": False, "empty": False, "contents": [ONE, {"id": "2"}],
    }  # fmt: skip

    page = read_page(document)

    assert page == Page((ONE, {"id": "2"}), 3, number=1, total=3, first=True, last=False)
    assert not page.is_whole


def test_a_page_of_version_1_is_told_by_its_names() -> None:
    document = {
        "totalElements": 1, "totalPages": 1, "number": 1, "size": 1,
        "first": True, "last": True, "empty": False, "content": [ONE],
    }  # fmt: skip

    page = read_page(document)

    assert page == Page((ONE,), 1, number=1, total=1, first=True, last=True)
    assert page.is_whole


def test_a_list_is_the_whole_feed_and_one_service_is_not() -> None:
    assert read_page([ONE]) == Page((ONE,))
    assert read_page([ONE]).is_whole
    assert not read_page(ONE).is_whole
    assert read_page([{**ONE, "regular_schedules": []}]).version == 1


def test_a_page_that_forgets_half_of_its_own_facts_is_read_all_the_same() -> None:
    assert read_page({"contents": []}) == Page((), 3)
    assert (
        read_page({"contents": [ONE], "page_number": "2", "total_pages": "2", "last_page": "no"}).last is True
    )
    assert not read_page({"contents": [ONE], "total_items": 5}).is_whole
    assert read_page({"contents": [ONE], "total_items": True}).total is None


@pytest.mark.parametrize(
    "document", [None, 7, "services", {}, {"contents": {}}, {"id": "1"}, {"error": "no"}]
)
def test_anything_else_is_no_feed(document: object) -> None:
    with pytest.raises(NotAFeed):
        read_page(document)
