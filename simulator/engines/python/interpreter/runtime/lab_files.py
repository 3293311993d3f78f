"""The program's files. What programs write is taken away by the host (file-image.ts)."""

import operator
import os

from lab_in_c import in_c
from lab_world import ROOT

_USUAL = 0o22
_mask = _USUAL


def umask(mask, /):
    """os.umask. That of Node is one for all programs, and the machine's own. Files have the mode that they are given."""
    global _mask
    before, _mask = _mask, operator.index(mask) & 0o777
    return before


def reset():
    """As it is when a program begins."""
    global _mask
    _mask = _USUAL


def install():
    """Once."""
    os.umask = in_c(umask, "posix", os.umask)


def write(files):
    """Puts the program's files, name to text, into its folder. A name with a slash in front is outside of the folder; lone
    surrogates are bytes that are not UTF-8 (PEP 383)."""
    for name, text in files.items():
        path = os.path.join(ROOT, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
