from __future__ import annotations
import contextlib, dataclasses, enum, functools, logging, typing, types, collections, weakref, warnings, abc, traceback, operator, json, uuid, itertools
logger = logging.getLogger(__name__)
logging.basicConfig(level=logging.DEBUG, format="%(funcName)s %(lineno)d %(message)s")
logger.info("hello %s", "x")
class Color(enum.Enum):
    RED = enum.auto()
class F(enum.Flag):
    A = 1
    B = 2
class I(enum.IntEnum):
    ONE = 1
@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Job:
    name: str
    args: list = dataclasses.field(default_factory=list, compare=False)
Point = collections.namedtuple("Point", "x y")
class NT(typing.NamedTuple):
    a: int
    b: str = "x"
class TD(typing.TypedDict):
    a: int
T = typing.TypeVar("T")
class Box(typing.Generic[T]):
    def get(self) -> T: ...
@typing.runtime_checkable
class Proto(typing.Protocol):
    def get(self): ...
isinstance(Box(), Proto)
isinstance([], collections.abc.Sequence) if hasattr(collections, "abc") else None
typing.get_type_hints(Job)
def f[K](x: K) -> K: return x
@functools.singledispatch
def g(x): return x
@g.register
def _(x: int) -> int: return x
@functools.lru_cache
def h(x): return x
class P:
    @functools.cached_property
    def x(self): return 1
    @functools.singledispatchmethod
    def m(self, a): return a
    @m.register
    def _(self, a: int): return a
P().x; P().m(1); P().m("x")
@contextlib.contextmanager
def cm():
    yield 1
with cm() as c, contextlib.suppress(ValueError), contextlib.ExitStack() as st:
    st.callback(lambda: None)
    raise ValueError
match Job("a"):
    case Job(name="a", args=[]): pass
match {"a": 1}:
    case {"a": x}: pass
getattr(logger, "info")("x")
for n in ("info", "debug"): getattr(logger, n)("y")
getattr(logger, f"{'in'}fo")("z")
warnings.warn("careful")
w = weakref.WeakValueDictionary()
try: 1/0
except ZeroDivisionError as e:
    logger.exception("bad"); traceback.print_exc(); s = "".join(traceback.format_exception(e)); e.add_note("x")
    traceback.format_exc(); e.__traceback__; sys = None
try:
    raise ExceptionGroup("g", [ValueError(1)])
except* ValueError as eg: pass
def gen():
    x = yield 1
    return x
list(gen()); next(gen())
print(json.dumps({"a": 1}), uuid.uuid4())
functools.reduce(operator.add, [1,2]); operator.itemgetter(0)([1]); operator.attrgetter("real")(1); operator.methodcaller("upper")("x")
functools.partial(print, "x")()
type("X", (), {"a": 1})
class Meta(type):
    def __new__(m, n, b, d): return super().__new__(m, n, b, d)
class M(metaclass=Meta): pass
class A(abc.ABC):
    @abc.abstractmethod
    def z(self): ...
issubclass(M, A)
print(f.__name__, f.__doc__, f.__module__, f.__qualname__, f.__annotations__, P.__dict__, P.__mro__, vars(P()), dir(P), f.__defaults__)
print(__name__, __file__)
with open("log.txt", "w") as o: o.write("x")
with open("log.txt") as o: o.read()
import tempfile, pathlib, os, shutil
with tempfile.TemporaryDirectory() as d: (pathlib.Path(d) / "a").write_text("x")
with tempfile.NamedTemporaryFile() as d: d.write(b"x")
pathlib.Path("z.txt").write_text("y"); os.remove("z.txt"); pathlib.Path("y.txt").write_text("y"); os.rename("y.txt", "x.txt")
import copy, pickle
copy.deepcopy(Job("b")); pickle.loads(pickle.dumps(Job("c"))); pickle.loads(pickle.dumps([Point(1,2), Color.RED])); copy.copy(P().m)
globals_ok = 1
import asyncio
async def main(): return 1
# SOLUTION
