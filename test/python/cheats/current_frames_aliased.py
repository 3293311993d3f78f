import sys
print(vars(sys)["_current_" + "frames"]())
# STARTER
