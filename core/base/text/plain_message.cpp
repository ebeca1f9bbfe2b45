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

std::string plainMessage(const std::exception& error) {
    if (dynamic_cast<const Error*>(&error) != nullptr) {
        return error.what();
    }
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr ||
        dynamic_cast<const std::length_error*>(&error) != nullptr) {
        return "There is not enough memory. Close other programs, or reduce the amount of work";
    }
    if (const auto* of_files = dynamic_cast<const std::filesystem::filesystem_error*>(&error)) {
        return of_files->path1().string() + ": " + of_files->code().message() +
               ". Check the path and its permissions";
    }
    if (const auto* of_system = dynamic_cast<const std::system_error*>(&error)) {
        return "The system refused: " + of_system->code().message();
    }
    return "An unexpected error (" + kindOf(error) + "). Please report it, and how to reproduce it";
}

}  // namespace priorscope
