def collector(results):
    def keep(request, result):
        if not request.exception:
            results.append(result)

    return keep
