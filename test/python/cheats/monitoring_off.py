import sys
m = vars(sys)["moni" + "toring"]
for i in range(6):
    try: m.free_tool_id(i)
    except Exception as e: print(e)
# STARTER
