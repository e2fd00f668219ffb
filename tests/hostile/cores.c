/* Loaded before other libraries, it tells a program that the machine has as many processors as CORES says. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

long sysconf(int name)
{
    long (*whole)(int) = (long (*)(int))dlsym(RTLD_NEXT, "sysconf");
    return name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF ? CORES : whole(name);
}

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
    (void)pid;
    memset(set, 0, size);
    for (size_t core = 0; core < (size_t)CORES && core < size * 8; core++)
        CPU_SET_S(core, size, set);
    return 0;
}
