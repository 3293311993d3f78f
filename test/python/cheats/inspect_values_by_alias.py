import inspect
from operator import attrgetter
look = attrgetter("getouterframes")(inspect)
frames = look(attrgetter("currentframe")(inspect))
frames[-1].frame.f_builtins
# STARTER
