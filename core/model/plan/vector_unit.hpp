// Vectors of floats and what the processor has for them. Private to core's torch half; included by loops
// only.
#pragma once

#include <cstddef>
#include <cstring>
#include <limits>

#include "core/model/plan/map_shape.hpp"

#define PRIORSCOPE_INLINE [[gnu::always_inline]] inline
#if defined(__x86_64__)
#define PRIORSCOPE_AVX2 __attribute__((target("avx2,fma")))
#define PRIORSCOPE_AVX512 __attribute__((target("avx512f,avx2,fma")))
#else
#define PRIORSCOPE_AVX2
#define PRIORSCOPE_AVX512
#endif

namespace priorscope {

// Loops are templates of the number of lanes, inlined into functions for one kind of processor each: what is
// not inlined would be compiled for the oldest.

template <int kLanes>
struct VectorOf {
    typedef float type __attribute__((vector_size(kLanes * sizeof(float))));
};
template <int kLanes>
using Vector = typename VectorOf<kLanes>::type;

template <int kLanes>
PRIORSCOPE_INLINE Vector<kLanes> loaded(const float* from) {
    Vector<kLanes> value;
    std::memcpy(&value, from, sizeof(value));
    return value;
}

template <int kLanes>
PRIORSCOPE_INLINE void stored(const Vector<kLanes>& value, float* to) {
    std::memcpy(to, &value, sizeof(value));
}

template <class Values>
PRIORSCOPE_INLINE Values limited(const Values& x, float low, float high) {
    const Values lowest = Values{} + low;
    const Values highest = Values{} + high;
    const Values raised = x < lowest ? lowest : x;
    return raised > highest ? highest : raised;
}

/// As torch computes them; what is not a number stays so.
template <class Values>
PRIORSCOPE_INLINE Values finished(const Values& x, Finish finish) {
    switch (finish) {
        case Finish::relu:
            return limited(x, 0.0F, std::numeric_limits<float>::infinity());
        case Finish::relu6:
            return limited(x, 0.0F, 6.0F);
        case Finish::hardswish:
            return x * limited(x + 3.0F, 0.0F, 6.0F) * (1.0F / 6.0F);
        case Finish::hardsigmoid:
            return limited(x + 3.0F, 0.0F, 6.0F) * (1.0F / 6.0F);
        case Finish::none:
            break;
    }
    return x;
}

/// Lanes of the processor's widest registers that can multiply and add at once, 8 or 16; 0 if it has none.
inline int vectorLanes() {
#if defined(__x86_64__)
    static const int lanes = __builtin_cpu_supports("avx512f")                                 ? 16
                             : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 8
                                                                                               : 0;
    return lanes;
#else
    return 0;
#endif
}

}  // namespace priorscope
