include { path = find_in_parent_folders() }
terraform { source = "../../modules/fn" }
feature "off" { default = false }
exclude {
  if = feature.off.value
  actions = ["all"]
}
inputs = { reserved = 6 }
