/* A disk that is full, for one folder of one process: LD_PRELOAD it.
 * FULL_DISK_FOLDER  below it every call that may need room is counted: open with O_CREAT, write, pwrite, fsync,
 *                   fdatasync, ftruncate, rename, mkdir
 * FULL_DISK_FROM    the first call that fails with ENOSPC, from 1; 0: none
 * FULL_DISK_CALLS   so many calls fail; without it all that follow
 * FULL_DISK_COUNT   a file outside the folder that receives the number of calls so far
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls;

static long setting(const char* name, long otherwise) {
    const char* text = getenv(name);
    return text != NULL ? atol(text) : otherwise;
}

static int below(const char* path) {
    const char* folder = getenv("FULL_DISK_FOLDER");
    return folder != NULL && path != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

static int belowDescriptor(int fd) {
    char link[64];
    char path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) {
        return 0;
    }
    path[size] = '\0';
    return below(path);
}

/* After each call: a program that leaves by _exit runs no destructor. */
static void tell(void) {
    const char* file = getenv("FULL_DISK_COUNT");
    FILE* out = file != NULL ? fopen(file, "w") : NULL;
    if (out != NULL) {
        fprintf(out, "%ld\n", atomic_load(&calls));
        fclose(out);
    }
}

/* Whether this call finds the disk full. */
static int isFull(void) {
    const long number = atomic_fetch_add(&calls, 1) + 1;
    tell();
    const long from = setting("FULL_DISK_FROM", 0);
    const long count = setting("FULL_DISK_CALLS", LONG_MAX);
    if (from > 0 && number >= from && number - from < count) {
        errno = ENOSPC;
        return 1;
    }
    return 0;
}

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

typedef int (*OpenFn)(const char*, int, mode_t);

static int openCounted(const char* name, const char* path, int flags, mode_t mode) {
    if ((flags & O_CREAT) != 0 && below(path) && isFull()) {
        return -1;
    }
    return REAL(OpenFn, name)(path, flags, mode);
}

int open(const char* path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
    va_end(list);
    return openCounted("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
    va_end(list);
    return openCounted("open64", path, flags, mode);
}

typedef ssize_t (*WriteFn)(int, const void*, size_t);
typedef ssize_t (*PwriteFn)(int, const void*, size_t, off_t);
typedef int (*FlushFn)(int);

/* As a real disk does it: half of the bytes still fit. */
ssize_t write(int fd, const void* data, size_t size) {
    if (belowDescriptor(fd) && isFull()) {
        if (size > 1) {
            const ssize_t half = REAL(WriteFn, "write")(fd, data, size / 2);
            if (half > 0 && setting("FULL_DISK_CALLS", LONG_MAX) == LONG_MAX) {
                return half;
            }
        }
        errno = ENOSPC;
        return -1;
    }
    return REAL(WriteFn, "write")(fd, data, size);
}

static ssize_t pwriteCounted(const char* name, int fd, const void* data, size_t size, off_t at) {
    if (belowDescriptor(fd) && isFull()) {
        if (size > 1) {
            REAL(PwriteFn, name)(fd, data, size / 2, at);
        }
        errno = ENOSPC;
        return -1;
    }
    return REAL(PwriteFn, name)(fd, data, size, at);
}

ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
    return pwriteCounted("pwrite", fd, data, size, at);
}

ssize_t pwrite64(int fd, const void* data, size_t size, off_t at) {
    return pwriteCounted("pwrite64", fd, data, size, at);
}

int fsync(int fd) {
    return belowDescriptor(fd) && isFull() ? -1 : REAL(FlushFn, "fsync")(fd);
}

int fdatasync(int fd) {
    return belowDescriptor(fd) && isFull() ? -1 : REAL(FlushFn, "fdatasync")(fd);
}

int rename(const char* from, const char* to) {
    if (below(to) && isFull()) {
        return -1;
    }
    return REAL(int (*)(const char*, const char*), "rename")(from, to);
}

int mkdir(const char* path, mode_t mode) {
    if (below(path) && isFull()) {
        return -1;
    }
    return REAL(int (*)(const char*, mode_t), "mkdir")(path, mode);
}
