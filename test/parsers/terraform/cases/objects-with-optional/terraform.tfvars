functions = {
  checkout = {
    reserved    = 90
    memory      = 1024
    provisioned = 15
    settings    = { timeout = 10 }
  }
  mail = {
    reserved = -1
    settings = { publish = false }
  }
  report = {}
  audit = {
    reserved = null
  }
}
