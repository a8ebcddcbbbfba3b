"""JSON, XML and YAML from strangers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.formats.file_input import read_lines
from desktop_app.formats.json_input import MAX_DEPTH, nesting, read_json
from desktop_app.formats.label_list import LabelList, clean_name
from desktop_app.formats.report import MAX_LISTED, ImportReport
from desktop_app.formats.xml_input import parse_xml
from desktop_app.formats.yaml_subset import YamlSubsetError, parse_yaml
from ml_engine.domain.errors import UserError


def write(folder: Path, content: bytes) -> Path:
    path = folder / "file.json"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"a": NaN}', "json-refused"),
        (b'{"a": -Infinity}', "json-refused"),
        (b'{"a": 1, "a": 2}', "json-refused"),
        (b'[{"x": {"k": 1, "\\u006b": 2}}]', "json-refused"),
        (b"[" * 200 + b"]" * 200, "json-refused"),
        (b'{"a":' * 200 + b"1" + b"}" * 200, "json-refused"),
        (b"[" * 200_000, "json-refused"),
        (b'{"a": 1', "json-damaged"),
        (b"", "json-damaged"),
        (b'{"a": "\xff"}', "json-damaged"),
        (b'{"a": ' + b"9" * 5000 + b"}", "json-damaged"),
        (b"'a'", "json-damaged"),
    ],
)
def test_json_that_readers_disagree_on_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_json(write(tmp_path, content), dict[str, Any])
    assert caught.value.code == code
    assert "file.json" in caught.value.message
    assert caught.value.hint


def test_json_of_another_shape_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_json(write(tmp_path, b"[1, 2]"), dict[str, Any])
    assert caught.value.code == "json-unexpected"


def test_a_file_above_the_cap_is_not_parsed(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_json(write(tmp_path, b"[" + b"1," * 1000 + b"1]"), list[int], max_bytes=1000)
    assert caught.value.code == "file-too-large"


def test_a_byte_order_mark_and_the_deepest_nesting_allowed_pass(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert read_json(write(tmp_path, content), list[Any])


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        (b"1", 0),
        (b"[]", 1),
        (b'{"a": [1, {"b": []}]}', 4),
        (b'["[[[["]', 1),
        (b'["\\"[[", []]', 2),
        (b'["\\\\", [[]]]', 3),
    ],
)
def test_brackets_in_strings_are_no_nesting(text: bytes, depth: int) -> None:
    assert nesting(text) == depth


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "xml-refused"),
        ("<!DOCTYPE a><a/>", "xml-refused"),
        ("<a><b></a>", "xml-damaged"),
        ("", "xml-damaged"),
        ("<a>&undeclared;</a>", "xml-damaged"),
        ('<?xml version="1.0" encoding="no-such-code"?><a/>', "xml-damaged"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type_or_damage_is_refused(text: str, code: str, encoding: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_xml(text.encode(encoding), Path("x.xml"))
    assert caught.value.code == code


def test_deeply_nested_xml_is_survived() -> None:
    depth = 20_000
    root = parse_xml(b"<a>" * depth + b"</a>" * depth, Path("deep.xml"))
    assert root.tag == "a"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("names: [cat, 'hot dog', \"tab\\t\"]", ["cat", "hot dog", "tab\t"]),
        ("names: ['a, b', 'it''s', x#y]  # two", ["a, b", "it's", "x#y"]),
        ("names:\n- cat\n- 'dog # not'  # yes\n- two words\n", ["cat", "dog # not", "two words"]),
        ("names:\n  - cat\n  - dog\nnc: 2", ["cat", "dog"]),
        ("names:\n  0: cat\n  1: dog  # wow\n  10: 'x: y'\n", {"0": "cat", "1": "dog", "10": "x: y"}),
        ("names: {0: cat, 1: 'a, b'}", {"0": "cat", "1": "a, b"}),
        ("names: [\n  'a',   # first\n  'b',\n]\nnc: 2", ["a", "b"]),
        ("names: ['a',\n        'b']", ["a", "b"]),
        ('"names": [a]', ["a"]),
        ("names: []", []),
        ("download: |\n  names: [no]\n  x: y\nnames: [yes]", ["yes"]),
        ("a: {b: c}\nnames: [x]\ntrain:\n  deep:\n    er: 1\n", ["x"]),
        ("names: [a-b:c, http://x]", ["a-b:c", "http://x"]),
    ],
)
def test_names_are_read_in_every_way_that_yolo_files_write_them(text: str, names: object) -> None:
    assert parse_yaml(text.split("\n"))["names"] == names


@pytest.mark.parametrize(
    "text", ["names: [a\nnc: 1", "names: ['a]", 'names: ["a]', "names: [a]\nnames: [b]", "names: {a}"]
)
def test_yaml_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(YamlSubsetError):
        parse_yaml(text.split("\n"))


def test_lines_are_cut_at_line_ends_only(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("\ufeffa\u2028b\r\nc\x0cd\n\nlatin".encode())
    assert read_lines(path) == ["a\u2028b", "c\x0cd", "", "latin"]
    path.write_bytes(b"caf\xe9\n")
    assert read_lines(path) == ["café"]


@pytest.mark.parametrize(
    ("written", "name"),
    [(" cat ", "cat"), ("two\nlines", "two lines"), ("\x00", ""), ("x\u202ey", "x\u202ey"), ("a" * 999, "a" * 200)],
)
def test_a_label_becomes_one_line(written: str, name: str) -> None:
    assert clean_name(written) == name


def test_two_labels_of_one_name_become_one_and_the_report_says_so() -> None:
    report = ImportReport()
    labels = LabelList("f", report)
    assert [labels.add("cat", 7), labels.add("dog", 3), labels.add("cat ", 9), labels.add("", 1)] == [
        "cat",
        "dog",
        "cat",
        "",
    ]
    assert labels.done().names == ("cat", "dog")
    assert labels.done().ids == (7, 3)
    assert [one.severity for one in report.problems] == ["adjusted", "skipped"]


def test_a_flood_of_problems_is_counted_but_not_kept() -> None:
    report = ImportReport()
    for number in range(MAX_LISTED + 500):
        report.skip("f", f"line {number}", "bad")
    assert report.skipped == report.reasons["skipped", "bad"] == MAX_LISTED + 500
    assert len(report.problems) == MAX_LISTED


def test_a_picture_given_back_is_counted_as_skipped() -> None:
    report = ImportReport()
    report.took(3, adjusted=0)
    report.give_back(3, "f", "picture 'a'", "it is not in the project")
    assert (report.imported, report.skipped, report.pictures, report.skipped_pictures, report.input) == (0, 3, 0, 1, 3)
