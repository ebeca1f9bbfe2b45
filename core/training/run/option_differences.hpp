// What two runs were told differently.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/training/run/run_folder.hpp"

namespace priorscope {

/// One side of a difference.
struct OptionSide {
    nlohmann::json value{};  ///< number, truth, text, or list of numbers; null: this run has no such option
    Sentence meaning{};      ///< in place of the value; empty: it speaks for itself
    bool operator==(const OptionSide&) const = default;
};

struct OptionDifference {
    std::string key{};  ///< of the option table: "learning_rate"; of the rest, as in run.json: "spec.name"
    Sentence label{};   ///< the key of an option, else a word
    OptionSide before{};
    OptionSide after{};
};

/// In this order: model, priors, images, then the options in the order of their table, then what was changed
/// on the way. Everything of the table is compared but what never changes a figure (optionsWithoutEffect()),
/// what has no effect as the other options of both runs are, and what the rows before it have said: where the
/// images are the same, their folder and the name of their split are no difference.
std::vector<OptionDifference> optionDifferences(const RunOverview& before, const RunOverview& after);

/// Keys of the option table that never change a figure of a run: how often it is written down, and by how
/// many loading threads it is fed.
const std::vector<std::string>& optionsWithoutEffect();

}  // namespace priorscope
