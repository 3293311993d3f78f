"""The standard library as Pyodide brings it, with bytecode beside the source of every module that is loaded by now.

Pyodide's archive has sources only, so that every start would compile some 150 modules: two thirds of its time.

What a start reads comes first and is not packed: a page can fetch this part, and the rest when a program reads it.
"""

import importlib.util
import io
import sys
import zipfile
import zipimport
from importlib._bootstrap_external import _code_to_hash_pyc

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


def archive_with_bytecode(archive):
    loaded = set(_loaded(archive))
    made = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        entries = source.infolist()
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
