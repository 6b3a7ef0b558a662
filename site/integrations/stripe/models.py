"""What the stand-in keeps, as Stripe would."""
