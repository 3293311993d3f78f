import json

JOBS = {"double": lambda n: 2 * n, "shout": lambda text: text.upper()}


def work(message):
    asked = json.loads(message)
    job = JOBS.get(asked["job"], lambda *args: None)
    return json.dumps({"result": job(*asked["args"])})
