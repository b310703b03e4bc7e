include {
  path   = find_in_parent_folders()
  expose = true
}
terraform { source = "../../modules/fn" }
inputs = { reserved = include.locals.size }
