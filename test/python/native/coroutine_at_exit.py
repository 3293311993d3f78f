# A task and destructors that are left when the program ends. Native (3.13): the same lines.
import asyncio, threading
class Fails:
    def __del__(self): raise KeyError("in del")
fails = Fails()
async def child():
    try: await asyncio.sleep(10)
    finally: print("child is closed")
loop = asyncio.new_event_loop()
task = loop.create_task(child())
loop.run_until_complete(asyncio.sleep(0))
class Node:
    def __init__(self, name, next=None): self.name, self.next = name, next
    def __del__(self): print("node", self.name, threading.current_thread().name, "json" in globals())
head = Node(1, Node(2, Node(3)))
same = other = Node(20)
del same
print("main ends")
raise SystemExit
