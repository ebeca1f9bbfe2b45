// What the commands about a planned run share: its detector, its recipe and its options.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/option_arguments.hpp"
#include "core/model/detector_spec.hpp"
#include "core/training/plan/training_option_table.hpp"

namespace priorscope::cli {

class RunArguments {
  public:
    /// Adds --model, --priors, --input-size and --resize.
    /// @return --model
    CLI::Option* addDetector(CLI::App& app);
    /// Adds --recipe, --options, --set and the options' own flags.
    void addOptions(CLI::App& app);
    /// The same without flags, and with --model, whose recipe has what the options leave out.
    void addOptionsOfOtherCommand(CLI::App& app);

    bool hasModel() const { return !m_model.empty(); }
    /// Whether there is any of the options, or a recipe.
    bool isGiven() const;
    /// @throws Error if the detector, its layout or its input size does not exist
    DetectorSpec spec() const;
    /// The detector's own recipe; without a detector the default one.
    Recipe recipeOfModel() const;
    /// The options of a new run: those of the recipe, overridden by those of --options, of flags and --set.
    /// @param folder  of the dataset: overrides that of an options file; empty: not given
    /// @param given   receives the keys given by flags and --set
    /// @throws UsageError for options that do not go together
    TrainingOptions read(const std::string& folder, std::vector<std::string>& given) const;
    /// Those that are given by flags and --set, for a run that has its own.
    TrainingOptions readChanges(std::vector<std::string>& given) const;
    /// Whether the file of --options gives the option a value.
    bool isInFile(const std::string& key) const { return m_options.isInFile(key); }

  private:
    void addRecipe(CLI::App& app);

    std::string m_model;
    std::string m_priors;
    std::string m_recipe;
    std::string m_resize;
    int m_input_size = 0;  ///< 0: the preset's
    TableArguments<TrainingOptions> m_options{trainingOptionTable()};
};

}  // namespace priorscope::cli
