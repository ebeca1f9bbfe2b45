// Makes a precompiled header, nothing else.
