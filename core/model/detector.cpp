#include "core/model/detector.hpp"

#include <algorithm>
#include <future>
#include <utility>

#include "core/base/error.hpp"
#include "core/compute/torch_half.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kBatch = 8;

PreparedImage prepare(const Image& image, const DetectorSpec& spec) {
    if (image.empty()) {
        throw Error({.action = Core::tr("detecting"), .reason = Core::tr("the image has no pixels")});
    }
    return {resizedToInput(image, spec.inputSize(), spec.preprocessing.resize, fillColor(spec.preprocessing)),
            resizeMapping(image.width, image.height, spec.inputSize(), spec.preprocessing.resize)};
}

/// The output of a decoding thread: the readable images, and why the others are not.
struct DecodedBatch {
    std::vector<std::size_t> positions;  ///< into the list of indices
    std::vector<PreparedImage> images;
    std::vector<Sentence> problems;
};

DecodedBatch decodeBatch(const Dataset& dataset, const std::vector<std::size_t>& indices, std::size_t from,
                         const DetectorSpec& spec) {
    DecodedBatch batch;
    for (std::size_t i = from; i < std::min(indices.size(), from + kBatch); ++i) {
        try {
            const ImageRow record = dataset.images.at(indices[i]);
            batch.images.push_back(prepare(decodeImage(record.image_file, 0, record.orientation), spec));
            batch.positions.push_back(i);
        } catch (const Error& e) {
            batch.problems.push_back(inOneLine(e.parts()));
        }
    }
    return batch;
}

}  // namespace

Detector Detector::create(const DetectorSpec& spec, std::uint64_t seed) {
    return Detector(torchHalf().create_runner(spec, seed));
}

Candidates Detector::detect(const Image& image, const CandidateOptions& options) const {
    throwOnProblems(Core::tr("detecting"), options.validate());
    return m_runner->run({prepare(image, spec())}, options).front();
}

std::vector<Candidates> Detector::detect(const std::vector<Image>& images,
                                         const CandidateOptions& options) const {
    throwOnProblems(Core::tr("detecting"), options.validate());
    if (images.empty()) {
        return {};
    }
    std::vector<PreparedImage> batch;
    batch.reserve(images.size());
    for (const Image& image : images) {
        batch.push_back(prepare(image, spec()));
    }
    return m_runner->run(batch, options);
}

bool detectImages(
    const Detector& detector, const Dataset& dataset, const std::vector<std::size_t>& indices,
    const CandidateOptions& options, std::stop_token stop, const ProgressFn& progress,
    const std::function<void(const Sentence&)>& on_problem,
    const std::function<void(std::size_t position, std::optional<Candidates> candidates)>& take) {
    throwOnProblems(Core::tr("detecting"), options.validate());
    const auto decode = [&](std::size_t from) {
        return decodeBatch(dataset, indices, from, detector.spec());
    };
    std::future<DecodedBatch> next = std::async(std::launch::async, decode, std::size_t{0});
    for (std::size_t from = 0; from < indices.size(); from += kBatch) {
        DecodedBatch batch = next.get();
        if (stop.stop_requested()) {
            return false;
        }
        if (from + kBatch < indices.size()) {
            next = std::async(std::launch::async, decode, from + kBatch);
        }
        for (const Sentence& problem : batch.problems) {
            if (on_problem) {
                on_problem(problem);
            }
        }
        std::vector<std::optional<Candidates>> found(std::min(kBatch, indices.size() - from));
        if (!batch.images.empty()) {
            std::vector<Candidates> candidates = detector.runner()->run(batch.images, options);
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                found[batch.positions[i] - from] = std::move(candidates[i]);
            }
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            take(from + i, std::move(found[i]));
        }
        if (progress) {
            progress({.done = static_cast<std::int64_t>(std::min(indices.size(), from + kBatch)),
                      .total = static_cast<std::int64_t>(indices.size()),
                      .unit = "images"});
        }
    }
    return true;
}

}  // namespace priorscope
