from threadpool import makeRequests


def requests_for(distance, points):
    return makeRequests(distance, [((point,), None) for point in points])
