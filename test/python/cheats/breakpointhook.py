import sys, time
sys.breakpointhook = lambda *a: None
breakpoint()
# STARTER
