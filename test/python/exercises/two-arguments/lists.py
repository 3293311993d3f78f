from threadpool import makeRequests


def requests_for(distance, points):
    return makeRequests(distance, [list(point) for point in points])
