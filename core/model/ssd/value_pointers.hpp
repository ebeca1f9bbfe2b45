// The memory of tensors whose channels lie side by side. Private to core: it uses torch types.
#pragma once

#include <type_traits>

#include "core/base/torch_headers.hpp"
#include "core/model/ssd/bfloat.hpp"

namespace priorscope {

/// Whether our own loops take an image tensor: on the CPU, channels last, float or bfloat16.
inline bool hasValues(const torch::Tensor& x) {
    return x.is_cpu() && x.dim() == 4 && x.is_contiguous(torch::MemoryFormat::ChannelsLast) &&
           (x.scalar_type() == torch::kFloat32 || x.scalar_type() == torch::kBFloat16);
}

/// Calls work.operator()<float>() or <Bfloat>(), as the tensor's type is.
template <class Work>
void withValues(const torch::Tensor& x, const Work& work) {
    if (x.scalar_type() == torch::kBFloat16) {
        work.template operator()<Bfloat>();
    } else {
        work.template operator()<float>();
    }
}

/// @param x  for which hasValues() is true
template <class Value>
Value* valuesOf(const torch::Tensor& x) {
    if constexpr (std::is_same_v<Value, Bfloat>) {
        return reinterpret_cast<Bfloat*>(x.data_ptr<at::BFloat16>());
    } else {
        return x.data_ptr<Value>();
    }
}

/// A gradient in the type and layout of x's channels.
inline torch::Tensor gradientLike(const torch::Tensor& gradient, const torch::Tensor& x) {
    return gradient.to(x.scalar_type()).contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace priorscope
