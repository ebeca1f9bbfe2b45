// A library of Priorscope's own that is opened when it is first needed, not at the start of every program.
#pragma once

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Loads the library, which lies beside core's, and looks up its function table.
/// @param action  for the error: "loading the torch library"
/// @param library  the file's name
/// @param table  the name of an extern "C" function
/// @return that function
/// @throws Error if the library is missing or cannot be loaded, or lacks the function
void* secondLibrary(const Sentence& action, const char* library, const char* table);

}  // namespace priorscope
