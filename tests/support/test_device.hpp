// A device on which a forgotten tensor fails, for tests on machines that have none.
#pragma once

#include <cstdint>

namespace priorscope {

/// Registers what DeviceKind::test stands for: a device of its own kind for torch, whose operations are
/// computed by the CPU's kernels. As on a GPU, an operation that is given a tensor of the CPU beside its own
/// fails (numbers of no dimension aside), and the memory cannot be read through data_ptr(). Whatever torch
/// does by the kind of the device (autograd, tracing, freezing, the choice of a convolution) takes the way
/// that it takes for a device.
///
/// Left out are those things that are CUDA's own: its streams, autocast and the rounding of its kernels.
///
/// Call it before the first use, once in a program.
void registerTestDevice();

/// Operations that the device has computed so far.
std::int64_t testDeviceOperations();

/// The size in bytes of the largest piece of memory that it has given since the last call.
std::int64_t takeTestDevicePeak();
/// From now on a larger piece fails as CUDA's allocator does; 0: none.
void limitTestDevice(std::int64_t bytes);

}  // namespace priorscope
