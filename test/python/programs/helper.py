def greeting(name):
    return f"你好, {name}"
