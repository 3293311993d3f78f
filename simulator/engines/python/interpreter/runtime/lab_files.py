"""The program's files. What programs write is taken away by the host (file-image.ts)."""

import os

from lab_world import ROOT


def write(files):
    """Puts the program's files, name to text, into its folder. A name with a slash in front is outside of the folder; lone
    surrogates are bytes that are not UTF-8 (PEP 383)."""
    for name, text in files.items():
        path = os.path.join(ROOT, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(text)
