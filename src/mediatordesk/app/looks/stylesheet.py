"""The window's style sheet, written from a look."""

from mediatordesk.app.looks.theme import Look, Tone

REGULAR = "Noto Sans SC"
MEDIUM = "Noto Sans SC Medium"


def stylesheet(look: Look) -> str:
    """Return the style sheet of a look; all lengths are multiples of its unit."""
    return "\n".join(
        (_grounds(look), _texts(look), _buttons(look), _fields(look), _lists(look), _tones(look))
    )


def _grounds(look: Look) -> str:
    """Return the rules for what other things stand on."""
    theme, unit = look.theme, look.unit
    return f"""
    QWidget {{ color: {theme.text}; }}
    QMainWindow, QDialog, QWidget#page {{ background: {theme.ground}; }}
    QFrame#navigation {{ background: {theme.nav}; border: 0;
        border-right: 1px solid {theme.line}; }}
    QFrame#card {{ background: {theme.card}; border: 1px solid {theme.line};
        border-radius: {unit}px; }}
    QFrame#alert {{ background: {theme.red_tint}; border: 1px solid {theme.red};
        border-radius: {unit}px; }}
    QFrame#form {{ background: {theme.ground}; border: 1px solid {theme.line};
        border-radius: {unit}px; }}
    QFrame#notice {{ background: {theme.accent_tint}; border: 1px solid {theme.line};
        border-radius: {unit}px; }}
    QScrollArea, QScrollArea > QWidget > QWidget#inside {{ background: transparent; border: 0; }}
    QSplitter::handle {{ background: transparent; }}
    QStatusBar {{ background: {theme.nav}; border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: 0; }}
    QStatusBar QLabel {{ color: {theme.mute}; padding: {unit // 2}px {unit * 2}px; }}
    QToolTip {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line};
        padding: {unit // 2}px; }}
    """


def _texts(look: Look) -> str:
    """Return the rules for labels."""
    theme = look.theme
    medium = f'font-family: "{MEDIUM}"; font-weight: 500;'
    return f"""
    QLabel {{ background: transparent; }}
    QLabel#title {{ font-size: {look.title_points}pt; {medium} }}
    QLabel#heading {{ {medium} }}
    QLabel#number {{ font-size: {look.points * 2}pt; {medium} }}
    QLabel#mute {{ color: {theme.mute}; }}
    QLabel#fault {{ color: {theme.red}; }}
    """


def _buttons(look: Look) -> str:
    """Return the rules for buttons."""
    theme, unit = look.theme, look.unit
    medium = f'font-family: "{MEDIUM}"; font-weight: 500;'
    radius = f"border-radius: {unit - 1}px"
    return f"""
    QPushButton {{ background: {theme.card}; border: 1px solid {theme.line}; {radius};
        padding: {unit}px {unit * 2}px; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:focus, QToolButton:focus {{ border: 1px solid {theme.accent}; }}
    QPushButton:disabled {{ color: {theme.mute}; background: {theme.ground};
        border: 1px dashed {theme.line}; }}
    QPushButton#primary {{ background: {theme.primary}; color: {theme.on_primary};
        border: 1px solid {theme.primary}; {medium} }}
    QPushButton#primary:disabled {{ color: {theme.mute}; background: {theme.ground};
        border: 1px dashed {theme.line}; }}
    QPushButton#primary:focus {{ border: 2px solid {theme.text}; }}
    QPushButton#filter {{ color: {theme.mute}; padding: {unit // 2}px {unit * 2}px; }}
    QPushButton#filter:checked {{ background: {theme.accent_tint}; color: {theme.accent};
        border-color: {theme.accent}; {medium} }}
    QPushButton#quiet, QToolButton#quiet {{ background: transparent; color: {theme.accent};
        border: 1px solid transparent; {radius}; padding: 0 {unit}px; }}
    QPushButton#quiet:focus, QToolButton#quiet:focus, QPushButton#quiet:hover,
    QToolButton#quiet:hover {{ border: 1px solid {theme.accent}; }}
    QToolButton#place {{ background: transparent; border: 1px solid transparent; {radius};
        padding: {unit * 3 // 4}px {unit * 2}px; text-align: left; }}
    QToolButton#place:checked {{ background: {theme.accent_tint}; color: {theme.accent};
        {medium} }}
    QToolButton#place:focus, QToolButton#place:hover {{ border-color: {theme.accent}; }}
    QToolButton#place::menu-indicator {{ image: none; }}
    """


def _fields(look: Look) -> str:
    """Return the rules for fields, choices, tabs and menus."""
    theme, unit = look.theme, look.unit
    medium = f'font-family: "{MEDIUM}"; font-weight: 500;'
    side = f"{unit // 2}px solid"
    radius = f"border-radius: {unit - 1}px"
    return f"""
    QDateEdit {{ background: {theme.card}; border: 1px solid {theme.line}; {radius};
        padding: {unit}px; selection-background-color: {theme.primary};
        selection-color: {theme.on_primary}; }}
    QDateEdit::drop-down {{ border: 0; width: {unit * 3}px; }}
    QDateEdit::down-arrow {{ image: none; width: 0; height: 0;
        border-left: {side} {theme.card}; border-right: {side} {theme.card};
        border-top: {side} {theme.mute}; }}
    QDateEdit:focus {{ border: 1px solid {theme.accent}; }}
    QComboBox {{ background: {theme.card}; border: 1px solid {theme.line}; {radius};
        padding: {unit}px {unit * 4}px {unit}px {unit}px; }}
    QComboBox::drop-down {{ border: 0; width: {unit * 3}px; }}
    QComboBox::down-arrow {{ image: none; width: 0; height: 0;
        border-left: {side} {theme.card}; border-right: {side} {theme.card};
        border-top: {side} {theme.mute}; }}
    QComboBox:focus {{ border: 1px solid {theme.accent}; }}
    QComboBox:disabled {{ color: {theme.mute}; background: {theme.ground}; }}
    QComboBox QAbstractItemView {{ background: {theme.card}; border: 1px solid {theme.line};
        outline: 0; selection-background-color: {theme.accent_tint};
        selection-color: {theme.text}; }}
    QProgressBar {{ background: {theme.ground}; border: 1px solid {theme.line}; {radius};
        min-height: {unit}px; max-height: {unit}px; }}
    QProgressBar::chunk {{ background: {theme.primary}; {radius}; }}
    QLineEdit, QPlainTextEdit {{ background: {theme.card}; border: 1px solid {theme.line};
        {radius}; padding: {unit}px; selection-background-color: {theme.primary};
        selection-color: {theme.on_primary}; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {theme.accent}; }}
    QWidget#qt_calendar_navigationbar {{ background: {theme.card}; }}
    QWidget#qt_calendar_navigationbar QToolButton {{ background: transparent; border: 0;
        padding: {unit // 2}px {unit}px; {medium} }}
    QWidget#qt_calendar_navigationbar QToolButton::menu-indicator {{ image: none; }}
    QTabWidget::pane {{ border: 0; }}
    QTabBar {{ background: transparent; }}
    QTabBar::tab {{ padding: {unit}px {unit * 2}px; background: transparent; color: {theme.mute};
        border: 0; border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.accent}; border-bottom: 2px solid {theme.accent};
        {medium} }}
    QTabBar::tab:hover {{ color: {theme.text}; }}
    QTabBar::tab:selected:focus {{ background: {theme.accent_tint}; }}
    QMenu {{ background: {theme.card}; border: 1px solid {theme.line}; padding: {unit // 2}px; }}
    QMenu::item {{ padding: {unit}px {unit * 4}px; }}
    QMenu::item:selected {{ background: {theme.accent_tint}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: {unit // 2}px; }}
    """


def _lists(look: Look) -> str:
    """Return the rules for tables, lists and their bars."""
    theme, unit = look.theme, look.unit
    return f"""
    QTableView, QListView {{ background: {theme.card}; border: 1px solid transparent;
        outline: 0; selection-background-color: {theme.accent_tint};
        selection-color: {theme.text}; }}
    QTableView:focus, QListView:focus {{ border: 1px solid {theme.accent};
        border-radius: {unit // 2}px; }}
    QHeaderView {{ background: {theme.card}; }}
    QHeaderView::section {{ background: {theme.card}; color: {theme.mute}; border: 0;
        border-bottom: 1px solid {theme.line}; padding: {unit}px; }}
    QHeaderView#beside::section {{ color: {theme.text}; border-bottom: 0; padding: 0 {unit}px; }}
    QTableCornerButton::section {{ background: {theme.card}; border: 0; }}
    QPdfView {{ border: 1px solid {theme.line}; }}
    QPdfView:focus {{ border: 1px solid {theme.accent}; }}
    QScrollBar {{ background: transparent; border: 0; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ width: {unit * 2}px; }}
    QScrollBar:horizontal {{ height: {unit * 2}px; }}
    QScrollBar::handle {{ background: {theme.line}; border-radius: {unit // 2}px;
        margin: {unit // 2}px; min-height: {unit * 5}px; min-width: {unit * 5}px; }}
    QScrollBar::handle:hover {{ background: {theme.mute}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _tones(look: Look) -> str:
    """Return the rules for words on a tint."""
    unit = look.unit
    rules = [
        f'QLabel[tone="{tone}"] {{ background: {pair.ground}; color: {pair.text}; '
        f"border-radius: {unit // 2}px; padding: {unit // 3}px {unit}px; }}"
        for tone in Tone
        for pair in (look.theme.tone(tone),)
    ]
    steps = f"QLabel#step {{ padding: {unit}px {unit // 2}px; }}"
    ahead = f'QLabel#step[tone="plain"] {{ background: {look.theme.card}; }}'
    calm = 'QStatusBar QLabel[tone="plain"] { background: transparent; }'
    return "\n".join((*rules, steps, ahead, calm))
