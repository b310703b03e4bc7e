from_auto      = 40
from_auto_json = 40
from_var_file  = 40
from_variables = 40
