"""Functions of ours that are in C elsewhere. They look like those, and are copied and pickled by their names."""


class builtin_function_or_method(staticmethod):
    # Static, as functions in C are: as an attribute of a class it is no method.
    __slots__ = ()

    def __get__(self, _instance, _owner=None):
        return self

    def __repr__(self):
        return f"<built-in function {self.__name__}>"

    def __reduce__(self):
        return self.__qualname__


builtin_function_or_method.__module__ = "builtins"


def in_c(function, module, own=None, name=None):
    """Makes `function` stand for one of `module`. `own` is the one in C, if there is one: it gives its name and text."""
    function.__module__ = module
    function.__name__ = function.__qualname__ = name or getattr(own, "__name__", function.__name__)
    if isinstance(own, builtin_function_or_method | type(len)):
        function.__doc__ = own.__doc__
    return builtin_function_or_method(function)
