import pickle
pickle.dumps = lambda *a: b""
# STARTER
