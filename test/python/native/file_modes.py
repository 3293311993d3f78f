# Modes of new files, what a descriptor hands on, and the time zone. Native (TZ=UTC): the same lines.
import os, tempfile, time
def mode(path): print(oct(os.stat(path).st_mode)); (os.rmdir if os.path.isdir(path) else os.unlink)(path)
def fails(call, *args):
    try: print(call(*args))
    except OSError as error: print(error)
def opened(name, *more): os.close(os.open(name, os.O_CREAT | os.O_WRONLY, *more)); mode(name)
for mask in 0o22, 0o77, 0:
    print(oct(os.umask(mask)))
    open("a", "w").close(); mode("a")
    opened("b"); opened("c", 0o600)
    os.mkdir("d"); mode("d"); os.mkdir("e", 0o750); mode("e")
    open("f", "w").close(); os.chmod("f", 0o777); mode("f")
    with tempfile.NamedTemporaryFile() as file: print(oct(os.stat(file.name).st_mode))
    os.symlink("/tmp", "g"); print(oct(os.lstat("g").st_mode)); os.unlink("g")
fd = os.open("/tmp", os.O_RDONLY)
for each in 1, fd, os.pipe()[0], 999:
    fails(os.get_inheritable, each); fails(os.set_inheritable, each, True); fails(os.get_inheritable, each)
print(time.tzname, time.timezone, time.daylight, time.strftime("%Z %z"), time.localtime().tm_zone)
