"""What each kind of widget looks like, with $names of style_sheet.py for colours and sizes."""

from __future__ import annotations

_GROUNDS = """
QMainWindow, QDialog { background: $bg; }
QFrame[role="bar"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[role="status"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[role="rail"] { background: $panel; border: none; border-right: 1px solid $line; }
QFrame[role="panel"], QWidget[role="panel"] { background: $panel; border: none; }
QFrame[role="panel-left"] { background: $panel; border: none; border-right: 1px solid $line; }
QFrame[role="panel-top"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[role="panel-right"] { background: $panel; border: none; border-left: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; }
QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: $r_card; }
QFrame[role="floating"] { background: $raised; border: 1px solid $rim; border-radius: $r_bar; }
QFrame[role="clickable-card"] { background: $raised; border: 1px solid $line; border-radius: $r_card; }
QFrame[role="card"] QFrame[role="clickable-card"] { border-color: $rim; }
QFrame[role="card"] QFrame[role="clickable-card"]:hover { border-color: $edge; }
QFrame[role="card"] QFrame[role="clickable-card"][chosen="true"],
QFrame[role="card"] QFrame[role="clickable-card"]:focus { border-color: $accent; }
QFrame[role="clickable-card"]:hover { border-color: $edge; background: $hover; }
QFrame[role="clickable-card"][down="true"] { background: $pressed; }
QFrame[role="clickable-card"][chosen="true"] { background: $accent_soft; border-color: $accent; }
QFrame[role="clickable-card"]:focus { border: 2px solid $accent; }
QFrame[role="clickable-card"]:disabled { background: $field; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[role="page"] { background: transparent; }
QStackedWidget { background: transparent; }
"""

_WORDS = """
QLabel { background: transparent; border: none; color: $text; }
QLabel:disabled { color: $faint; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="small"] { color: $dim; font-size: $small_pt; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="heading"] { font-size: $heading_pt; font-weight: 600; }
QLabel[role="title"] { font-size: $title_pt; font-weight: 600; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="key"] {
    color: $dim; font-size: $keycap_pt; font-weight: 600; background: $field;
    border: 1px solid $line; border-radius: $r_key; padding: 1px 5px;
}
QToolTip {
    color: $text; background: $raised; border: 1px solid $line; padding: 6px 8px; font-size: $small_pt;
}
"""

_BUTTONS = """
QPushButton, QToolButton {
    color: $text; background: $raised; border: 1px solid $rim; border-radius: $r_control;
    font-weight: 500;
}
QPushButton { min-height: $inner; padding: 0 12px; }
QToolButton { padding: 5px 8px; }
QPushButton:hover, QToolButton:hover { background: $hover; border-color: $edge; }
QPushButton:pressed, QToolButton:pressed { background: $pressed; }
QPushButton:checked, QToolButton:checked { background: $accent_soft; border-color: $accent_soft; color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: $inner_focus; }
QToolButton:focus { border: 2px solid $accent; padding: 4px 7px; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $field; border-color: $line; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

QPushButton[role="primary"] {
    background: $accent; border-color: $accent; color: $accent_on; font-weight: 600; padding: 0 14px;
}
QPushButton[role="primary"]:focus { border: 1px solid $accent; padding: 0 14px; min-height: $inner; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line; color: $dim; }

QPushButton[role="danger"] { color: $bad; }
QPushButton[role="link"], QToolButton[role="link"] {
    color: $accent; background: transparent; border-color: transparent; padding: 0 4px; min-height: 20px;
}
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus {
    border: 2px solid $accent; padding: 0 3px; min-height: 18px;
}
QPushButton[role="small-quiet"] { font-size: $small_pt; min-height: 20px; padding: 0 8px; }
QPushButton[role="small-quiet"]:focus { min-height: 18px; padding: 0 7px; }

QToolButton[role="icon"], QPushButton[role="icon"] {
    background: transparent; border: 1px solid transparent; padding: 4px;
}
QToolButton[role="icon"]:hover { background: $hover; }
QToolButton[role="icon"]:pressed { background: $pressed; }
QToolButton[role="icon"]:checked { background: $accent_soft; }
QToolButton[role="icon"]:focus, QPushButton[role="icon"]:focus { border: 2px solid $accent; padding: 3px; }
QPushButton[role="icon"], QPushButton[role="icon"]:focus { min-height: 18px; }
QToolButton[role="icon"]:disabled { background: transparent; border-color: transparent; }

QToolButton[role="place"] {
    background: transparent; border: 1px solid transparent; border-radius: $r_card; color: $dim;
    font-size: $small_pt; font-weight: 500; padding: 4px 0 2px 0;
}
QToolButton[role="place"][long="true"] { font-size: $keycap_pt; }
QToolButton[role="place"]:hover { background: $hover; color: $text; }
QToolButton[role="place"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QToolButton[role="place"]:focus { border: 2px solid $accent; padding: 3px 0 1px 0; }

QPushButton[role="chip"], QToolButton[role="chip"] {
    background: $field; border: 1px solid $line; border-radius: 13px; color: $text; font-size: $small_pt;
    font-weight: 500; min-height: 24px; padding: 0 10px;
}
QToolButton[role="chip"] { padding: 0 8px; }
QPushButton[role="chip"]:hover, QToolButton[role="chip"]:hover { background: $hover; border-color: $edge; }
QPushButton[role="chip"]:checked, QToolButton[role="chip"]:checked {
    background: $accent_soft; border-color: $accent_soft; color: $accent; font-weight: 600;
}
QPushButton[role="chip"]:focus, QToolButton[role="chip"]:focus {
    border: 2px solid $accent; min-height: 22px; padding: 0 9px;
}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    color: $text; background: $field; border: 1px solid $line; border-radius: $r_control;
    selection-background-color: $accent; selection-color: $accent_on;
}
QLineEdit, QAbstractSpinBox, QComboBox { min-height: $inner; padding: 0 8px; }
QPlainTextEdit, QTextEdit { padding: 6px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $edge; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on {
    border: 2px solid $accent;
}
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on { padding: 0 7px; min-height: $inner_focus; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $faint; background: $bg; }
QLineEdit[role="wrong"] { border: 1px solid $bad; }
QPlainTextEdit[role="code"], QTextEdit[role="code"] { font-family: "$mono"; font-size: $small_pt; }
QComboBox { padding-right: 26px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($chevron_down_dim); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: url($chevron_down_faint); }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $line; padding: 4px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text;
}
QAbstractSpinBox { padding: 0 28px; qproperty-alignment: AlignCenter; }
QAbstractSpinBox:focus { padding: 0 27px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; border: none; border-radius: $r_key; background: transparent;
    width: 24px; height: $stepper; margin: 3px;
}
QAbstractSpinBox::down-button { subcontrol-position: center left; }
QAbstractSpinBox::up-button { subcontrol-position: center right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed { background: $pressed; }
QAbstractSpinBox::up-arrow { image: url($plus_dim); width: 14px; height: 14px; }
QAbstractSpinBox::down-arrow { image: url($minus_dim); width: 14px; height: 14px; }
QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::up-arrow:disabled { image: url($plus_faint); }
QAbstractSpinBox::down-arrow:off, QAbstractSpinBox::down-arrow:disabled { image: url($minus_faint); }

QCheckBox, QRadioButton { spacing: 8px; color: $text; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {
    width: 16px; height: 16px; border: 1px solid $outline; background: $field; border-radius: $r_key;
}
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
    background: $accent; border-color: $accent; image: url($check_on);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url($minus_on);
}
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; background: $accent_on; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QCheckBox::indicator:checked:focus { border: 2px solid $text; }
QRadioButton::indicator:checked:focus { border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $bg; border-color: $line; }
QCheckBox::indicator:checked:disabled { image: url($check_faint); }
QCheckBox:focus, QRadioButton:focus { outline: none; }

QSlider { background: transparent; }
QSlider:horizontal { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; margin: 0 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; margin: 0 2px; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px -2px; border-radius: 8px; background: $accent; border: 1px solid $accent;
}
QSlider::handle:horizontal:hover { background: $accent_hover; border-color: $accent_hover; }
QSlider::handle:horizontal:focus { border: 2px solid $text; width: 12px; height: 12px; }
QSlider::groove:vertical { width: 4px; background: $line; border-radius: 2px; }
QSlider::add-page:vertical { background: $accent; border-radius: 2px; margin: 2px 0; }
QSlider::handle:vertical {
    width: 14px; height: 14px; margin: 0 -6px; border-radius: 8px; background: $accent; border: 1px solid $accent;
}
QSlider::handle:disabled { background: $edge; border-color: $edge; }
QSlider::sub-page:disabled { background: $edge; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_LISTS = """
QAbstractItemView {
    background: $panel; alternate-background-color: $bg; border: none; outline: none; color: $text;
    selection-background-color: $accent_soft; selection-color: $text;
}
QListView::item, QTreeView::item, QTableView::item { padding: 4px 8px; border-radius: $r_control; }
QTableView::item { border-radius: 0; }
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $accent_soft; color: $text;
}
QAbstractItemView[ground="none"] { background: transparent; }
QAbstractItemView:focus { border: none; }
QTableView { gridline-color: $line; border: 1px solid $line; border-radius: $r_card; }
QFrame[role="card"] QTableView, QFrame[role="card"] QHeaderView::section {
    background: transparent; border-color: transparent;
}
QFrame[role="card"] QHeaderView::section { border-bottom-color: $line; }
QFrame[role="card"] QTableView:focus { border-color: $accent; }
QTableView:focus { border: 1px solid $accent; border-radius: $r_card; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url($chevron_right_dim); }
QTreeView::branch:has-children:open { image: url($chevron_down_dim); }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $panel; color: $dim; font-size: $small_pt; font-weight: 600; border: none;
    border-bottom: 1px solid $line; padding: 6px 8px;
}
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow { image: url($chevron_up_dim); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url($chevron_down_dim); width: 12px; height: 12px; }
QTableCornerButton::section { background: $panel; border: none; }

QMenu { background: $raised; border: 1px solid $rim; padding: 5px; }
QMenu::item { padding: 6px 24px 6px 8px; border-radius: $r_key; color: $text; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 6px; }
QMenu::indicator:checked { image: url($check_text); }
QMenu::right-arrow { image: url($chevron_right_dim); width: 14px; height: 14px; padding-right: 6px; }
QMenuBar { background: $panel; color: $text; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: $r_key; }
QMenuBar::item:selected { background: $hover; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 0; }
QScrollBar:horizontal { height: 10px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $thumb_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

_FRAMES = """
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $dim; border: none; border-bottom: 2px solid transparent;
    padding: 8px 4px; margin-right: 16px; font-weight: 500;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $text; border-bottom-color: $text; }
QTabBar::tab:disabled { color: $faint; }
QDockWidget { color: $text; font-weight: 600; titlebar-close-icon: url($x_dim); }
QDockWidget::title { background: $panel; padding: 8px 12px; border: none; text-align: left; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QGroupBox {
    border: 1px solid $line; border-radius: $r_card; margin-top: 20px; padding: 12px; background: transparent;
}
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0 4px; color: $dim; }
QToolBar { background: $panel; border: none; spacing: 4px; padding: 4px; }
QStatusBar { background: $panel; border-top: 1px solid $line; }
QFrame[role="message"] { border-radius: $r_card; border: 1px solid $line; background: $raised; }
QFrame[role="message"][flush="true"] { border-radius: 0; border-width: 0 0 1px 0; }
QFrame[role="message"][kind="info"] { border-color: $accent_edge; background: $accent_soft; }
QFrame[role="message"][kind="ok"] { border-color: $ok_edge; background: $ok_soft; }
QFrame[role="message"][kind="warn"] { border-color: $warn_edge; background: $warn_soft; }
QFrame[role="message"][kind="bad"] { border-color: $bad_edge; background: $bad_soft; }
"""

RULES = _GROUNDS + _WORDS + _BUTTONS + _FIELDS + _LISTS + _FRAMES
