// Filters as a line of text that can be typed, kept and read back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/image_filter.hpp"

namespace priorscope {

/// "text=night class=cat,dog together=cat,car objects>=5 -verified tag=rain -tag=done difficult=hidden
/// truncated=shown": what could hide an image, and the flags where they matter for that. Names with other
/// letters are in quotes.
/// @param classes  of the dataset
/// @throws Error naming a label that the dataset does not have
std::string filterText(const ImageFilter& filter, const std::vector<std::string>& classes);

/// Reads what filterText() writes (of the marks after one sign, one is enough), and besides: -difficult,
/// -truncated and -missing, which hide; conditions with
/// =, <, <=, >, >= or a range (width=8..32); words without a field, which names of images or classes have to
/// contain. Terms are separated by blanks. Flags that are not named stay as they are.
/// @param onto  what is typed is added to it: classes join its classes, classes together and a condition
/// replaces those on the same field, and words replace its words
/// @throws Error naming the term that means nothing, and what would
ImageFilter filterFromText(std::string_view text, const std::vector<std::string>& classes,
                           ImageFilter onto = {});

/// A line that is being typed.
struct TypedLine {
    bool has_conditions = false;  ///< or what looks like some, whether or not they mean anything
    std::string words{};          ///< the rest, as typed
};
TypedLine typedLine(std::string_view text);

}  // namespace priorscope
