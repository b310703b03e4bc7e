output "concurrency_budget" {
  value = 40
}
