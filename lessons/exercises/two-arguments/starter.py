"""Requests for a function of two arguments."""
from threadpool import makeRequests


def requests_for(distance, points):
    return makeRequests(distance, points)
