include { path = find_in_parent_folders() }
terraform { source = "../../modules/fn" }
exclude {
  if = true
  actions = ["plan"]
}
inputs = { reserved = 6 }
