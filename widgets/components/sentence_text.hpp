// Core's sentences in the user's language.
#pragma once

#include <QString>

#include "core/base/error.hpp"

namespace priorscope {

/// Translated if there is a translation; in English otherwise.
QString sentenceText(const Sentence& sentence);
/// The same for an error, in one line as Error::what().
QString errorText(const ErrorParts& parts);

}  // namespace priorscope
