"""Text wraps and is never cut."""

from pytestqt.qtbot import QtBot

from mediatordesk.app.parts.wrapped_label import WrappedLabel

LONG = "公司向覃𬭎支付人民币36,500.00元，分两期付清。" * 10


def test_a_narrow_label_claims_the_height_of_all_its_lines(qtbot: QtBot) -> None:
    label = WrappedLabel()
    qtbot.addWidget(label)
    label.show_text(LONG)
    label.show()
    label.resize(600, 10)
    wide = label.minimumHeight()
    label.resize(200, 10)
    assert label.minimumHeight() > 2 * wide
    assert label.height() >= label.minimumHeight()


def test_a_shorter_text_gives_the_height_back(qtbot: QtBot) -> None:
    label = WrappedLabel()
    qtbot.addWidget(label)
    label.resize(200, 10)
    label.show_text(LONG)
    high = label.minimumHeight()
    label.show_text("a<b & <i>韦㛃</i>")
    assert label.minimumHeight() < high
    assert label.text() == "a<b & <i>韦㛃</i>"
