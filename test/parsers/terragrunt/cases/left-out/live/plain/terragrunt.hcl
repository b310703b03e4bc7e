include { path = find_in_parent_folders() }
terraform { source = "../../modules/fn" }
inputs = { reserved = 6 }
