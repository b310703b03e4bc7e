checkout_concurrency = 5
