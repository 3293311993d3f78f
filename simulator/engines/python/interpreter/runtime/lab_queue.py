"""The module `_queue`: its SimpleQueue is the one in Python."""

import types

import lab_c_words as words
from lab_hidden import sheds
from lab_in_c import module_in_c
from lab_reworded import reworded


def of_queue(queue):
    """The module `_queue`, with the SimpleQueue in Python under the names that C has for it."""
    made = types.ModuleType("_queue")
    kind = made.SimpleQueue = queue.SimpleQueue
    made.Empty = queue.Empty
    # C looks at the timeout only where it waits, and refuses what is no number. In Python it would ask for ever.
    negative = "\"'timeout' must be a non-negative number\""
    no_number = "TypeError(f\"'{type(timeout).__name__}' object cannot be interpreted as an integer or float\")"
    nan = "ValueError('Invalid value NaN (not a number)')"
    error = f"{no_number} if not isinstance(timeout, int | float) else ValueError({negative}) if timeout < 0 else {nan}"
    was = (
        *("timeout is not None and timeout < 0:\n", f"        raise ValueError({negative})\n"),
        "    if not self._count.acquire(block, timeout):\n",
    )
    instead = (
        "block and timeout is not None and not (isinstance(timeout, int | float) and timeout >= 0):\n",
        f"        raise {error}\n",
        "    if not self._count.acquire(block, timeout if block else None):\n",
    )
    kind.get = reworded(kind.get, "".join(was), "".join(instead))
    sheds(*(each for each in vars(kind).values() if isinstance(each, types.FunctionType)))
    kind.__module__, kind.__name__, kind.__qualname__ = "_queue", "SimpleQueue", "SimpleQueue"
    queue.Empty.__module__ = "_queue"
    words.methods(kind, module_in_c("_queue").SimpleQueue, "_queue")
    return made
