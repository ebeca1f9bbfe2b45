// Loops that are also compiled for wider vector registers, selected at run time for the processor. Results
// are identical: no operation is fused or reordered.
#pragma once

// Not with sanitizers, which instrument the selecting code too early.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define PRIORSCOPE_WIDE __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define PRIORSCOPE_WIDE
#endif
