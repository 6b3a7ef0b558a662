"""A stream whose blocks may change without a migration."""

from wagtail import fields


class StreamField(fields.StreamField):
    """Wagtail's, but migrations do not write down its blocks: the column holds JSON whatever they are."""

    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], kwargs | {"block_lookup": {}}
