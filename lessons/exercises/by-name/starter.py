"""A worker that gets text, and answers with text."""
import json

JOBS = {"double": lambda n: 2 * n, "shout": lambda text: text.upper()}


def work(message):
    asked = json.loads(message)
    job = JOBS[asked["job"]]
    return json.dumps({"result": job(*asked["args"])})
