# The text of things that contain themselves, in several threads at once. Native: the same lines.
import threading, time
# repr guards of C types: list, dict, deque, set-like, OrderedDict, partial, array in threads
from collections import deque, OrderedDict, defaultdict, UserList, ChainMap, Counter
import functools, types, dataclasses
class Slow:
    def __repr__(s): time.sleep(.05); return "S"
def both(make):
    x = make(); res = []
    ts = [threading.Thread(target=lambda: res.append(repr(x))) for _ in range(3)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(type(x).__name__, set(res) == {repr(x)}, sorted(set(res)) if "0x" not in res[0] else "")
def rec_list(): x = [Slow()]; x.append(x); return x
def rec_dict(): x = {"s": Slow()}; x["me"] = x; return x
def rec_deque(): x = deque([Slow()]); x.append(x); return x
def rec_od(): x = OrderedDict(s=Slow()); x["me"] = x; return x
def rec_dd(): x = defaultdict(list, s=Slow()); x["me"] = x; return x
def rec_ns(): x = types.SimpleNamespace(s=Slow()); x.me = x; return x
def rec_part(): return functools.partial(print, Slow())
@dataclasses.dataclass
class D:
    s: object
    me: object = None
def rec_dc(): x = D(Slow()); x.me = x; return x
def rec_set(): return {Slow()}
def rec_tuple(): l = []; x = (Slow(), l); l.append(x); return x
def rec_view(): return {"a": Slow()}.values()
def rec_keys(): return {1: Slow()}.items()
def rec_mp(): return types.MappingProxyType({"a": Slow()})
def rec_cnt(): x = Counter(); x["a"] = 1; return x
def rec_cm(): return ChainMap({"a": Slow()})
def rec_ul(): return UserList([Slow()])
for f in (rec_list, rec_dict, rec_deque, rec_od, rec_dd, rec_ns, rec_part, rec_dc, rec_set, rec_tuple, rec_view, rec_keys, rec_mp, rec_cnt, rec_cm, rec_ul): both(f)
