#include "core/training/plan/feedback.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/files.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_lines.hpp"
#include "core/training/plan/hard_negatives.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_images.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

Sentence writing() {
    return Core::tr("writing the images to learn from");
}

std::set<std::size_t> placesOf(const ImageSelection& selection) {
    return {selection.images().begin(), selection.images().end()};
}

/// "NAME.txt", "NAME-2.txt", …: the first that does not exist.
fs::path freeFile(const fs::path& folder, const std::string& name) {
    std::error_code error;
    fs::path file = folder / (name + ".txt");
    for (int number = 2; fs::exists(file, error); ++number) {
        file = folder / (name + "-" + std::to_string(number) + ".txt");
    }
    return file;
}

std::string writeLines(const fs::path& folder, const std::string& name,
                       const std::vector<std::string>& lines) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        throw Error({.action = writing(),
                     .file = folder.string(),
                     .reason = error.message(),
                     .remedy = Core::tr("Check the permissions")});
    }
    std::string text;
    for (const std::string& line : lines) {
        text += line + '\n';
    }
    const fs::path file = freeFile(folder, name);
    writeFileAtomically(writing(), file, text);
    return file.string();
}

void addImage(Feedback& feedback, const ReviewedImage& image, const ImageRow& record,
              const std::string& name) {
    feedback.images.push_back(image.image);
    feedback.errors += image.model_wrong;
    for (const Box& box : image.false_positives) {
        const std::optional<Box> part = visiblePart(box);
        if (part && showsBackground(record, *part)) {
            feedback.crops.push_back({.name = name, .image = image.image, .part = *part});
        }
    }
}

/// The draft's lines of crops, and the new ones.
std::vector<std::string> linesOfCrops(const std::string& file, const Feedback& feedback,
                                      const Dataset& dataset) {
    std::vector<std::string> lines;
    if (!file.empty()) {
        const std::string text = readFile(file, Core::tr("reading the crops of false positives"));
        for (const TextLine& line : textLines(text)) {
            lines.emplace_back(line.text);
        }
    }
    for (const FalsePositiveCrop& crop : feedback.crops) {
        std::string line = hardNegativeLine(crop.name, dataset.images.at(crop.image), crop.part);
        if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

}  // namespace

Feedback feedbackFrom(const Dataset& dataset, std::span<const ReviewedImage> images,
                      const TrainingOptions& options) {
    const bool has_objects = std::any_of(dataset.images.begin(), dataset.images.end(),
                                         [](const ImageRow& record) { return !record.objects.empty(); });
    std::set<std::size_t> trained;
    std::set<std::size_t> validated;
    if (has_objects) {
        const TrainingImages chosen = imagesOfSplits(dataset, options);
        trained = placesOf(chosen.train);
        validated = chosen.validation ? placesOf(*chosen.validation) : std::set<std::size_t>();
    }
    Feedback feedback;
    for (const ReviewedImage& each : images) {
        const ImageRow record = dataset.images.at(each.image);
        if (each.has_wrong_label) {
            ++feedback.wrong_labels;
        } else if (each.model_wrong == 0) {
            continue;
        } else if (!has_objects) {
            const fs::path file = fs::absolute(record.image_file);
            feedback.negatives.push_back(file);
            addImage(feedback, each, record, file.string());
        } else if (validated.contains(each.image)) {
            ++feedback.validated_on;
        } else if (trained.contains(each.image)) {
            feedback.more_often.push_back(record.id);
            addImage(feedback, each, record, record.id);
        } else {
            ++feedback.elsewhere;
        }
    }
    return feedback;
}

void applyFeedback(RunDraft& draft, const Feedback& feedback, const Dataset& dataset,
                   const FeedbackWishes& wishes, const fs::path& folder, const std::string& name) {
    TrainingOptions& options = draft.options;
    std::string negatives = options.negatives;
    std::string weights = options.sampling_weights;
    if (!feedback.negatives.empty()) {
        std::vector<std::string> files =
            negatives.empty() ? std::vector<std::string>() : negativeFiles(negatives);
        for (const fs::path& file : feedback.negatives) {
            if (std::find(files.begin(), files.end(), file.string()) == files.end()) {
                files.push_back(file.string());
            }
        }
        negatives = writeLines(folder, name + "-negatives", files);
    }
    if (!feedback.more_often.empty()) {
        std::vector<std::string> lines;
        for (const std::string& id : feedback.more_often) {
            lines.push_back(id + ' ' + numberText(wishes.weight));
        }
        weights = writeLines(folder, name + "-weights", lines);
        options.sampling = "file";
    }
    if (wishes.pastes && !feedback.crops.empty()) {
        const std::string crops =
            writeLines(folder, name + "-crops", linesOfCrops(options.hard_negatives, feedback, dataset));
        options.hard_negatives = crops;
        TransformSetting& paste =
            options.augmentation.changes[static_cast<std::size_t>(TransformKind::paste)];
        if (options.augmentation.setting(TransformKind::paste).probability <= 0.0) {
            paste.probability = kUsualPaste;
        }
    }
    options.negatives = negatives;
    options.sampling_weights = weights;
}

}  // namespace priorscope
