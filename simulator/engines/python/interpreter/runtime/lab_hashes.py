"""Tells the host all types that there are before a program runs: objects of others have hashes of its own."""

import lab_threads as threads


def attach(host):
    """Called once for each interpreter."""
    found = {object: None, threads.Record: None}
    new = [object]
    while new:
        inside = [kind for kind in type.__subclasses__(new.pop()) if kind not in found]
        found.update(dict.fromkeys(inside))
        new += inside
    host.hashes(" ".join(str(id(kind)) for kind in found))
