"""How everything looks: tokens, theme, fonts, icons and the small widgets. Knows no project and no session (ADR 9)."""
