// The detector as the rest of the program sees it: no torch type crosses this header.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/progress.hpp"
#include "core/compute/compute_context.hpp"
#include "core/detection/detection.hpp"
#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"

namespace priorscope {

/// An image at a network's input size, with the way back.
struct PreparedImage {
    Image image;
    ResizeMapping mapping;
};

/// What runs a detector over images. Of the families that stand on torch it is the network; calls from
/// several threads take turns.
class DetectorRunner {
  public:
    virtual ~DetectorRunner() = default;

    virtual const DetectorSpec& spec() const = 0;
    virtual std::int64_t parameterCount() const = 0;
    /// The same weights, run as the context says: on another device they are a copy.
    /// @throws Error where that device has too little memory for them
    virtual std::shared_ptr<DetectorRunner> on(const ComputeContext& context) const = 0;
    /// @param batch  not empty, each of the spec's input size
    /// @return candidates of each, in fractions of the image as it was before it was resized
    virtual std::vector<Candidates> run(const std::vector<PreparedImage>& batch,
                                        const CandidateOptions& options) = 0;
};

/// A spec and its weights. Copying shares the weights; a detector that is handed out for inspection is a
/// snapshot which no training changes.
class Detector {
  public:
    /// Fresh random weights, on the CPU. @throws Error where the spec is not valid
    static Detector create(const DetectorSpec& spec, std::uint64_t seed);
    explicit Detector(std::shared_ptr<DetectorRunner> runner) : m_runner(std::move(runner)) {}

    const DetectorSpec& spec() const { return m_runner->spec(); }
    std::int64_t parameterCount() const { return m_runner->parameterCount(); }
    /// The same weights, run as the context says: on another device they are a copy, which no training of
    /// these changes. Candidates are the same within rounding wherever it runs.
    Detector on(const ComputeContext& context) const { return Detector(m_runner->on(context)); }

    /// Runs the network on one image. The mode is evaluation; weights stay as they are.
    /// @throws Error where the image is empty
    Candidates detect(const Image& image, const CandidateOptions& options = {}) const;
    /// The same for a batch, which is faster than one by one.
    std::vector<Candidates> detect(const std::vector<Image>& images,
                                   const CandidateOptions& options = {}) const;

    const std::shared_ptr<DetectorRunner>& runner() const { return m_runner; }

  private:
    std::shared_ptr<DetectorRunner> m_runner;
};

/// Candidates of every image of a list, decoded on one thread while the network runs on another. They are
/// handed over as they come, a few images at a time: who needs all of them keeps them.
/// @param indices  into dataset.images
/// @param on_problem  told why an image could not be decoded, on the calling thread
/// @param take  called on the calling thread once for each of `indices`, in order, with its position there;
///              nothing where the image could not be decoded
/// @return false if stopped
bool detectImages(
    const Detector& detector, const struct Dataset& dataset, const std::vector<std::size_t>& indices,
    const CandidateOptions& options, std::stop_token stop, const ProgressFn& progress,
    const std::function<void(const std::string&)>& on_problem,
    const std::function<void(std::size_t position, std::optional<Candidates> candidates)>& take);

}  // namespace priorscope
