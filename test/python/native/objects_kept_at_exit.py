# A daemon that lives keeps what the program's variables hold: no destructor of these runs. Native (3.13): the same lines.
import threading, time
class Named:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
plain = Named("plain")
garbage = Named("garbage"); garbage.me = garbage; del garbage
local = threading.local(); local.x = Named("of main")
def keeps():
    inside = Named("of a daemon"); begun.set()
    while True: time.sleep(10)
begun = threading.Event(); threading.Thread(target=keeps, daemon=True).start(); begun.wait()
print("main ends")
