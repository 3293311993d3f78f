"""The program's files, and those that programs write."""

import os

from lab_world import ROOT

# Files that are looked after.
FEW = 20

# The program's files by their paths: when it was written and how many bytes it has, and its text.
_written = {}


def write(files):
    """Puts the program's files, name to text, into its folder, and takes away those of the program before. A name with a
    slash in front is outside of the folder; lone surrogates are bytes that are not UTF-8 (PEP 383)."""
    wanted = {os.path.join(ROOT, name): text for name, text in files.items()}
    for path in _written.keys() - wanted.keys():
        del _written[path]
        if os.path.exists(path):
            os.unlink(path)
    for path, text in wanted.items():
        if path not in _written or _written[path][1] != text:
            _put(path, text)


def _put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(text)
    _written[path] = _stamp(path), text


def _stamp(path):
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def tidy():
    """Takes away what the program before has written, and puts back what it has written over."""
    if len(_written) > FEW:  # To look after so many takes longer than a run.
        return
    for folder in (ROOT, "/tmp", "/home/pyodide"):
        for place, folders, names in os.walk(folder, topdown=False):
            for name in names:
                path = os.path.join(place, name)
                if path not in _written:
                    os.unlink(path)
            for name in folders:
                path = os.path.join(place, name)
                if not os.listdir(path):
                    os.rmdir(path)
    for path, (stamp, text) in list(_written.items()):
        if _stamp(path) != stamp:
            _put(path, text)
