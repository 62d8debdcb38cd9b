from bot.content import check_content, load_content, shipped_folder


def test_the_shipped_content_is_in_order() -> None:
    shipped = shipped_folder()
    assert check_content(shipped, shipped).problems == ()
    assert load_content(shipped, shipped).forum.name == "Harbour Parent Carer Forum"
