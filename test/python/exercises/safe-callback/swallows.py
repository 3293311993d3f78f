def safe(callback, errors):
    def careful(request, result):
        try:
            callback(request, result)
        except Exception:
            pass

    return careful
