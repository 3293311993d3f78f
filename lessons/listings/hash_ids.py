"""A requestID of your own is kept as its hash."""

from threadpool import WorkRequest

for wanted in (7, 7.0, 1, 1.0, True, -1, -2):
    request = WorkRequest(print, requestID=wanted)
    print(f"{wanted!r:5} becomes {request.requestID}")

request = WorkRequest(print, requestID="page 7")
print("a string is kept:", request.requestID == "page 7")
print("its hash is kept:", request.requestID == hash("page 7"))

try:
    WorkRequest(print, requestID=["page", 7])
except TypeError as error:
    print("TypeError:", error)
