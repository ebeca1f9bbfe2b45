// What the names of splits tell about their use.
#pragma once

#include <string>
#include <string_view>

namespace priorscope {

/// The purpose of a split with that name: "train", "val" or "test"; else the name itself, in lower case.
std::string splitPurpose(std::string_view name);

/// Whether no image may be in both: their names say that they serve different purposes of one set, as train
/// and val do, or cat_train and cat_test.
bool mustBeApart(const std::string& split, const std::string& other);

}  // namespace priorscope
