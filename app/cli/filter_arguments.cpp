#include "app/cli/filter_arguments.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/filter_text.hpp"

namespace priorscope::cli {
namespace {

[[noreturn]] void refuse(Sentence reason, Sentence remedy, std::string file = {}) {
    throw Error({.action = Core::tr("filtering the images"),
                 .file = std::move(file),
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

bool needsSize(FilterField field) {
    switch (field) {
        case FilterField::share:
        case FilterField::input_side:
        case FilterField::x:
        case FilterField::y:
        case FilterField::image_width:
        case FilterField::image_height:
            return true;
        default:
            return false;
    }
}

/// @throws Error if the filter depends on the size of an image that has none
void requireSizes(const Dataset& dataset, const ImageFilter& filter) {
    const bool is_needed = std::ranges::any_of(filter.conditions, needsSize, &FilterCondition::field);
    for (std::size_t i = 0; is_needed && i < dataset.images.size(); ++i) {
        const ImageRow image = dataset.images[i];
        if (image.width <= 0 || image.height <= 0) {
            refuse(Core::tr("the size of image %1 is not known").arg(image.id.text()),
                   Core::tr("Add its width and height, or filter by something else"),
                   shownName(dataset.root.native()));
        }
    }
}

}  // namespace

void addWhere(CLI::App& command, FilterArguments& arguments) {
    command.add_option("--where", arguments.where,
                       "Only images that pass these conditions, as dataset filter takes them: \"area<1024 "
                       "difficult=shown\"; objects that they hide are ignored");
}

void addInput(CLI::App& command, FilterArguments& arguments) {
    command.add_option("--input", arguments.input, "Side of the network's input in pixels, for input<8")
        ->check(CLI::PositiveNumber);
    command.add_flag("--letterbox", arguments.is_letterbox, "The input is letterboxed, not stretched");
}

ImageFilter filterOf(const FilterArguments& arguments, const std::vector<std::string>& classes,
                     const NetworkInput& own) {
    ImageFilter filter = filterFromText(arguments.where, classes);
    filter.input = arguments.input > 0
                       ? NetworkInput{arguments.input,
                                      arguments.is_letterbox ? ResizeMode::letterbox : ResizeMode::stretch}
                       : own;
    if (!filter.marks.empty()) {
        refuse(Core::tr("what images are marked with (%1) is known to the window alone")
                   .arg(filter.marks.front().kind),
               Core::tr("Filter by them there, and save what is shown as a split"));
    }
    if (filter.has(FilterField::input_side) && filter.input.size == 0) {
        refuse(Core::tr("the size of the network's input is not known"), Core::tr("Give it with --input"));
    }
    return filter;
}

ImageBrightness measuredBrightness(const Dataset& dataset, const std::vector<std::size_t>& images,
                                   const std::filesystem::path& kept, Context& context) {
    ProgressLine line = context.console.progress("Brightness");
    auto brightness = imageBrightness(dataset, images, kept, context.stop,
                                      [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!brightness) {
        throwStopped("looking at the brightness of images");
    }
    if (brightness->not_kept) {
        context.console.note(*brightness->not_kept);
    }
    return *std::move(brightness);
}

ImageFigures figuresFor(const ImageFilter& filter, const Dataset& dataset, const std::string& split,
                        Context& context) {
    if (!filter.has(FilterField::brightness)) {
        return {};
    }
    const std::vector<std::size_t> images = dataset.splitIndices(split);
    const ImageBrightness brightness =
        measuredBrightness(dataset, images, userBrightnessFile(dataset), context);
    return {{FilterField::brightness, brightnessColumn(dataset, images, brightness)}};
}

void ChosenImages::addTo(Json& document) const {
    if (filter) {
        document["filter"] = {{"where", where},
                              {"images", looked_at.images},
                              {"objects", looked_at.objects},
                              {"ignored", looked_at.ignored}};
    }
}

void ChosenImages::print(std::ostream& out) const {
    if (filter) {
        out << "Filter \"" << where << "\": " << looked_at.images << " images, " << looked_at.objects
            << " objects looked at, " << looked_at.ignored << " hidden by it and ignored\n\n";
    }
}

ChosenImages chooseImages(const Dataset& dataset, const std::string& split, const FilterArguments& arguments,
                          const ChoosingOptions& options, Context& context) {
    if (arguments.where.empty()) {
        return {.selection = ImageSelection::ofSplit(dataset, split)};
    }
    ChosenImages chosen{.whole = ImageSelection::ofSplit(dataset, split),
                        .filter = filterOf(arguments, dataset.classes, options.own_input),
                        .where = arguments.where};
    requireSizes(dataset, *chosen.filter);
    chosen.selection = ImageSelection::ofFilter(dataset, split, *chosen.filter, {},
                                                figuresFor(*chosen.filter, dataset, split, context));
    std::vector<std::size_t> looked_at = chosen.selection.images();
    if (options.needs_files) {
        std::erase_if(looked_at, [&](std::size_t image) { return !dataset.images[image].image_exists; });
    }
    if (looked_at.empty()) {
        refuse(noImageReason(chosen.selection),
               Core::tr("Choose another filter or split: dataset filter counts what passes"),
               shownName(dataset.root.native()));
    }
    chosen.looked_at = lookedAt(dataset, looked_at, *chosen.filter, options.difficult);
    if (options.difficult != DifficultObjects::ignore && !chosen.filter->difficult) {
        context.console.note(
            "The filter hides difficult objects, so they are ignored: with difficult=shown in it --difficult "
            "decides about them");
    }
    return chosen;
}

ChosenImages chooseImages(const Detector& detector, const Dataset& dataset, const std::string& split,
                          const FilterArguments& arguments, DifficultObjects difficult, Context& context) {
    const DetectorSpec& spec = detector.spec();
    return chooseImages(dataset, split, arguments,
                        {.difficult = difficult, .own_input = {spec.inputSize(), spec.preprocessing.resize}},
                        context);
}

}  // namespace priorscope::cli
