import traceback, sys
# SOLUTION
_old = Work.run
def run(self):
    try:
        return _old(self)
    except BaseException:
        traceback.print_exc(); sys.exc_info(); raise
Work.run = run
