import json


def send(message):
    return json.dumps(message)
