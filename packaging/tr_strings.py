"""Finds the strings of the window that are to be translated, by Python's own syntax tree.

pyside6-lupdate reads Python by its words only: it misses contexts that are constants, a local `tr`, and small
functions around QCoreApplication.translate, and it takes the context of QT_TRANSLATE_NOOP for the text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

NOOP = "QT_TRANSLATE_NOOP"
CLASS_NOOP = "QT_TR_NOOP"


@dataclass(frozen=True, slots=True, order=True)
class TrString:
    """A text to translate. context: class or name given to translate().   plural: takes a number (%n)."""

    context: str
    source: str
    comment: str = ""
    plural: bool = field(default=False, compare=False)


class UntranslatableError(ValueError):
    """A text that only the running program knows: no translator will ever see it."""


def find_strings(folder: Path) -> set[TrString]:
    """Every text below a folder. Raises UntranslatableError where tr() is given something else than a literal."""
    return {found for path in sorted(folder.rglob("*.py")) for found in strings_of(path.read_text("utf-8"), path.name)}


def strings_of(code: str, name: str = "<code>") -> list[TrString]:
    """The texts of one module; a plural wins over the same text without a number."""
    tree = ast.parse(code)
    reader = _Reader(name, tree)
    reader.visit(tree)
    plurals = {found for found in reader.found if found.plural}
    return [*plurals, *(found for found in reader.found if not found.plural and found not in plurals)]


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """A function of the module that hands its text on to translate(). number: where a count goes, -1 for nowhere."""

    context: str
    text: int
    number: int


class _Reader(ast.NodeVisitor):
    def __init__(self, name: str, tree: ast.Module) -> None:
        self.found: list[TrString] = []
        self._name = name
        self._classes: list[str] = []
        self._constants = dict(_constants(tree))
        self._aliases = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ast.unparse(node.value) == "QCoreApplication.translate"
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        self._wrappers = {
            node.name: wrapper
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and (wrapper := self._as_wrapper(node)) is not None
        }
        self._inside_wrapper = False

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        was, self._inside_wrapper = self._inside_wrapper, node.name in self._wrappers
        self.generic_visit(node)
        self._inside_wrapper = was

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called == "tr" and isinstance(node.func, ast.Attribute):
            if ast.unparse(node.func.value) not in {"self", "cls"}:
                raise self._cannot(node, "tr() of another object: its class is not known here")
            self._add(self._classes[-1], node, 0, 1, 2)
        elif self._is_translate(node.func):
            if not self._inside_wrapper or self._constant(node.args[1]) is not None:
                self._add(self._context(node), node, 1, 2, 3)
        elif called == NOOP:
            self._add(self._context(node), node, 1, -1, -1)
        elif called == CLASS_NOOP:
            self._add(self._classes[-1], node, 0, -1, -1)
        elif isinstance(node.func, ast.Name) and called in self._wrappers:
            wrapper = self._wrappers[called]
            self._add(wrapper.context, node, wrapper.text, -1, wrapper.number)

    def _is_translate(self, function: ast.expr) -> bool:
        return ast.unparse(function) in {"QCoreApplication.translate", "QApplication.translate", *self._aliases}

    def _as_wrapper(self, function: ast.FunctionDef) -> _Wrapper | None:
        parameters = [argument.arg for argument in function.args.args]
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and self._is_translate(node.func) and len(node.args) > 1:
                text, context = node.args[1], self._constant(node.args[0])
                if isinstance(text, ast.Name) and text.id in parameters and context is not None:
                    number = node.args[3].id if len(node.args) > 3 and isinstance(node.args[3], ast.Name) else ""
                    place = parameters.index(number) if number in parameters else -1
                    return _Wrapper(context, parameters.index(text.id), place)
        return None

    def _context(self, node: ast.Call) -> str:
        context = self._constant(node.args[0])
        if context is None:
            raise self._cannot(node, "its context is not a constant")
        return context

    def _constant(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        return self._constants.get(node.id) if isinstance(node, ast.Name) else None

    def _add(self, context: str, node: ast.Call, text: int, comment: int, number: int) -> None:
        """One text, or several where a condition chooses. A name may stand for a text that NOOP has marked."""
        words = node.args[comment] if 0 <= comment < len(node.args) else None
        said = words.value if isinstance(words, ast.Constant) and isinstance(words.value, str) else ""
        counted = 0 <= number < len(node.args) or any(keyword.arg in {"n", "number"} for keyword in node.keywords)
        for source in self._sources(node, node.args[text]):
            self.found.append(TrString(context, source, said, counted or "%n" in source))

    def _sources(self, node: ast.Call, text: ast.expr) -> Iterable[str]:
        if isinstance(text, ast.IfExp):
            return [*self._sources(node, text.body), *self._sources(node, text.orelse)]
        if isinstance(text, ast.JoinedStr):
            raise self._cannot(node, "an f-string is put together before it is translated")
        if (source := self._constant(text)) is not None:
            return [source]
        if isinstance(text, ast.Constant):
            raise self._cannot(node, "its text is not a string")
        return []  # a variable: its texts are marked by NOOP where they are written

    def _cannot(self, node: ast.AST, why: str) -> UntranslatableError:
        return UntranslatableError(f"{self._name}:{getattr(node, 'lineno', 0)}: {why}")


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Module-level names of strings."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))
