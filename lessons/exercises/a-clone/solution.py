"""A message between threads that share nothing."""
import json


def send(message):
    return json.loads(json.dumps(message))
