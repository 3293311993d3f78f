"""Two names that the worker knows, and one that it does not."""
import json


def messages(lab):
    import naming_jobs

    work = lab.attribute(naming_jobs, "work")  # the learner's own
    for job, args, wanted in [("double", [4], 8), ("shout", ["hi"], "HI")]:
        message = json.dumps({"job": job, "args": args})
        got = work(message)
        lab.expect(json.loads(got).get("result") == wanted, "wrong-result", message=message, got=str(got)[:40], wanted=wanted)
    try:
        got = work(json.dumps({"job": "format_disk", "args": []}))
    except Exception as error:
        lab.expect(False, "escapes", error=type(error).__name__)
    lab.expect("error" in json.loads(got), "no-error", got=str(got)[:40])
