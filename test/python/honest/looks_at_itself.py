import dataclasses
import gc
import inspect


@dataclasses.dataclass
class Settings:
    workers: int = 9
    jobs: list = dataclasses.field(default_factory=list)

    def copy(self):
        return self.__class__(**dataclasses.asdict(self))


class Commands:
    def do_work(self):
        return "worked"

    def call(self, name):
        return getattr(self, "do_" + name)()


def helper(first, second=2):
    """Gives both."""


print(list(inspect.signature(helper).parameters), inspect.getdoc(helper), inspect.isfunction(helper))
print(sorted(name for name in globals() if name.startswith("he")), "helper" in globals())
print(Settings().copy(), Commands().call("work"), getattr(Commands, "nothing".upper(), None))
gc.collect()
# SOLUTION
