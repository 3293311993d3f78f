"""The standard library as Pyodide brings it, with bytecode beside the source of every module that is loaded by now.

Pyodide's archive has sources only, so that every start would compile some 150 modules: two thirds of its time. The code of
our own modules is there without its sources, in one entry (lab_bytecode.py).

What a start reads comes first and is not packed: a page can fetch this part, and the rest when a program reads it.
"""

import importlib.util
import io
import marshal
import os
import sys
import types
import zipfile
import zipimport
from importlib._bootstrap_external import _code_to_hash_pyc

from lab_bytecode import results

# Sources that a start reads, and those that the tracebacks of threads show.
READ = {
    "asyncio/futures.py",
    "compression/zstd/__init__.py",
    "concurrent/futures/_base.py",
    "concurrent/futures/thread.py",
    "queue.py",
    "threading.py",
}


def _loaded(archive):
    for module in list(sys.modules.values()):
        loader = getattr(module, "__loader__", None)
        if isinstance(loader, zipimport.zipimporter) and loader.archive == archive:
            yield module.__file__.removeprefix(f"{archive}/")


# How an entry of a table of lines begins, by what it says (Objects/location.md).
_NO_COLUMNS, _NOWHERE = 0x80 | 13 << 3, 0x80 | 15 << 3


def _without_columns(code):
    """The code with lines only: columns are for tracebacks that show the source, and a third of what comes over the line."""
    table, last = bytearray(), code.co_firstlineno
    for start, end, line in code.co_lines():
        # In units of two bytes, of which an entry is for eight at most.
        for left in range((end - start) // 2, 0, -8):
            length = min(left, 8) - 1
            if line is None:
                table.append(_NOWHERE | length)
                continue
            table.append(_NO_COLUMNS | length)
            change = abs(line - last) << 1 | (line < last)
            while change > 63:
                table.append(change & 63 | 64)
                change >>= 6
            table.append(change)
            last = line
    consts = (_without_columns(const) if isinstance(const, types.CodeType) else const for const in code.co_consts)
    return code.replace(co_linetable=bytes(table), co_consts=tuple(consts))


def _ours(folder="/lab_runtime"):
    codes = {}
    for file in sorted(os.listdir(folder)):
        name, _ = os.path.splitext(file)
        path = f"{folder}/{file}"
        if name.startswith("lab_"):
            with open(path, "rb") as source:
                codes[name] = _without_columns(compile(source.read(), path, "exec", dont_inherit=True))
    return marshal.dumps((codes, results))


def archive_with_bytecode(archive):
    loaded = set(_loaded(archive))
    made = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        entries = source.infolist()
        target.writestr(zipfile.ZipInfo("lab_runtime.bin"), _ours(), zipfile.ZIP_STORED)
        for entry in entries:
            text = source.read(entry)
            if entry.filename in loaded:
                code = compile(text, f"{archive}/{entry.filename}", "exec", dont_inherit=True)
                # Never checked against the source: both are in the same file.
                bytecode = _code_to_hash_pyc(code, importlib.util.source_hash(text), False)
                target.writestr(zipfile.ZipInfo(f"{entry.filename}c"), bytecode, zipfile.ZIP_STORED)
            if entry.filename in READ:
                target.writestr(entry, text, zipfile.ZIP_STORED)
        for entry in entries:
            if entry.filename not in READ:
                target.writestr(entry, source.read(entry), zipfile.ZIP_DEFLATED)
    return made.getvalue()
