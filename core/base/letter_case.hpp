// Upper and lower case of names, whatever the user's locale.
#pragma once

#include <string>
#include <string_view>

namespace priorscope {

/// A text in lower case, letter by letter by Unicode's simple mapping: two names that differ only in case
/// become equal. The user's locale does not matter (in Turkish "I" would become another letter).
/// @param text  UTF-8; bytes that are not stay as they are
std::string lowerCase(std::string_view text);

}  // namespace priorscope
