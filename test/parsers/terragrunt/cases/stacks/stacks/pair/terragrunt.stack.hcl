unit "left" {
  source = "${get_repo_root()}/units/fn"
  path   = "left"
  values = { reserved = values.each, prefix = "pair" }
}
unit "right" {
  source = "${get_repo_root()}/units/fn"
  path   = "right"
  values = { reserved = values.each + 1, prefix = "pair" }
}
