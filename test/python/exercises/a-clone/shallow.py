def send(message):
    return list(message)
