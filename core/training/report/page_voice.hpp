// The language of a page.
#pragma once

#include <string>

#include "core/base/text/sentence.hpp"
#include "core/base/text/xml_text.hpp"

namespace priorscope {

struct PageVoice {
    std::string language = "en";                          ///< of the text: "zh-CN"
    std::string (*translate)(const Sentence&) = nullptr;  ///< into that language; null: English

    /// In that language, escaped.
    std::string said(const Sentence& sentence) const {
        return xmlText(translate ? translate(sentence) : sentence.text());
    }
};

}  // namespace priorscope
