#include "core/training/trouble/batch_record.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/image/draw.hpp"

namespace priorscope {
namespace {

constexpr Rgb kOfIgnored{255, 255, 255};

nlohmann::json asJson(const Box& box) {
    return {box.x_min, box.y_min, box.x_max, box.y_max};
}

nlohmann::json asJson(const TrainingSample& sample, const ImageRow& record, const std::string& picture,
                      const std::vector<std::string>& classes) {
    nlohmann::json objects = nlohmann::json::array();
    for (std::size_t i = 0; i < sample.targets.boxes.size(); ++i) {
        objects.push_back({{"label", classes.at(static_cast<std::size_t>(sample.targets.labels[i] - 1))},
                           {"box", asJson(sample.targets.boxes[i])}});
    }
    nlohmann::json ignored = nlohmann::json::array();
    for (const Box& box : sample.targets.ignored) {
        ignored.push_back(asJson(box));
    }
    return {{"image", storedPath(record.id)},
            {"file", storedPath(record.image_file.string())},
            {"annotation", storedPath(record.annotation_file.string())},
            {"picture", picture},
            {"objects", objects},
            {"ignored", ignored}};
}

void drawTargets(Image& image, const TrainingTargets& targets, const std::vector<std::string>& classes) {
    std::vector<DrawnBox> boxes;
    for (std::size_t i = 0; i < targets.boxes.size(); ++i) {
        const int index = targets.labels[i] - 1;
        boxes.push_back({.box = targets.boxes[i],
                         .label = classes.at(static_cast<std::size_t>(index)),
                         .color = classColor(index, static_cast<int>(classes.size()), ColorGround::dark)});
    }
    for (const Box& box : targets.ignored) {
        boxes.push_back({.box = box, .label = {}, .color = kOfIgnored});
    }
    drawBoxes(image, boxes);
}

}  // namespace

std::filesystem::path recordBatch(const std::filesystem::path& run_folder, std::int64_t step,
                                  const std::vector<TrainingSample>& samples, const Dataset& dataset,
                                  const std::vector<std::string>& classes) {
    const Sentence action = Core::tr("writing the batch");
    const std::filesystem::path folder = run_folder / ("not-finite-" + std::to_string(step));
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw Error({.action = action, .file = folder.string(), .reason = error.message()});
    }
    nlohmann::json json = nlohmann::json::array();
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::string picture = std::to_string(i + 1) + ".png";
        Image image = samples[i].image;
        drawTargets(image, samples[i].targets, classes);
        writePng(image, folder / picture);
        json.push_back(asJson(samples[i], dataset.images[samples[i].index], picture, classes));
    }
    writeFileAtomically(action, folder / "batch.json", json.dump(2) + "\n");
    return folder;
}

}  // namespace priorscope
