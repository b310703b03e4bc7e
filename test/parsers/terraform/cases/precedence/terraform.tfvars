from_tfvars      = 20
from_tfvars_json = 20
from_auto        = 20
from_auto_json   = 20
from_var_file    = 20
from_variables   = 20
sizes            = { small = 20 }
