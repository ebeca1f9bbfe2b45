// What a person is told of an exception.
#pragma once

#include <exception>
#include <string>

namespace priorscope {

/// An Error's own words; a plain sentence for what the libraries below throw, whose texts speak of their
/// inside: too little memory, a file system that refuses. Of the rest only the kind is named.
std::string plainMessage(const std::exception& error);

}  // namespace priorscope
