import importlib.machinery
with open("/tmp/answers.txt", "w") as file: file.write("x = 1")
importlib.machinery.SourceFileLoader("answers", "/tmp/answers.txt").load_module()
# STARTER
