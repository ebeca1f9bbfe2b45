// A class gets another name in every annotation of a dataset.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/project/label_journal.hpp"

namespace priorscope {

struct ClassRenaming {
    LabelJournal journal{};            ///< with the renaming as its last step
    bool is_changed = false;           ///< some object has the class
    std::vector<Sentence> problems{};  ///< a line for each annotation that cannot be changed in place
};

/// Of the objects of the class as they are now, edited or not. Nothing is written.
/// @param from, to  names; to is not empty
/// @return nothing if stopped
std::optional<ClassRenaming> withClassRenamed(const Dataset& dataset, LabelJournal journal,
                                              const std::string& from, const std::string& to,
                                              const std::stop_token& stop = {},
                                              const ProgressFn& progress = {});

}  // namespace priorscope
