include { path = find_in_parent_folders() }
terraform { source = "../../modules/fn" }
skip = true
inputs = { reserved = 6 }
