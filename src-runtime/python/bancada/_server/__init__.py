"""The model server in Python: the routes of src-runtime/server for models that only Python can compute. `python -m bancada._server`, LAB_CONTEXT as for any program."""
