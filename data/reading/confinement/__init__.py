"""What the process that reads gives up before it looks at a document: files, network, programs, more of the machine.

Own code, a few calls of the kernel's through ctypes: the packages for them are development versions (landlock), years
old and on top of a C library (pyseccomp), or young and with a command line of their own (py-landlock, sandlock).
"""
