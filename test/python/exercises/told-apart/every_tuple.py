def collector(results):
    def keep(request, result):
        results.append(result[1] if isinstance(result, tuple) else result)

    return keep
