"""Money is whole fen, and nothing that could lose one is allowed into the source."""

import ast

from reading import SOURCE, modules


def test_no_float_literal_and_no_call_of_float() -> None:
    found = [
        module.at(node)
        for module in modules(SOURCE, migrations=True)
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (
            isinstance(node, ast.Name) and node.id == "float" and isinstance(node.ctx, ast.Load)
        )
    ]
    assert found == []


def test_no_float_column() -> None:
    found = [
        module.at(node)
        for module in modules(SOURCE, migrations=True)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute | ast.Name)
        and (node.attr if isinstance(node, ast.Attribute) else node.id) == "FloatField"
    ]
    assert found == []
