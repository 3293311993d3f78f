import traceback
s = traceback.StackSummary.extract(traceback.walk_stack(None), capture_locals=True)
print(s)
# STARTER
