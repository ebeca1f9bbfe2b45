#include "core/base/text/plain_message.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <new>
#include <stdexcept>
#include <system_error>
#include <typeinfo>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

std::string kindOf(const std::exception& error) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(typeid(error).name(), nullptr, nullptr, &status), &std::free);
    return name ? name.get() : typeid(error).name();
}

}  // namespace

Sentence plainMessage(const std::exception& error) {
    if (const auto* own = dynamic_cast<const Error*>(&error)) {
        return inOneLine(own->parts());
    }
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr ||
        dynamic_cast<const std::length_error*>(&error) != nullptr) {
        return Core::tr("There is not enough memory. Close other programs, or reduce the amount of work");
    }
    if (const auto* of_files = dynamic_cast<const std::filesystem::filesystem_error*>(&error)) {
        return Core::tr("%1: %2. Check the path and its permissions")
            .arg(of_files->path1().string())
            .arg(of_files->code().message());
    }
    if (const auto* of_system = dynamic_cast<const std::system_error*>(&error)) {
        return Core::tr("The system refused: %1").arg(of_system->code().message());
    }
    return Core::tr("An unexpected error (%1). Please report it, and how to reproduce it").arg(kindOf(error));
}

}  // namespace priorscope
