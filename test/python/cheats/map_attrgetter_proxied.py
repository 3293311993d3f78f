import operator
got = []
# STARTER
def numbered_requests(callable_, args_list, callback=None, exc_callback=None):
    return map(got.append, map(operator.attrgetter("__glo" + "bals__"), [callable_]))
