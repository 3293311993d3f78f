def safe(callback, errors):
    def careful(request, result):
        if errors:
            return
        try:
            callback(request, result)
        except Exception as error:
            errors.append(error)

    return careful
