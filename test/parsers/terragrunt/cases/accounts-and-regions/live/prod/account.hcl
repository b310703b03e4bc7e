locals { id = "111122223333" }
