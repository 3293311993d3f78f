"""Requests for a function of two arguments."""
from threadpool import makeRequests


def requests_for(distance, points):
    return makeRequests(distance, [(list(point), None) for point in points])
