// What an action throws.
#pragma once

#include <QString>
#include <functional>

#include "core/base/error.hpp"

namespace priorscope {

/// The text of the Error that the action throws; empty where it throws none.
inline QString messageOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace priorscope
