#include "core/base/second_library.hpp"

#include <dlfcn.h>

#include <filesystem>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// In the folder of the library that contains this function.
fs::path besideCore(const char* library) {
    Dl_info own{};
    if (dladdr(reinterpret_cast<const void*>(&besideCore), &own) == 0 || own.dli_fname == nullptr) {
        return library;
    }
    return fs::path(own.dli_fname).parent_path() / library;
}

}  // namespace

void* secondLibrary(const Sentence& action, const char* library, const char* table) {
    const fs::path file = besideCore(library);
    void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* function = handle == nullptr ? nullptr : dlsym(handle, table);
    if (function == nullptr) {
        const char* reason = dlerror();
        throw Error(
            {.action = action,
             .file = file.string(),
             .reason = reason == nullptr ? Core::tr("it holds no table of functions") : reason,
             .remedy = Core::tr("Build or install Priorscope again, with the libraries that it needs")});
    }
    return function;
}

}  // namespace priorscope
