import annotationlib, time
r = annotationlib.ForwardRef("host", owner=time.sleep)
r.evaluate().passed()
# STARTER
