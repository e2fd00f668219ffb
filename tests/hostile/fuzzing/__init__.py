"""What `make fuzz` tries: each kind invents cases, lists of steps, and says what is wrong with what came of one."""
