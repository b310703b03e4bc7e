# The sale starts in November.
checkout_concurrency = 120
