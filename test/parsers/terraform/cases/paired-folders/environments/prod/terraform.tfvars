cap         = 80
provisioned = 12
