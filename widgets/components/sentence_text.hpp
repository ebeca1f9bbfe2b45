// Core's sentences in the user's language.
#pragma once

#include <QString>
#include <exception>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Translated if there is a translation; in English otherwise.
QString sentenceText(const Sentence& sentence);
/// plainMessage() of an error, in one line as Error::what().
QString errorText(const std::exception& error);

}  // namespace priorscope
