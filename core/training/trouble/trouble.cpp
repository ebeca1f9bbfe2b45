#include "core/training/trouble/trouble.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/text/joined.hpp"
#include "core/base/text/listed.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

constexpr const char* kFile = "troubles.json";
constexpr std::array<std::string_view, 10> kNames{
    "not-finite",   "spike",     "plateau",        "overfitting",    "starvation",
    "idle-classes", "idle-maps", "full-disk-soon", "slow-precision", "idle-shapes"};

/// The figure at a position; 0 in a file that lacks it.
double figure(const Trouble& trouble, std::size_t position) {
    return position < trouble.figures.size() ? trouble.figures[position] : 0.0;
}

std::string megabytes(double bytes) {
    return fixedText(bytes / 1e6, 0) + " MB";
}

Sentence seen(const Trouble& trouble) {
    switch (trouble.kind) {
        case TroubleKind::not_finite: {
            std::vector<std::string> images = trouble.names;
            const std::string folder = images.empty() ? std::string() : images.back();
            images.resize(images.empty() ? 0 : images.size() - 1);
            return Core::tr("the loss or its gradient is not finite; images: %1. The batch is in %2")
                .arg(joined(images))
                .arg(folder);
        }
        case TroubleKind::spike:
            return Core::tr(
                       "the loss jumped to %1, from about %2. Lower the learning rate, lengthen the warm-up "
                       "or set gradient_clip")
                .arg(fixedText(figure(trouble, 0), 2))
                .arg(fixedText(figure(trouble, 1), 2));
        case TroubleKind::plateau:
            return Core::tr(
                       "the loss has stayed at about %2 for %1 steps. Lower the learning rate, or find a "
                       "better one with a rate sweep")
                .arg(fixedText(figure(trouble, 0), 0))
                .arg(fixedText(figure(trouble, 1), 2));
        case TroubleKind::overfitting:
            return Core::tr(
                       "the validation loss rises (%1; it was %2 at step %3) while the training loss falls: "
                       "the network overfits. best.pt has the best weights; use a stronger augmentation, "
                       "more images or early stopping")
                .arg(fixedText(figure(trouble, 0), 2))
                .arg(fixedText(figure(trouble, 1), 2))
                .arg(fixedText(figure(trouble, 2), 0));
        case TroubleKind::starvation:
            return Core::tr(
                       "the network waits for images for %1 %% of the time. Use more loading threads, a "
                       "lighter augmentation, or smaller image files")
                .arg(fixedText(100.0 * figure(trouble, 0), 0));
        case TroubleKind::idle_classes:
            return Core::tr(
                       "no prior was matched to an object of these classes in a whole epoch: %1. Look at "
                       "their objects and at the matching IoU in Priors")
                .arg(joined(trouble.names));
        case TroubleKind::idle_maps:
            return Core::tr(
                       "no prior of these feature maps was matched to an object in a whole epoch: %1. Their "
                       "scales fit no object: change them in Priors")
                .arg(joined(trouble.names));
        case TroubleKind::idle_shapes:
            return Core::
                tr("no prior of these shapes was matched to an object in a whole epoch: %1. They cost time "
                   "and learn nothing: look at the coverage of your objects in Priors")
                    .arg(listed(trouble.names));
        case TroubleKind::full_disk_soon:
            return Core::tr("the disk has %1 left, and a checkpoint takes %2. Free some space")
                .arg(megabytes(figure(trouble, 0)))
                .arg(megabytes(figure(trouble, 1)));
        case TroubleKind::slow_precision:
            return Core::tr(
                "this processor has no bf16 arithmetic: a step takes longer than in fp32, often many times "
                "as "
                "long. Choose fp32");
    }
    return {};
}

/// Ids and folders may hold any bytes.
bool namesFiles(TroubleKind kind) {
    return kind == TroubleKind::not_finite;
}

nlohmann::json asJson(const Trouble& trouble) {
    std::vector<std::string> names = trouble.names;
    if (namesFiles(trouble.kind)) {
        std::ranges::transform(names, names.begin(), storedPath);
    }
    return {{"kind", kNames[static_cast<std::size_t>(trouble.kind)]},
            {"step", trouble.step},
            {"figures", trouble.figures},
            {"names", names},
            {"text", trouble.text().text()}};
}

Trouble troubleFrom(const nlohmann::json& json, const Sentence& source) {
    Trouble trouble;
    std::string kind;
    std::string text;  // for people who read the file; it follows from the rest
    JsonFields fields(json, source);
    fields.required("kind", kind)
        .required("step", trouble.step)
        .optional("figures", trouble.figures)
        .optional("names", trouble.names)
        .optional("text", text)
        .finish();
    const auto* const name = std::ranges::find(kNames, kind);
    if (name == kNames.end()) {
        throwOnProblems(Core::tr("reading %1").arg(source),
                        {{"kind", Core::tr("there is no kind %1").arg(kind)}});
    }
    trouble.kind = static_cast<TroubleKind>(name - kNames.begin());
    if (namesFiles(trouble.kind)) {
        std::ranges::transform(trouble.names, trouble.names.begin(), pathFromStored);
    }
    return trouble;
}

}  // namespace

Sentence Trouble::text() const {
    return Core::tr("Step %1: %2.").arg(step).arg(seen(*this));
}

std::vector<Trouble> readTroubles(const std::filesystem::path& run_folder) {
    const std::filesystem::path file = run_folder / kFile;
    std::vector<Trouble> troubles;
    if (!std::filesystem::exists(file)) {
        return troubles;
    }
    const nlohmann::json json = readJsonFile(file, Core::tr("reading the run"));
    if (!json.is_array()) {
        throw Error({.action = Core::tr("reading the run"),
                     .file = file.string(),
                     .reason = Core::tr("it is not a list of problems"),
                     .remedy = Core::tr("Remove the file: nothing else depends on it")});
    }
    for (const nlohmann::json& each : json) {
        troubles.push_back(troubleFrom(each, file.string()));
    }
    return troubles;
}

std::vector<Trouble> readableTroubles(const std::filesystem::path& run_folder) {
    try {
        return readTroubles(run_folder);
    } catch (const Error&) {
        return {};
    }
}

void writeTroubles(const std::filesystem::path& run_folder, const std::vector<Trouble>& troubles) {
    nlohmann::json json = nlohmann::json::array();
    for (const Trouble& trouble : troubles) {
        json.push_back(asJson(trouble));
    }
    // Only the text for people may hold bytes that are not UTF-8.
    writeFileAtomically(Core::tr("writing the run's problems"), run_folder / kFile,
                        json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace priorscope
