"""Every refusal has a test that shows it: the rules that the code names, against those that the tests name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import amends.rules
from amends.rules.steps import STEPS

RULES = Path(amends.rules.__file__).parent
TESTS = Path(__file__).parent


@cache
def calls(folder: Path) -> tuple[ast.Call, ...]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))]
    return tuple(node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def first(call: ast.Call) -> object:
    return call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None


def rules_named() -> set[object]:
    return {first(call) for call in calls(RULES) if name_of(call) == "no"}


def strings(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and path.name != Path(__file__).name:
                yield node.value


def test_every_rule_is_named_where_it_refuses() -> None:
    assert None not in rules_named()
    assert len(rules_named()) > 50


def test_every_rule_is_seen_refusing() -> None:
    assert rules_named() - set(strings(TESTS)) == set()


def test_every_step_has_tests_of_its_own() -> None:
    assert set(STEPS) - set(strings(TESTS / "steps")) == set()


def test_a_rule_that_is_its_own_condition_is_called_as_that_condition() -> None:
    """A need that refuses uses its own name as the rule, so that a refusal leads back to the code."""
    tree = ast.parse((RULES / "needs.py").read_text(encoding="utf-8"))
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        found = {first(call) for call in ast.walk(function) if isinstance(call, ast.Call) and name_of(call) == "no"}
        assert found <= {function.name, "fresh_eyes"}, function.name
