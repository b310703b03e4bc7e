from_var_file  = 61
from_variables = 61
