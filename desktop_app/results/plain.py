"""Words from outside in a tooltip: Qt takes what looks like HTML for HTML, so it always gets escaped HTML."""

from __future__ import annotations

import html


def tooltip_html(text: str) -> str:
    """Plain text as a tooltip that shows it letter by letter and wraps it; '' stays ''."""
    lines = "<br>".join(html.escape(line) for line in text.splitlines())
    return f"<p>{lines}</p>" if lines else ""
