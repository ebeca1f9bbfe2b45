#include "core/compute/torch_half.hpp"

#include <dlfcn.h>

#include "core/base/error.hpp"
#include "core/compute/compute_settings.hpp"

namespace priorscope {
namespace {

constexpr const char* kLibrary = "libpriorscope_torch.so";
constexpr const char* kTable = "priorscopeTorchHalf";

[[noreturn]] void fail(const std::filesystem::path& library) {
    const char* reason = dlerror();
    throw Error({.action = "loading the torch library",
                 .file = library.string(),
                 .reason = reason == nullptr ? "it holds no table of functions" : reason,
                 .remedy = "Build or install Priorscope again, and LibTorch with it"});
}

/// In the folder of the library that contains this function.
std::filesystem::path libraryPath() {
    Dl_info own{};
    if (dladdr(reinterpret_cast<const void*>(&libraryPath), &own) == 0 || own.dli_fname == nullptr) {
        return kLibrary;
    }
    return std::filesystem::path(own.dli_fname).parent_path() / kLibrary;
}

const TorchHalf& load() {
    setComputeEnvironment();  // for programs whose main does not call it
    const std::filesystem::path library = libraryPath();
    void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        fail(library);
    }
    const auto table = reinterpret_cast<const TorchHalf& (*)()>(dlsym(handle, kTable));
    if (table == nullptr) {
        fail(library);
    }
    return table();
}

}  // namespace

const TorchHalf& torchHalf() {
    static const TorchHalf& half = load();
    return half;
}

}  // namespace priorscope
