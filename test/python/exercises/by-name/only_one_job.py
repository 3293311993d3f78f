import json


def work(message):
    asked = json.loads(message)
    if asked["job"] != "double":
        return json.dumps({"error": "no job of this name"})
    return json.dumps({"result": 2 * asked["args"][0]})
