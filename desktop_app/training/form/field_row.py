"""One choice of the form: its name, the means to change it, what it means, whether it was changed, what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S, SPACE_XS
from desktop_app.look.widgets import ColorDot, IconButton, PlainLabel, set_role
from desktop_app.look.widgets.plain_label import escaped
from desktop_app.session.recipe_words import bounds_words, value_words, when_words
from desktop_app.training.form.editors import editor_name, make_editor
from ml_engine.training.recipe_fields import RecipeField, Value

DOT_COLUMN, TITLE_WIDTH = 14, 230


class FieldRow(QWidget):
    """Signals: edited(str, object): its field was given a value, None for none.   reset_wanted(str)."""

    edited = Signal(str, object)
    reset_wanted = Signal(str)

    def __init__(self, field: RecipeField, look: Look) -> None:
        super().__init__()
        self.field = field
        self._look = look
        self._title_text, self._help_text = in_words(field.title), in_words(field.help)
        self._choice_helps = {choice.value: in_words(choice.help) for choice in field.choices}
        self.setObjectName(f"{editor_name(field)}-row")
        self._dot = ColorDot(look.tokens.accent)
        self._dot.setToolTip(self.tr("Changed: it differs from the usual"))
        self._title = PlainLabel(self._title_text, wrap=True)
        self._title.setFixedWidth(TITLE_WIDTH)
        self.editor = make_editor(field, self._title_text, self._choice_helps)
        self._reset = IconButton(
            look, "rotate-ccw", self.tr("Back to the usual: {title}").format(title=self._title_text)
        )
        self._reset.setObjectName(f"{editor_name(field)}-reset")
        self._usual = PlainLabel("", role="small")
        self._help = PlainLabel("", role="small", wrap=True)
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName(f"{editor_name(field)}-wrong")
        for part in (self._dot, self._reset, self._wrong, self._usual):
            part.setVisible(False)
        self._lay_out()
        self.editor.edited.connect(self._on_editor_edited)
        self._reset.clicked.connect(self._on_reset_clicked)
        look.changed.connect(self._on_look_changed)

    def show_state(self, value: Value, usual: Value, wrong: str, *, is_changed: bool) -> None:
        """Bring it in step. wrong: an English sentence, '' for none."""
        self.editor.show_value(value)
        self._dot.setVisible(is_changed)
        self._reset.setVisible(is_changed)
        self._usual.setVisible(is_changed)
        self._usual.setText(self.tr("usually {value}").format(value=value_words(usual)))
        set_role(self._title, "strong" if is_changed else "body")
        self._say_help(value)
        self.say_wrong(wrong)
        self._say_tooltip(usual)
        state = self.tr("changed, usually {value}").format(value=value_words(usual)) if is_changed else ""
        proxy = self.editor.focusProxy() or self.editor
        proxy.setAccessibleDescription(" ".join(part for part in (self._help.text(), state, wrong) if part))

    @property
    def is_marked(self) -> bool:
        """Whether there is something to see of it: a change, or a fault."""
        return not self._dot.isHidden() or not self._wrong.isHidden()

    def say_wrong(self, wrong: str) -> None:
        """What is wrong with it, in place."""
        self._wrong.setText(in_words(wrong))
        self._wrong.setVisible(bool(wrong))
        self.editor.show_wrong(bool(wrong))

    def matches(self, words: list[str]) -> bool:
        """Whether all the words that are looked for are in its name, its help, or its values."""
        text = " ".join(
            (self.field.name, self._title_text, self._help_text, in_words(self.field.group), *self._choice_helps)
        ).casefold()
        return all(word in text for word in words)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, SPACE_S, 0, SPACE_S)
        grid.setHorizontalSpacing(SPACE_S)
        grid.setVerticalSpacing(SPACE_XS)
        top = Qt.AlignmentFlag.AlignTop
        title = QVBoxLayout()
        title.setSpacing(0)
        title.setContentsMargins(0, SPACE_S, 0, 0)
        title.addWidget(self._title)
        title.addStretch(1)
        holder = QWidget()  # there also while the dot is not, so that rows stay in line
        holder.setFixedWidth(DOT_COLUMN)
        dot = QVBoxLayout(holder)
        dot.setContentsMargins(0, SPACE_S + 3, 0, 0)
        dot.addWidget(self._dot, 0, top)
        dot.addStretch(1)
        under = QHBoxLayout()
        under.setSpacing(SPACE_XS)
        under.addWidget(self.editor)
        under.addWidget(self._reset)
        under.addWidget(self._usual)
        under.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addLayout(under)
        words.addWidget(self._wrong)
        words.addWidget(self._help)
        grid.addWidget(holder, 0, 0)
        grid.addLayout(title, 0, 1)
        grid.setColumnMinimumWidth(2, SPACE_L)
        grid.addLayout(words, 0, 3)
        grid.setColumnStretch(3, 1)

    def _say_help(self, value: Value) -> None:
        parts = [self._help_text, self._choice_helps.get(str(value), ""), when_words(self.field)]
        self._help.setText(" ".join(part for part in parts if part))

    def _say_tooltip(self, usual: Value) -> None:
        lines = [f"{self._title_text} ({self.field.name})", self._help_text]
        lines += [f"{value}: {text}" for value, text in self._choice_helps.items()]
        bounds = bounds_words(self.field)
        lines.append(_tr("Usually {value}").format(value=value_words(usual)) + (f", {bounds}." if bounds else "."))
        tooltip = escaped("\n".join(lines))
        for widget in (self._title, self.editor, self.editor.focusProxy()):
            if widget is not None:
                widget.setToolTip(tooltip if widget is not self._title else "\n".join(lines))

    def _on_editor_edited(self) -> None:
        self.edited.emit(self.field.name, self.editor.value)

    def _on_reset_clicked(self) -> None:
        self.reset_wanted.emit(self.field.name)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_look_changed(self) -> None:
        self._dot.set_color(self._look.tokens.accent)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FieldRow", text)
