"""Text made safe to show: what cannot be seen is made visible, what is too long is cut."""

from __future__ import annotations

import unicodedata

LONGEST = 32_000
"""Characters of one cell; spreadsheets end at 32,767."""


def visible(text: str) -> str:
    """The text with control, direction and other unseen characters spelt out.

    Control characters become their pictures, others such as a right-to-left override become
    their code in brackets; unpaired surrogates and non-characters cannot be stored at all.
    """
    if text.isprintable() and len(text) <= LONGEST:
        return text
    shown = "".join(map(_seen, text[:LONGEST]))
    return shown if len(text) <= LONGEST else shown + " … (cut)"


def _seen(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    kind = unicodedata.category(character)
    if kind in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or code & 0xFFFE == 0xFFFE:
        return f"<U+{code:04X}>"
    return character
