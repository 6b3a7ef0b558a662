"""Every part with its examples."""


def gallery(request):
    raise NotImplementedError
