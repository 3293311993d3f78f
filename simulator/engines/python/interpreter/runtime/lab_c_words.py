"""C's words about wrong arguments, for functions of ours that are in C elsewhere.

A call that does not fit fails before the function begins, so a wrapper is not needed: the message is changed when it is
raised. C itself is asked for its own. Where Pyodide has no such function in C, the convention of C's functions tells it.
"""

import re
import types

# What Python says, by the name of the function: that of a module, or of a class in a module.
_SAID = re.compile(r"((?:\w+\.)+\w+)\(\) (?:takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:positional )?|missing (\d+) |got )")
_KEYWORD = re.compile(r"(?:keyword argument|multiple values for argument|as keyword arguments:|too few positional arguments:) '(\w+)")
_NO_KEYWORDS = "takes no keyword arguments"
_OF_KEYWORDS = re.compile(f"{_NO_KEYWORDS}|no arguments|at most|exactly")

# By that name: our function, C's or None, and what makes an object in C whose method it is.
_functions = {}


def known(name, function, own=None, instance=None):
    """From now on a wrong call of `function` gets C's words. `own` is the one in C; `instance` makes one of its class."""
    function.__qualname__ = name
    _functions[name] = function, own, instance


def stand_in(function):
    """The function of ours that this is, if it is one; else None."""
    # A program may have bound anything.
    if type(function) is not types.FunctionType:
        return None
    known = _functions.get(function.__qualname__)
    return function if known is not None and known[0] is function else None


def on_type_error(error):
    """A TypeError is raised."""
    if len(error.args) != 1 or type(error.args[0]) is not str:
        return
    said = _SAID.match(error.args[0])
    if said is not None and said[1] in _functions:
        words = _words(said, *_functions[said[1]])
        if words:
            error.args = (words,)


def _words(said, function, own, instance):
    code, defaults = function.__code__, len(function.__defaults__ or ())
    # The instance is no argument in C.
    own_self = 0 if instance is None and not isinstance(own, type) else 1
    least = code.co_argcount - defaults - own_self
    keyword = _KEYWORD.search(said.string)
    if said[4]:
        given = least - int(said[4])
    elif keyword and "multiple values" in said.string:
        given = code.co_varnames.index(keyword[1]) + 1 - own_self
    else:
        given = int(said[3]) - own_self if said[3] else least
    asked = _asked(own, instance, max(given, -own_self), {keyword[1]: None} if keyword else {})
    if asked and (not keyword or keyword[1] in asked or _OF_KEYWORDS.search(asked)):
        return asked
    if instance is not None or isinstance(own, type):
        return None
    most, name = code.co_argcount, said[1]
    if keyword:
        return f"{name}() {_NO_KEYWORDS}"
    if most == 0:
        return f"{name}() takes no arguments ({given} given)"
    if most == least == 1:
        return f"{name}() takes exactly one argument ({given} given)"
    bound = "" if most == least else "at least " if given < least else "at most "
    count = least if given < least else most
    return f"{function.__name__} expected {bound}{count} argument{'s' * (count != 1)}, got {given}"


def _asked(own, instance, given, keywords):
    """Asks C about so many arguments, which it does not come to use."""
    if own is None:
        return None
    try:
        if instance is None:
            own(*(None,) * given, **keywords)
        elif given < 0:
            own()
        else:
            own(instance(), *(None,) * given, **keywords)
    except TypeError as error:
        text = str(error)
        return text if "argument" in text else None
    except Exception:
        pass
    return None


def methods(ours, own, module, instance=None):
    """Has the methods of a class say what those of the class in C say, which is called `module.NAME`."""
    instance = instance or (lambda: own.__new__(own))
    for name, function in vars(ours).items():
        # One that has two names says the first.
        if isinstance(function, types.FunctionType) and stand_in(function) is None:
            if name == "__init__":
                known(f"{module}.{own.__name__}.{name}", function, own)
            elif isinstance(vars(own).get(name), types.MethodDescriptorType | types.WrapperDescriptorType):
                known(f"{module}.{own.__name__}.{name}", function, vars(own)[name], instance)
