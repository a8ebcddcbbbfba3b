"""Finds the sentences that the engine, the project and the annotation files can say, as templates with {0}, {1} ….

Whatever reads like words may reach the window, so everything is taken that is not known for something else: docstrings,
SQL, logging, errors of programmers, and the modules that write files for other readers. The window's own modules speak
through tr(); of them only what they raise as a UserError is taken.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

SOURCES = ("ml_engine", "desktop_app/project", "desktop_app/formats")
OF_THE_WINDOW = "desktop_app"
# What the command line says is said on the terminal, in English.
ON_THE_TERMINAL = ("desktop_app/cli/", "desktop_app/__main__.py", "desktop_app/shell/qt_libraries.py")
# These write documents, code and pictures of their own, tools for developers, or are not about people at all.
WRITES_FOR_OTHERS = {
    "ml_engine/compat/torchvision_ops.py", "ml_engine/export/readme.py", "ml_engine/export/usage.py",
    "ml_engine/jobs/doctor.py", "ml_engine/jobs/wire.py", "ml_engine/networks/graph_writer.py",
    "ml_engine/networks/cuts.py", "ml_engine/networks/network_rows.py",
    "ml_engine/reports/markdown.py", "ml_engine/reports/plots.py", "ml_engine/reports/style.py",
    "ml_engine/reports/script_layers.py", "ml_engine/reports/script_methods.py",
    "ml_engine/reports/script_networks.py", "ml_engine/reports/script_pieces.py",
    "ml_engine/reports/script_values.py", "ml_engine/reports/script_views.py", "ml_engine/reports/report_plots.py",
    "ml_engine/reports/ablation_files.py",
    "ml_engine/reports/run_report.py",
    "desktop_app/project/schema.py", "desktop_app/project/sqlite_staging.py", "desktop_app/project/column_types.py",
}  # fmt: skip
MIGRATIONS = "desktop_app/project/migrations/"
# A tool for who makes the bundled weights again; the application has no door to it.
PRETRAINING = "ml_engine/pretraining/"
# Names, values and patterns that read like words and are none that a person is told.
NOT_WORDS = {
    "vistazo predict", "vistazo predict, one picture", "ONNX Runtime", "onnxruntime cpu", "torch {0}{1}",
    "out of memory", "can't allocate memory", "not enough memory: you tried to allocate",
    "failed to allocate memory", "bad allocation", "Network in Network", "name = {0}",
    "input = {0}", "kind = {0}", "Vistazo compact", "box sync", "Faster R-CNN", 'method = "{0}"',
    "google drive", "icloud drive", "mobile documents", "my drive", "BEGIN IMMEDIATE", "COCO JSON", "Pascal VOC XML",
    "Pascal VOC", "{0}: images/{1}", "train: images/{0}  # pictures without a split", "input_size = {0}",
    "There is no display to show a window on.", "Every main job works from the command line: see vistazo --help.",
    "Object contains unknown field", "a thousand runs called {0}-{1}", 'metric = "{0}"',
}  # fmt: skip
_OF_THE_SYSTEM = (
    "Permission denied", "No such file or directory", "No space left on device", "Is a directory", "Not a directory",
    "File exists", "Read-only file system", "Input/output error", "File name too long", "Too many open files",
)  # fmt: skip
# Phrases that no single text of the code holds: counts, lists of reasons, what the operating system says of a file.
PUT_TOGETHER = {
    "{0} pictures", "{0} picture", "{0} labels", "{0} label", "{0} × {1}", "{0} train", "{0} validation", "{0} test",
    "{0} is damaged: {1}", "there is no field {0}", "{0} is a file, not a folder.", "its picture cannot be read: {0}",
    *_OF_THE_SYSTEM, *(said.lower() for said in _OF_THE_SYSTEM),
}  # fmt: skip
_PROGRAMMERS_ERRORS = {
    "ValueError", "TypeError", "RuntimeError", "KeyError", "IndexError", "AssertionError", "AttributeError", "EOFError",
    "LookupError", "NotImplementedError", "StopIteration", "TimeoutError",
}  # fmt: skip
_NOT_SAID_BY = {"debug", "info", "warning", "error", "exception", "log", "compile", "register", "filterwarnings"}
_NOT_WORDS = re.compile(r"\b(PRAGMA|SELECT|INSERT|UPDATE|DELETE FROM|ATTACH|DETACH)\b|\bIN \(|://|>= 0$|\*\.")
_PLACE = "\0"
_FIELD = re.compile(r"\{\w*\}")
_MOST_WAYS = 16


def find_templates(repository: Path, not_words: Iterable[str] = ()) -> dict[str, str]:
    """Template → the place where it is written first. not_words: texts that are no messages, as they stand."""
    found: dict[str, str] = {}
    left_out = set(not_words)
    for source in SOURCES:
        for path in sorted((repository / source).rglob("*.py")):
            name = path.relative_to(repository).as_posix()
            if name in WRITES_FOR_OTHERS or name.startswith((MIGRATIONS, PRETRAINING)):
                continue
            for template, line in templates_of(path.read_text("utf-8")):
                if template not in left_out:
                    found.setdefault(template, f"{name}:{line}")
    for path in sorted((repository / OF_THE_WINDOW).rglob("*.py")):
        name = path.relative_to(repository).as_posix()
        if not name.startswith((*SOURCES, *ON_THE_TERMINAL)):
            for template, line in templates_of_errors(path.read_text("utf-8")):
                if template not in left_out:
                    found.setdefault(template, f"{name}:{line}")
    return found


def templates_of_errors(code: str) -> Iterator[tuple[str, int]]:
    """The templates of what a module raises as a UserError, and their lines."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "UserError":
            for said in node.args[1:]:
                yield from ((_numbered(text), said.lineno) for text in _texts(said) if _reads_like_words(text))


def templates_of(code: str) -> Iterator[tuple[str, int]]:
    """The templates of one module and their lines."""
    tree = ast.parse(code)
    skipped = set(_not_said(tree))
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
            continue
        texts = list(itertools.islice(_texts(node), _MOST_WAYS))
        for inner in ast.walk(node) if texts else ():
            if inner is not node and not isinstance(inner, ast.FormattedValue):
                skipped.add(id(inner))
        for text in texts:
            if _reads_like_words(text):
                yield _numbered(text), node.lineno
        for inner in _inner_texts(node):
            skipped.discard(id(inner))


def _not_said(tree: ast.Module) -> Iterator[int]:
    """The nodes whose text is for programmers, or for nobody."""
    for node in ast.walk(tree):
        apart: list[ast.AST] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            apart = [node.value]
        elif isinstance(node, ast.Assert):
            apart = [node]
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            apart = [*node.args] if called in _PROGRAMMERS_ERRORS or called in _NOT_SAID_BY else []
        for top in apart:
            yield from (id(inner) for inner in ast.walk(top))


def _texts(node: ast.AST) -> Iterator[str]:
    """What an expression can be, with \\0 for what only the running program knows; nothing if it is no text."""
    if isinstance(node, ast.Constant):
        yield from [_FIELD.sub(_PLACE, node.value)] if isinstance(node.value, str) else []
    elif isinstance(node, ast.JoinedStr):
        ways = [_ways(part) for part in node.values]
        yield from ("".join(parts) for parts in itertools.product(*ways))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = list(_texts(node.left)), list(_texts(node.right))
        if left or right:
            yield from ("".join(parts) for parts in itertools.product(left or [_PLACE], right or [_PLACE]))


def _ways(part: ast.AST) -> list[str]:
    """The ways in which a part of an f-string can be written: a choice between two texts is two ways."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    if isinstance(value, ast.IfExp):
        ways = [*_texts(value.body), *_texts(value.orelse)]
        return ways if len(ways) > 1 else [_PLACE]
    return [_PLACE] if isinstance(part, ast.FormattedValue) else list(_texts(part))


def _inner_texts(node: ast.AST) -> Iterator[ast.AST]:
    """Texts inside the places of an f-string, but those that its ways hold already."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.FormattedValue) and not isinstance(inner.value, ast.IfExp):
            yield from (text for text in ast.walk(inner.value) if isinstance(text, ast.Constant | ast.JoinedStr))


def _reads_like_words(text: str) -> bool:
    own = text.replace(_PLACE, " ")
    words = re.findall(r"[A-Za-z']{2,}", own)
    return (
        " " in text.strip()
        and len(words) > (0 if _PLACE in text or text.endswith(".") else 1)
        and len("".join(words)) > 2
        and (_NOT_WORDS.search(text) is None and "\n" not in text.strip("\n"))
    )


def _numbered(text: str) -> str:
    numbers = itertools.count()
    return re.sub(_PLACE, lambda _: f"{{{next(numbers)}}}", text)
