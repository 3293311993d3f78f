"""A message between threads that share nothing."""
import json


def send(message):
    return message
