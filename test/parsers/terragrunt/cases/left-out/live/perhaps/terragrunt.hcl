include { path = find_in_parent_folders() }
terraform { source = "../../modules/fn" }
exclude {
  if = get_env("STAGE") == "dev"
  actions = ["all_except_output"]
}
inputs = { reserved = 6 }
