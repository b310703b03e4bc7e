from_var_file  = 60
from_variables = 60
