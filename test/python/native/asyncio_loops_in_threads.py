# A loop in each of three threads, and one that serves the others. Native: the same lines.
import asyncio
import threading

results = {}


def work(n):
    async def own():
        loop = asyncio.get_running_loop()
        await asyncio.sleep(0.1 * n)
        return loop is asyncio.get_running_loop(), threading.current_thread().name

    results[n] = asyncio.run(own())


threads = [threading.Thread(target=work, args=(n,), name=f"loop-{n}") for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results.items()))


async def double(n):
    await asyncio.sleep(0.5)
    if n == 7:
        raise ValueError("seven")
    return 2 * n


loop = asyncio.new_event_loop()
server = threading.Thread(target=loop.run_forever)
server.start()
futures = [asyncio.run_coroutine_threadsafe(double(n), loop) for n in (1, 2, 7)]
for future in futures:
    try:
        print(future.result(timeout=5))
    except ValueError as error:
        print("raised", error)
late = asyncio.run_coroutine_threadsafe(asyncio.sleep(60), loop)
try:
    late.result(timeout=1)
except TimeoutError:
    print("too late", late.cancel())
loop.call_soon_threadsafe(loop.stop)
server.join()
loop.close()
print(loop.is_closed())
