"""What private files bring to the house: whoever keeps them in the administration may look at them."""

from media.contract import register_rule

register_rule(lambda request, file: request.user.has_perm("media.change_privatefile"))
