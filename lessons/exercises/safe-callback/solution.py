"""A callback that cannot break poll()."""


def safe(callback, errors):
    def careful(request, result):
        try:
            callback(request, result)
        except Exception as error:
            errors.append(error)

    return careful
