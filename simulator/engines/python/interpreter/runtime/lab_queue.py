"""The module `_queue`: its SimpleQueue is the one in Python."""

import types

from lab_hidden import sheds
from lab_reworded import reworded


def of_queue(queue):
    """The module `_queue`, with the SimpleQueue in Python under the names that C has for it."""
    made = types.ModuleType("_queue")
    kind = made.SimpleQueue = queue.SimpleQueue
    made.Empty = queue.Empty
    # C looks at the timeout only where it waits, and refuses what is no number. In Python it would ask for ever.
    negative = "\"'timeout' must be a non-negative number\""
    was = (
        *("timeout is not None and timeout < 0:\n", f"        raise ValueError({negative})\n"),
        "    if not self._count.acquire(block, timeout):\n",
    )
    instead = (
        "block and timeout is not None and not timeout >= 0:\n",
        f"        raise ValueError({negative} if timeout < 0 else 'Invalid value NaN (not a number)')\n",
        "    if not self._count.acquire(block, timeout if block else None):\n",
    )
    kind.get = reworded(kind.get, "".join(was), "".join(instead))
    sheds(*(each for each in vars(kind).values() if isinstance(each, types.FunctionType)))
    kind.__module__, kind.__name__, kind.__qualname__ = "_queue", "SimpleQueue", "SimpleQueue"
    queue.Empty.__module__ = "_queue"
    return made
