"""Reads the reports that other programs take in, as those programs do: `readers.py FOLDER NAME`.

What a report says is compared with the JSON report of the same run. junitparser and markdown-it-py come from PyPI.
"""

import csv
import json
import re
import sys
from pathlib import Path

from junitparser import Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

folder, name = Path(sys.argv[1]), sys.argv[2]
whole = json.loads((folder / f"{name}.json").read_text("utf-8"))
findings = whole["findings"]
grave = [finding for finding in findings if finding["severity"] != "info"]


def junit():
    xml = JUnitXml.fromfile(str(folder / f"{name}.xml"))
    results = [result for suite in xml for case in suite for result in case.result]
    assert sum(isinstance(result, Failure) for result in results) == xml.failures == len(grave)
    skipped = sum(len(paper["skipped"]) for paper in whole["papers"]) + len(whole["suppressed"])
    assert sum(isinstance(result, Skipped) for result in results) == xml.skipped == skipped
    for suite in xml:
        names = [(case.classname, case.name) for case in suite]
        assert len(names) == len(set(names)) == suite.tests, "a test stands twice"


def table():
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    found = [row for row in rows if not row["suppressed"]]
    assert [(row["rule"], int(row["line"])) for row in found] == [(f["rule"], f["start"]["line"]) for f in findings]
    for row in rows:
        assert None not in row and None not in row.values(), "a row is longer or shorter than the head"
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values()), "a cell is a formula"


def gitlab():
    issues = json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(findings)
    for issue in issues:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["description"] and issue["check_name"]
        assert issue["location"]["path"] and issue["location"]["lines"]["begin"] >= 1


def github():
    """As the runner reads its log: a command stands at the start of a line, and a word stops and starts them."""
    commands, stopped = [], None
    for line in (folder / f"{name}.github").read_text("utf-8").split("\n"):
        command = re.fullmatch(r"\s*::([\w-]+)(?: ([^:]*))?::(.*)", line)
        if stopped:
            stopped = None if line.strip() == f"::{stopped}::" else stopped
        elif command and command[1] == "stop-commands":
            stopped = command[3]
        elif command:
            commands.append(command)
        else:
            assert not line, f"{line} is no command"
    assert stopped is None
    assert {command[1] for command in commands} <= {"error", "warning", "notice", "group", "endgroup"}
    for level, severity in (("error", "error"), ("warning", "warning"), ("notice", "info")):
        annotations = [command for command in commands if command[1] == level]
        of_level = sum(finding["severity"] == severity for finding in findings)
        assert min(of_level, 1) <= len(annotations) <= 10
        if of_level <= 10:
            assert len(annotations) == of_level
        for annotation in annotations:
            properties = dict(pair.split("=", 1) for pair in annotation[2].split(","))
            assert properties["file"] and int(properties["line"]) >= 1 and properties["title"]


def comment():
    text = (folder / f"{name}.comment.md").read_text("utf-8")
    assert len(text) <= 65_536
    markdown = MarkdownIt("gfm-like")
    # Hosts link addresses, and not every name with a dot in it.
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    page = markdown.render(text)
    tags = set(re.findall(r"<(\w+)", page))
    known = {"h3", "p", "strong", "em", "code", "details", "summary", "b", "ul", "li", "blockquote", "del", "ins", "sub"}
    known |= {"table", "thead", "tbody", "tr", "th", "td"}
    assert tags <= known, f"{tags - known} in the comment"
    assert page.count("<details>") == page.count("</details>")
    assert not findings or "<table>" in page


for read in (junit, table, gitlab, github, comment):
    read()
