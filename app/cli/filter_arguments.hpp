// A filter as commands take it, and the images of a split that it leaves.
#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "core/dataset/image_brightness.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/evaluation/looked_at.hpp"

namespace priorscope::cli {

struct FilterArguments {
    std::string where;  ///< empty: none
    int input = 0;      ///< side of the network's input in pixels; 0: not given
    bool is_letterbox = false;
};

/// Adds --where for an evaluation.
void addWhere(CLI::App& command, FilterArguments& arguments);
/// Adds --input and --letterbox.
void addInput(CLI::App& command, FilterArguments& arguments);

/// @param own  the network's input where none is given
/// @throws Error naming the term that means nothing, or what is not known here
ImageFilter filterOf(const FilterArguments& arguments, const std::vector<std::string>& classes,
                     const NetworkInput& own = {});

/// With a progress line, and a note if it cannot be kept. @param kept  as imageBrightness() takes it
ImageBrightness measuredBrightness(const Dataset& dataset, const std::vector<std::size_t>& images,
                                   const std::filesystem::path& kept, Context& context);

/// What conditions of the filter are on that takes the pixels of the split's images; decodes them if need be.
ImageFigures figuresFor(const ImageFilter& filter, const Dataset& dataset, const std::string& split,
                        Context& context);

/// What an evaluation takes of a dataset.
struct ChosenImages {
    ImageSelection selection{};
    ImageSelection whole{};               ///< the split
    std::optional<ImageFilter> filter{};  ///< objects that it hides are ignored; none: all are looked at
    std::string where{};                  ///< the same as it was given
    LookedAt looked_at{};                 ///< with a filter alone

    /// Adds "filter" to a document, if there is one.
    void addTo(Json& document) const;
    /// Prints a line, if there is a filter.
    void print(std::ostream& out) const;
};

struct ChoosingOptions {
    DifficultObjects difficult = DifficultObjects::ignore;
    NetworkInput own_input{};
    bool needs_files = true;  ///< images without a file are not looked at
};

/// A split, or what a filter leaves of it.
/// @throws Error if the split or a term of the filter is not known, or the filter leaves no image
ChosenImages chooseImages(const Dataset& dataset, const std::string& split, const FilterArguments& arguments,
                          const ChoosingOptions& options, Context& context);
/// For a detector, whose input conditions refer to unless another is given.
ChosenImages chooseImages(const Detector& detector, const Dataset& dataset, const std::string& split,
                          const FilterArguments& arguments, DifficultObjects difficult, Context& context);

}  // namespace priorscope::cli
