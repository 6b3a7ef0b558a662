"""What courses bring to the house."""

from courses.catalogue import publishing

publishing.join()
