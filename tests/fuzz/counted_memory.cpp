#include "counted_memory.hpp"

#include <malloc.h>

#include <atomic>
#include <cerrno>

namespace {

std::atomic<std::ptrdiff_t> live{0};
std::atomic<std::ptrdiff_t> ground{0};
std::atomic<std::ptrdiff_t> peak{0};
std::atomic<std::size_t> largest{0};

template <class T>
void raise(std::atomic<T>& value, T to) {
    T before = value.load();
    while (before < to && !value.compare_exchange_weak(before, to)) {
    }
}

}  // namespace

#ifndef __SANITIZE_ADDRESS__

// The allocator behind glibc's malloc, by glibc's own names.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);
// NOLINTEND(bugprone-reserved-identifier)

static void* counted(void* block, std::size_t request) {
    raise(largest, request);
    if (block != nullptr) {
        const auto size = static_cast<std::ptrdiff_t>(malloc_usable_size(block));
        raise(peak, live.fetch_add(size) + size);
    }
    return block;
}

static void uncount(void* block) {
    if (block != nullptr) {
        live.fetch_sub(static_cast<std::ptrdiff_t>(malloc_usable_size(block)));
    }
}

void* malloc(std::size_t size) {
    return counted(__libc_malloc(size), size);
}
void* calloc(std::size_t count, std::size_t size) {
    std::size_t total = 0;
    if (__builtin_mul_overflow(count, size, &total)) {
        total = static_cast<std::size_t>(-1);
    }
    return counted(__libc_calloc(count, size), total);
}
void* realloc(void* block, std::size_t size) {
    const auto before = block == nullptr ? 0 : static_cast<std::ptrdiff_t>(malloc_usable_size(block));
    raise(largest, size);
    void* moved = __libc_realloc(block, size);
    if (moved != nullptr || size == 0) {
        const auto after = moved == nullptr ? 0 : static_cast<std::ptrdiff_t>(malloc_usable_size(moved));
        // Both blocks exist while the contents are moved.
        raise(peak, live.load() + after);
        live.fetch_add(after - before);
    }
    return moved;
}
void* memalign(std::size_t alignment, std::size_t size) {
    return counted(__libc_memalign(alignment, size), size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return counted(__libc_memalign(alignment, size), size);
}
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
    *block = counted(__libc_memalign(alignment, size), size);
    return *block == nullptr ? ENOMEM : 0;
}
void free(void* block) {
    uncount(block);
    __libc_free(block);
}
}

#endif

namespace priorscope {

bool countsMemory() {
#ifdef __SANITIZE_ADDRESS__
    return false;
#else
    return true;
#endif
}

void beginCounting() {
    ground = live.load();
    peak = live.load();
    largest = 0;
}

std::size_t peakBytes() {
    const std::ptrdiff_t above = peak.load() - ground.load();
    return above > 0 ? static_cast<std::size_t>(above) : 0;
}

std::size_t largestRequest() {
    return largest.load();
}

}  // namespace priorscope
