"""Writing a text where a person wants it, beside the window, and saying where it is or why it is not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from desktop_app.i18n.messages import in_words
from desktop_app.look.message import Message
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError

SAID_S = 6


def save_text(session: Session, tokens: Tokens, text: str, words: str, path: Path) -> None:
    """text: to write.   words: what is said then, with {file} in it."""
    save_bytes(session, tokens, text.encode(), words, path)


def save_bytes(session: Session, tokens: Tokens, data: bytes, words: str, path: Path) -> None:
    """As save_text, for what is no text: a picture."""
    done, failed = partial(_say_written, session, words, path), partial(say_failure, session)
    tokens.add(session.background.run(partial(_write, path, data), done, failed))


def say_failure(session: Session, error: UserError) -> None:
    """In the message bar."""
    session.say(Message("bad", in_words(error.message), in_words(error.hint)))


def _say_written(session: Session, words: str, path: Path, _: None) -> None:
    session.say(Message("ok", words.format(file=path), timeout_s=SAID_S))


def _write(path: Path, data: bytes, _: Token) -> None:
    try:
        write_atomic(path, data)
    except OSError as error:
        raise UserError(
            "file-not-writable", f"{path} cannot be written: {error.strerror or error}.", "Choose another place."
        ) from error
