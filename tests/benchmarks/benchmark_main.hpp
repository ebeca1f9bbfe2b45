// What the programs here have in common.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace priorscope {

/// Prints what measure(arguments) returns.
/// @param usage  the program's name and its arguments, each a word
/// @return the exit status: 0, 1 for an error, 2 for a wrong number of arguments
template <class Measure>
int runBenchmark(int argc, char** argv, const std::string& usage, const Measure& measure) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto spaces = std::count(usage.begin(), usage.end(), ' ');
    if (static_cast<std::ptrdiff_t>(arguments.size()) != spaces) {
        std::cerr << "usage: " << usage << '\n';
        return 2;
    }
    try {
        std::cout << measure(arguments) << '\n';
        return 0;
    } catch (const Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}

}  // namespace priorscope
