"""One callback for both, where exc_callback is None."""


def collector(results):
    def keep(request, result):
        results.append(result[1] if request.exception else result)

    return keep
