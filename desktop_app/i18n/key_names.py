"""The names of keys as they stand on Spanish keyboards: Qt's own are written out and too long for a key's cap.

Qt looks them up in its context QShortcut, and our translator is asked before Qt's.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

SHORT = tuple(
    str(name)
    for name in (
        QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),
        QT_TRANSLATE_NOOP("QShortcut", "Shift"),
        QT_TRANSLATE_NOOP("QShortcut", "Del"),
        QT_TRANSLATE_NOOP("QShortcut", "Esc"),
        QT_TRANSLATE_NOOP("QShortcut", "Return"),
        QT_TRANSLATE_NOOP("QShortcut", "Tab"),
        QT_TRANSLATE_NOOP("QShortcut", "Ins"),
    )
)
