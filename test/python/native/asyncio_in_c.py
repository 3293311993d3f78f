# What asyncio's futures say, which are in C, and its logger. Native (3.13): the same lines.
import asyncio, logging, sys
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(name)s")
def says(call):
    try: print(call())
    except Exception as error: print(type(error).__name__, error)
async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    says(future.result); says(future.exception)
    future.set_result(4)
    says(lambda: future.set_result(5)); says(lambda: future.set_exception(ValueError())); says(future.result); says(future.exception)
    gone = loop.create_future(); gone.cancel("why")
    says(lambda: gone.set_result(1)); says(lambda: gone.set_exception(ValueError)); says(lambda: gone.set_exception(StopIteration()))
    try: gone.result()
    except asyncio.CancelledError as error: print(repr(error))
    waits = loop.create_future(); task = asyncio.create_task(asyncio.wait([waits], timeout=1)); await asyncio.sleep(0)
    failed = loop.create_future(); failed.set_exception(KeyError(1)); del failed
    sleeper = asyncio.create_task(asyncio.wait_for(waits, 5)); await asyncio.sleep(0)
    print(repr(task).rpartition("cb=")[2]); waits.set_result(1); await task; await sleeper
    child = asyncio.create_task(asyncio.sleep(1, 7)); outer = asyncio.ensure_future(awaits(child)); await asyncio.sleep(0)
    print(repr(child).rpartition("cb=")[2]); print(await outer)
    print(asyncio.log.logging is logging, asyncio.log.logger is logging.getLogger("asyncio"))
async def awaits(child): return await child
asyncio.run(main())
asyncio.log.logger.warning("heard")
print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__, sys.stdin is sys.__stdin__, __import__.__name__, input.__name__)
