import importlib, sys
imp = importlib.__import__("_i" + "mp")
code_ = __loader__.get_code(__name__)
imp._fix_co_filename(code_, "/lib/python3.14/x.py")
# SOLUTION
