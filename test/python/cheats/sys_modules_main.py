import sys
vars(sys)["mod" + "ules"]["__main__"].Failed = ValueError
# STARTER
