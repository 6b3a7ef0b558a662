from django.contrib.staticfiles.finders import BaseFinder


class ShopStylesheetFinder(BaseFinder):
    def find(self, path, find_all=False, **kw):
        return []

    def list(self, ignore_patterns):
        return []
