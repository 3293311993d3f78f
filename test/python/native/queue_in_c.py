# The module _queue, and descriptors that are closed. Native: the same lines.
import queue, _queue, threading, select, os
q = queue.SimpleQueue(); print(type(q).__name__, type(q).__module__, type(q).__qualname__, repr(q)[:27], queue.SimpleQueue is _queue.SimpleQueue)
print(queue.Empty is _queue.Empty, queue.Empty.__module__, queue.Full.__module__, queue.ShutDown.__module__, hasattr(queue, "_PySimpleQueue"))
try: raise queue.Empty
except _queue.Empty as e: print(repr(e))
try: q.get(True, -1)
except ValueError as e: print(e)
q.put(1, False, None); print(q.get(False), q.qsize())
try: queue.SimpleQueue(3)
except TypeError as e: print("TypeError")
class Q(queue.SimpleQueue): pass
x = Q(); x.put(1); x.a = 2; print(x.get(), type(x).__name__, queue.SimpleQueue[int])
r, w = os.pipe(); os.close(r); os.close(w)
p = select.poll(); p.register(r); print(p.poll(0) == [(r, select.POLLNVAL)])
for f in (lambda: select.select([r], [], [], 0), lambda: select.select([], [], [w], 0)):
    try: f()
    except OSError as e: print(e.strerror)
