locals { size = 7 }
inputs = {
  reserved = 20
  more     = { a = [3] }
}
