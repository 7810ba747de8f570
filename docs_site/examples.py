"""The Python examples, as they are."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"


def examples() -> str:
    """One section an example."""
    return "\n\n".join(
        f"## {path.name}\n\n```python\n{path.read_text(encoding='utf-8')}```"
        for path in sorted(EXAMPLES.glob("*.py"))
    )
