"""What a request keeps, and what becomes of its arguments."""

from threadpool import WorkRequest

request = WorkRequest(divmod, [7, 2], requestID=7)
print(request)
print(request.callback, request.exception)

bare = WorkRequest(print)
print(bare.args, bare.kwds)

word = WorkRequest(print, "abc", {"sep": "-"})
word.callable(*word.args, **word.kwds)

numbers = [7, 2]
request = WorkRequest(divmod, numbers)
numbers[1] = 3
print(request.callable(*request.args, **request.kwds))
