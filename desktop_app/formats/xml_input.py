"""XML from strangers, through defusedxml: no DOCTYPE, so no entities and no external files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import defusedxml.ElementTree as SafeTree
from defusedxml.common import DefusedXmlException

from desktop_app.formats.file_input import read_capped
from ml_engine.domain.errors import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES = 16 << 20


def read_xml(path: Path) -> Element:
    """The root element. Raises UserError 'xml-refused' for a DOCTYPE, 'xml-damaged', 'file-too-large' and others."""
    return parse_xml(read_capped(path, MAX_BYTES), path)


def parse_xml(data: bytes, path: Path) -> Element:
    """The root element of XML text. path: for messages. Raises UserError 'xml-refused' or 'xml-damaged'."""
    try:
        root: Element = SafeTree.fromstring(data, forbid_dtd=True)
        return root
    except DefusedXmlException as error:
        raise UserError(
            "xml-refused", f"{path} was refused: it declares a document type.", "Remove its <!DOCTYPE …> line."
        ) from error
    except (SyntaxError, ValueError, LookupError, RecursionError) as error:  # ParseError is a SyntaxError
        raise UserError(
            "xml-damaged", f"{path} is damaged: {error}.", "Write the file again with the tool it is from."
        ) from error


def text_of(element: Element | None, tag: str) -> str:
    """The text of a direct child without outer spaces; '' if there is none."""
    return ((element.findtext(tag) if element is not None else "") or "").strip()
