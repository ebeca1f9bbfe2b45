// Times the samples of training on one thread, in processor time.
//
// usage: augmentation_benchmark VOC_FOLDER SET SIZE IMAGES EPOCHS
//
// Prints {"decode", "files", "cache"}: images a second, decoded only; samples a second from files; samples a
// second from decoded images in memory. augmentation.py runs it beside PIL and torchvision.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/augmentation/augmentation_plan.hpp"
#include "core/augmentation/file_pixels.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "tests/benchmarks/benchmark_main.hpp"
#include "tests/benchmarks/processor_time.hpp"

using namespace priorscope;

namespace {

nlohmann::json measure(const std::vector<std::string>& arguments) {
    const auto dataset = std::make_shared<const Dataset>(readVocDataset(arguments[0]).value());
    const AugmentationOptions options{.set = arguments[1]};
    const SampleInput input{.size = std::stoi(arguments[2]), .fill = {124, 116, 104}};
    const std::size_t most = std::stoul(arguments[3]);
    const std::size_t epochs = std::stoul(arguments[4]);
    std::vector<std::size_t> images;
    for (std::size_t i = 0; i < dataset->images.size() && images.size() < most; ++i) {
        if (dataset->images[i].image_exists) {
            images.push_back(i);
        }
    }
    const DatasetSamples samples(*dataset, images, true);
    const FilePixels files(dataset, images, 0);
    const FilePixels cache(dataset, images, std::size_t{8} << 30U);
    std::size_t bytes = 0;  // used, so that nothing is left out
    const auto all = [&](const PixelSource& source) {
        for (std::size_t i = 0; i < images.size() * epochs; ++i) {
            const AugmentationPlan plan(
                options, {.seed = 1, .epoch = i / images.size(), .place = i % images.size()}, input, samples);
            bytes += plan.pixels(source).image.rgb.size();
        }
    };
    const double decode = secondsOf([&] {
        for (const std::size_t image : images) {
            bytes += decodeImage(dataset->images[image].image_file).rgb.size();
        }
    });
    const double from_files = secondsOf([&] { all(files); });
    all(cache);
    const double from_cache = secondsOf([&] { all(cache); });
    const auto count = static_cast<double>(images.size());
    const double made = count * static_cast<double>(epochs);
    return {{"decode", count / decode},
            {"files", made / from_files},
            {"cache", made / from_cache},
            {"megabytes", static_cast<double>(bytes) / 1e6}};
}

}  // namespace

int main(int argc, char** argv) {
    return runBenchmark(argc, argv, "augmentation_benchmark VOC_FOLDER SET SIZE IMAGES EPOCHS", measure);
}
