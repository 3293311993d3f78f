# More of asyncio: executors, timeouts, queues, shields and loops in threads. Native: the same lines.
import asyncio, threading, time, queue, concurrent.futures as cf
from contextvars import ContextVar
# more asyncio
async def m1():
    loop = asyncio.get_running_loop()
    # call_at order, cancel
    out=[]
    loop.call_later(.2, out.append, 2); loop.call_later(.1, out.append, 1); h=loop.call_later(.15, out.append, 9); h.cancel()
    loop.call_soon(out.append, 0)
    await asyncio.sleep(.3); print(out)
    # shield
    async def inner():
        await asyncio.sleep(.2); print("inner done"); return 1
    t=asyncio.create_task(inner())
    try: await asyncio.wait_for(asyncio.shield(t), .1)
    except TimeoutError: print("shielded")
    print(await t)
    # run_in_executor many, exceptions
    with cf.ThreadPoolExecutor(2) as pool:
        fs=[loop.run_in_executor(pool, time.sleep, .1) for _ in range(4)]
        t0=loop.time(); await asyncio.gather(*fs); print("2 by 2", round(loop.time()-t0,1))
        r = await asyncio.gather(loop.run_in_executor(pool, int, "x"), loop.run_in_executor(pool, int, "5"), return_exceptions=True); print(r)
    # queue between thread and loop
    q=asyncio.Queue()
    def prod():
        for i in range(3): time.sleep(.1); loop.call_soon_threadsafe(q.put_nowait, i)
        loop.call_soon_threadsafe(q.put_nowait, None)
    th=threading.Thread(target=prod); th.start()
    while (x:=await q.get()) is not None: print("x",x)
    th.join()
    # janus-like: asyncio in main, thread calls back coroutine
    def worker():
        f=asyncio.run_coroutine_threadsafe(asyncio.sleep(.1, "val"), loop); return f.result()
    print(await asyncio.to_thread(worker))
    # timeouts: nested, reschedule
    try:
        async with asyncio.timeout(None) as cm:
            cm.reschedule(loop.time()+.1); await asyncio.sleep(5)
    except TimeoutError: print("resched", cm.expired())
    # eager
    async def eager(): print("eager ran"); return 3
    loop.set_task_factory(asyncio.eager_task_factory)
    t=asyncio.create_task(eager()); print(t.done()); print(await t)
    loop.set_task_factory(None)
    # exceptions handler
    loop.set_exception_handler(lambda l,c: print("handler", type(c.get("exception")).__name__))
    loop.call_soon(lambda: 1/0); await asyncio.sleep(0)
    fut=loop.create_future(); loop.call_later(.1, fut.set_result, 5); print(await fut)
    fut=loop.create_future(); fut.cancel()
    try: await fut
    except asyncio.CancelledError: print("fut cancelled")
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    async def blocked(): time.sleep(.5); return "blocked loop"
    t0=loop.time(); print(await asyncio.gather(blocked(), asyncio.sleep(.1,"s"))); print(round(loop.time()-t0,1))
    s=asyncio.BoundedSemaphore(1)
    try: s.release()
    except ValueError as e: print(e)
    e=asyncio.Event(); ws=[asyncio.create_task(e.wait()) for _ in range(3)]; await asyncio.sleep(0); e.set(); print(await asyncio.gather(*ws))
    l=asyncio.Lock()
    async def locked(i):
        async with l: await asyncio.sleep(.1); print("lock", i)
    await asyncio.gather(*map(locked, range(3)))
    q=asyncio.Queue(); 
    async def w():
        while True:
            i=await q.get(); await asyncio.sleep(.01); q.task_done()
    ws=[asyncio.create_task(w()) for _ in range(2)]
    for i in range(5): q.put_nowait(i)
    await q.join(); [x.cancel() for x in ws]; print(await asyncio.gather(*ws, return_exceptions=True))
    q.shutdown()
    try: await q.get()
    except asyncio.QueueShutDown: print("shut")
    async with asyncio.timeout(1):
        async with asyncio.TaskGroup() as tg:
            a=tg.create_task(asyncio.sleep(.1,1)); b=tg.create_task(asyncio.to_thread(lambda: 2))
    print(a.result(), b.result())
asyncio.run(m1())
class L(threading.Thread):
    def __init__(s): super().__init__(daemon=True); s.loop=asyncio.new_event_loop(); s.start()
    def run(s): asyncio.set_event_loop(s.loop); s.loop.run_forever(); s.loop.close(); print("loop closed")
    def call(s,c): return asyncio.run_coroutine_threadsafe(c,s.loop).result(2)
    def stop(s): s.loop.call_soon_threadsafe(s.loop.stop); s.join()
x=L(); print(x.call(asyncio.sleep(.2,"r")))
try: x.call(asyncio.sleep(10))
except TimeoutError: print("timeout in thread")
x.stop()
try: x.loop.call_soon(print)
except RuntimeError as e: print(e)
loop=asyncio.new_event_loop()
def other():
    try: loop.run_until_complete(asyncio.sleep(.1,4)); print("ok in other thread")
    except Exception as e: print(e)
t=threading.Thread(target=other); t.start(); t.join(); loop.close()
async def never():
    await asyncio.Future()
try: asyncio.run(asyncio.wait_for(never(), 1))
except TimeoutError: print("never timed out")
