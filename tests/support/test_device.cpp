#include "tests/support/test_device.hpp"

#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/torch_headers.hpp"
#include "core/compute/torch_device.hpp"

namespace priorscope {
namespace {

const c10::Device kDevice = torchDevice({DeviceKind::test, 0});
const c10::DeviceType kType = kDevice.type();
const c10::DispatchKey kKey = c10::computeDispatchKey(c10::kFloat, c10::Layout::Strided, kDevice);

/// Added to every address: no machine maps memory there, so that what reads it without the device's own
/// operations ends at once, as it does with a GPU's memory.
constexpr std::uintptr_t kAway = std::uintptr_t{1} << 54;

std::atomic<std::int64_t> operations{0};
std::atomic<std::int64_t> peak{0};
std::atomic<std::int64_t> limit{0};

void* moved(void* address, bool away) {
    const auto number = reinterpret_cast<std::uintptr_t>(address);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): an address that nothing else may point to
    return address == nullptr ? nullptr : reinterpret_cast<void*>(away ? number + kAway : number - kAway);
}

/// The same memory as a storage of the other side.
c10::Storage shared(const c10::Storage& storage, bool away) {
    auto* owner = new c10::Storage(storage);
    c10::DataPtr data(
        moved(storage.data_ptr().get(), away), owner,
        [](void* kept) { delete static_cast<c10::Storage*>(kept); }, away ? kDevice : c10::Device(c10::kCPU));
    return {c10::Storage::use_byte_size_t(), storage.nbytes(), std::move(data), nullptr, false};
}

torch::Tensor tensorOver(const c10::Storage& storage, c10::DispatchKey key, const torch::Tensor& like) {
    auto tensor = at::detail::make_tensor<c10::TensorImpl>(c10::Storage(storage), c10::DispatchKeySet(key),
                                                           like.dtype());
    tensor.unsafeGetTensorImpl()->set_sizes_and_strides(like.sizes(), like.strides(), like.storage_offset());
    return tensor;
}

bool isOnDevice(const torch::Tensor& tensor) {
    return tensor.device().type() == kType;
}

torch::Tensor toDevice(const torch::Tensor& tensor) {
    const auto bytes = static_cast<std::int64_t>(tensor.storage().nbytes());
    TORCH_CHECK(limit == 0 || bytes <= limit, "CUDA out of memory. Tried to allocate ", bytes, " bytes");
    peak = std::max(peak.load(), bytes);
    return tensorOver(shared(tensor.storage(), /*away=*/true), kKey, tensor);
}

/// Shares the memory, so that what an operation changes is changed there.
torch::Tensor toCpu(const torch::Tensor& tensor) {
    if (tensor.storage().nbytes() == 0) {  // may be resized by the operation
        return at::empty_strided(tensor.sizes(), tensor.strides(), tensor.options().device(c10::kCPU));
    }
    return tensorOver(shared(tensor.storage(), /*away=*/false), c10::DispatchKey::CPU, tensor);
}

/// One operation's arguments and results on their way to the CPU's kernels and back.
class Passage {
  public:
    explicit Passage(std::string operation) : m_operation(std::move(operation)) {}

    c10::IValue argument(const c10::IValue& value) {
        if (value.isTensor()) {
            return argument(value.toTensor());
        }
        if (value.isDevice() && value.toDevice().type() == kType) {
            return c10::Device(c10::kCPU);
        }
        if (value.isList() && !value.isIntList() && !value.isDoubleList() && !value.isBoolList()) {
            const c10::List<c10::IValue> given = value.toList();
            c10::impl::GenericList passed(given.elementType());
            for (std::size_t i = 0; i < given.size(); ++i) {
                passed.push_back(argument(given.get(i)));
            }
            return passed;
        }
        return value;
    }

    c10::IValue result(const c10::IValue& value) {
        if (value.isTensor()) {
            return result(value.toTensor());
        }
        if (value.isTensorList()) {
            c10::List<torch::Tensor> passed;
            for (const torch::Tensor& each : value.toTensorVector()) {
                passed.push_back(result(each));
            }
            return passed;
        }
        return value;
    }

    /// Arguments whose shape the operation has changed, and those that it has given memory.
    void keepResized() {
        for (const auto& [given, passed] : m_passed) {
            auto* impl = given.unsafeGetTensorImpl();
            if (given.storage().nbytes() == 0 && passed.storage().nbytes() > 0) {
                impl->set_storage_keep_dtype(shared(passed.storage(), /*away=*/true));
            }
            if (given.sizes() != passed.sizes() || given.strides() != passed.strides()) {
                impl->set_sizes_and_strides(passed.sizes(), passed.strides(), passed.storage_offset());
            }
        }
    }

  private:
    torch::Tensor argument(const torch::Tensor& tensor) {
        if (!tensor.defined() || (tensor.is_cpu() && tensor.dim() == 0)) {
            return tensor;
        }
        TORCH_CHECK(isOnDevice(tensor), m_operation, ": expected all tensors to be on ", kDevice,
                    ", got one on ", tensor.device());
        m_passed.emplace_back(tensor, toCpu(tensor));
        return m_passed.back().second;
    }

    torch::Tensor result(const torch::Tensor& tensor) {
        for (const auto& [given, passed] : m_passed) {
            if (passed.is_same(tensor)) {
                return given;
            }
        }
        return tensor.defined() ? toDevice(tensor) : tensor;
    }

    std::string m_operation;
    std::vector<std::pair<torch::Tensor, torch::Tensor>> m_passed;
};

/// Every operation that has no kernel below.
void computeOnCpu(const c10::OperatorHandle& operation, torch::jit::Stack* stack) {
    ++operations;
    Passage passage(c10::toString(operation.operator_name()));
    const std::size_t arguments = operation.schema().arguments().size();
    for (std::size_t i = stack->size() - arguments; i < stack->size(); ++i) {
        (*stack)[i] = passage.argument((*stack)[i]);
    }
    operation.redispatchBoxed(c10::DispatchKeySet(c10::DispatchKey::CPU), stack);
    passage.keepResized();
    const std::size_t results = operation.schema().returns().size();
    for (std::size_t i = stack->size() - results; i < stack->size(); ++i) {
        (*stack)[i] = passage.result((*stack)[i]);
    }
}

/// The one operation between devices.
torch::Tensor copyFrom(const torch::Tensor& from, const torch::Tensor& to, bool /*non_blocking*/) {
    const auto local = [](const torch::Tensor& tensor) {
        return isOnDevice(tensor) ? toCpu(tensor) : tensor;
    };
    local(to).copy_(local(from));
    return to;
}

torch::Tensor localOf(const torch::Tensor& tensor) {
    TORCH_CHECK(isOnDevice(tensor), "convolution: expected all tensors to be on ", kDevice, ", got one on ",
                tensor.device());
    return toCpu(tensor);
}

torch::Tensor convolve(const torch::Tensor& input, const torch::Tensor& weight,
                       const c10::optional<torch::Tensor>& bias, c10::IntArrayRef stride,
                       c10::IntArrayRef padding, c10::IntArrayRef dilation, bool transposed,
                       c10::IntArrayRef output_padding, std::int64_t groups) {
    ++operations;
    c10::optional<torch::Tensor> local_bias;
    if (bias && bias->defined()) {
        local_bias = localOf(*bias);
    }
    return toDevice(at::convolution(localOf(input), localOf(weight), local_bias, stride, padding, dilation,
                                    transposed, output_padding, groups));
}

std::tuple<torch::Tensor, torch::Tensor, torch::Tensor> convolveBackward(
    const torch::Tensor& gradient, const torch::Tensor& input, const torch::Tensor& weight,
    c10::IntArrayRef stride, c10::IntArrayRef padding, c10::IntArrayRef dilation, bool transposed,
    c10::IntArrayRef output_padding, std::int64_t groups, std::array<bool, 3> wanted) {
    ++operations;
    const std::vector<std::int64_t> bias{transposed ? weight.size(1) * groups : weight.size(0)};
    const auto [of_input, of_weight, of_bias] =
        at::convolution_backward(localOf(gradient), localOf(input), localOf(weight), c10::IntArrayRef(bias),
                                 stride, padding, dilation, transposed, output_padding, groups, wanted);
    const auto back = [](const torch::Tensor& tensor) {
        return tensor.defined() ? toDevice(tensor) : tensor;
    };
    return {back(of_input), back(of_weight), back(of_bias)};
}

/// What autograd and copies ask of a kind of device.
class TestGuard final : public c10::impl::DeviceGuardImplInterface {
  public:
    c10::DeviceType type() const override { return kType; }
    c10::Device exchangeDevice(c10::Device /*device*/) const override { return kDevice; }
    c10::Device getDevice() const override { return kDevice; }
    void setDevice(c10::Device /*device*/) const override {}
    void uncheckedSetDevice(c10::Device /*device*/) const noexcept override {}
    c10::Stream getStream(c10::Device /*device*/) const noexcept override {
        return c10::Stream(c10::Stream::DEFAULT, kDevice);
    }
    c10::Stream exchangeStream(c10::Stream stream) const noexcept override { return stream; }
    c10::DeviceIndex deviceCount() const noexcept override { return 1; }
};

}  // namespace

void registerTestDevice() {
    static const TestGuard guard;
    static std::deque<torch::Library> libraries;  // what they registered lives as long as they do
    if (!libraries.empty()) {
        return;
    }
    const c10::impl::DeviceGuardImplRegistrar registrar(kType, &guard);
    libraries.emplace_back(torch::Library::IMPL, "_", kKey, __FILE__, __LINE__);
    libraries.back().fallback(torch::CppFunction::makeFromBoxedFunction<&computeOnCpu>());
    libraries.emplace_back(torch::Library::IMPL, "aten", kKey, __FILE__, __LINE__);
    libraries.back().impl("_copy_from", &copyFrom);
    // By torch's general way its result is made in one shape and resized to another, and torch warns of that.
    libraries.back().impl("smooth_l1_loss", torch::CppFunction::makeFromBoxedFunction<&computeOnCpu>());
    libraries.back().impl("convolution_overrideable", &convolve);
    libraries.back().impl("convolution_backward_overrideable", &convolveBackward);
}

std::int64_t takeTestDevicePeak() {
    return peak.exchange(0);
}

void limitTestDevice(std::int64_t bytes) {
    limit = bytes;
}

std::int64_t testDeviceOperations() {
    return operations;
}

}  // namespace priorscope
