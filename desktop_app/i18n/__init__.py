"""The window's words in the language of the person: translators for its own strings, a catalogue for messages."""
