"""What stands around every page."""


def frame(request):
    return {"frame": {}}
