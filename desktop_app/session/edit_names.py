"""The names of edits: plain English in the file, the window's language in the menu.

A name says what was done and never how often, so that the list of them is complete and can be translated.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_app.i18n import messages

_CONTEXT = "EditNames"

DRAW_BOX = str(QT_TRANSLATE_NOOP("EditNames", "Draw box"))
MOVE_BOX = str(QT_TRANSLATE_NOOP("EditNames", "Move box"))
RESIZE_BOX = str(QT_TRANSLATE_NOOP("EditNames", "Resize box"))
DELETE = str(QT_TRANSLATE_NOOP("EditNames", "Delete objects"))
RELABEL = str(QT_TRANSLATE_NOOP("EditNames", "Change label"))
PASTE = str(QT_TRANSLATE_NOOP("EditNames", "Paste boxes"))
DUPLICATE = str(QT_TRANSLATE_NOOP("EditNames", "Duplicate boxes"))
COPY_PREVIOUS = str(QT_TRANSLATE_NOOP("EditNames", "Copy boxes from the previous picture"))
REPEAT_BOX = str(QT_TRANSLATE_NOOP("EditNames", "Repeat last box"))
TAG_PICTURES = str(QT_TRANSLATE_NOOP("EditNames", "Label pictures"))
UNTAG_PICTURES = str(QT_TRANSLATE_NOOP("EditNames", "Take label from pictures"))
VERIFY = str(QT_TRANSLATE_NOOP("EditNames", "Mark as verified"))
UNVERIFY = str(QT_TRANSLATE_NOOP("EditNames", "Mark as not verified"))
SKIP = str(QT_TRANSLATE_NOOP("EditNames", "Skip pictures"))
UNSKIP = str(QT_TRANSLATE_NOOP("EditNames", "Take pictures back in"))
VERIFY_EMPTY = str(QT_TRANSLATE_NOOP("EditNames", "Mark empty pictures as verified"))
PLACE_IN_SPLIT = str(QT_TRANSLATE_NOOP("EditNames", "Put into split"))
ACCEPT = str(QT_TRANSLATE_NOOP("EditNames", "Accept proposals"))
REJECT = str(QT_TRANSLATE_NOOP("EditNames", "Reject proposals"))
ADD_LABEL = str(QT_TRANSLATE_NOOP("EditNames", "Add label"))
RENAME_LABEL = str(QT_TRANSLATE_NOOP("EditNames", "Rename label"))
RECOLOUR_LABEL = str(QT_TRANSLATE_NOOP("EditNames", "Change label colour"))
KEY_OF_LABEL = str(QT_TRANSLATE_NOOP("EditNames", "Change label key"))
ARCHIVE_LABEL = str(QT_TRANSLATE_NOOP("EditNames", "Archive label"))
RESTORE_LABEL = str(QT_TRANSLATE_NOOP("EditNames", "Bring label back"))
MERGE_LABELS = str(QT_TRANSLATE_NOOP("EditNames", "Merge labels"))
LABELS_FROM_FOLDERS = str(QT_TRANSLATE_NOOP("EditNames", "Labels from folders"))
MEND_SPLIT = str(QT_TRANSLATE_NOOP("EditNames", "Mend the split"))
SPLITS = str(QT_TRANSLATE_NOOP("EditNames", "Split"))
IMPORT = str(QT_TRANSLATE_NOOP("EditNames", "Import annotations"))


def in_words(name: str) -> str:
    """The name of an edit in the window's language; a name of another program or version stays as it is."""
    said = QCoreApplication.translate(_CONTEXT, name)
    # What the project does by itself is named by its own messages.
    return said if said != name else messages.in_words(name)


def undo_words(name: str) -> str:
    """'Undo draw box', in the window's language."""
    return QCoreApplication.translate(_CONTEXT, "Undo: {edit}").format(edit=in_words(name))


def redo_words(name: str) -> str:
    """'Redo draw box', in the window's language."""
    return QCoreApplication.translate(_CONTEXT, "Redo: {edit}").format(edit=in_words(name))
