"""Words of the user in messages: quoted, with what cannot be seen made visible; and likeness."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_LONGEST = 60

_LOOK_ALIKE = str.maketrans(
    "аеорсухкмтвнісӏјѕԁɡո" + "αορτνικ",
    "aeopcyxkmtbhiclj" + "sdgn" + "aoptvik",
)


def shown(text: object) -> str:
    """The text in quotes; control and direction characters escaped, long texts cut."""
    plain = str(text)
    if len(plain) > _LONGEST:
        plain = plain[: _LONGEST - 1] + "…"
    return "'" + "".join(_visible(c) for c in plain) + "'"


def _visible(character: str) -> str:
    if unicodedata.category(character) in _UNSEEN:
        return character.encode("unicode_escape").decode("ascii", errors="replace")
    return character


def clean(text: str) -> str:
    """A code or text as it is compared: trimmed, in Unicode normal form C."""
    return unicodedata.normalize("NFC", text.strip())


def skeleton(code: str) -> str:
    """What a code looks like: two codes of one skeleton are easily taken for each other."""
    folded = unicodedata.normalize("NFKC", code).casefold().translate(_LOOK_ALIKE)
    return "".join(c for c in folded if not c.isspace())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean 'coal'?`, or nothing where no known word is like it."""
    options = {option.casefold(): option for option in known}
    wanted = word.casefold()
    padded = [o for o in options.values() if o.lstrip("0") == word.lstrip("0") and o != word]
    if padded:
        return f" Did you mean {shown(padded[0])}?"
    close = difflib.get_close_matches(wanted, options, n=1, cutoff=0.6)
    return f" Did you mean {shown(options[close[0]])}?" if close else ""


def listed(words: Iterable[str], most: int = 10) -> str:
    """Words in a row, at most so many."""
    names = [shown(word) for word in words]
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
