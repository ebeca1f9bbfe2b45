// The detector as the rest of the program sees it: this header exposes no torch types.
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
#include "core/base/text/sentence.hpp"
#include "core/compute/compute_context.hpp"
#include "core/detection/detection.hpp"
#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"

namespace priorscope {

/// An image at the network's input size, with the mapping back to the original.
struct PreparedImage {
    Image image;
    ResizeMapping mapping;
};

/// Runs a detector on images. For torch families this wraps the network; concurrent calls
/// are serialised.
class DetectorRunner {
  public:
    virtual ~DetectorRunner() = default;

    virtual const DetectorSpec& spec() const = 0;
    virtual std::int64_t parameterCount() const = 0;
    /// Names what the candidates of an image depend on besides it, the spec and CandidateOptions: the
    /// weights, and how they are computed with. Empty: unknown, so that candidates of an earlier run must not
    /// be used.
    virtual std::string fingerprint() const { return {}; }
    /// The same weights with another device or precision: on another device they are a copy.
    /// @throws Error if that device does not have enough memory for them
    virtual std::shared_ptr<DetectorRunner> on(const ComputeContext& context) const = 0;
    /// @param batch  not empty, each image at the spec's input size
    /// @return candidates per image, in fractions of the image before resizing
    virtual std::vector<Candidates> run(const std::vector<PreparedImage>& batch,
                                        const CandidateOptions& options) = 0;
};

/// A spec and its weights. Copies share the weights; a detector handed out for inspection is a snapshot
/// that training does not change.
class Detector {
  public:
    /// Random initial weights, on the CPU. @throws Error if the spec is not valid
    static Detector create(const DetectorSpec& spec, std::uint64_t seed);
    explicit Detector(std::shared_ptr<DetectorRunner> runner) : m_runner(std::move(runner)) {}

    const DetectorSpec& spec() const { return m_runner->spec(); }
    std::int64_t parameterCount() const { return m_runner->parameterCount(); }
    /// The same weights with another device or precision: on another device they are a copy, which training
    /// of these does not change. Candidates are equal up to rounding on every device.
    Detector on(const ComputeContext& context) const { return Detector(m_runner->on(context)); }

    /// Runs the network on one image, in evaluation mode; weights are unchanged.
    /// @throws Error if the image is empty
    Candidates detect(const Image& image, const CandidateOptions& options = {}) const;
    /// The same for a batch, which is faster than one by one.
    std::vector<Candidates> detect(const std::vector<Image>& images,
                                   const CandidateOptions& options = {}) const;

    const std::shared_ptr<DetectorRunner>& runner() const { return m_runner; }

  private:
    std::shared_ptr<DetectorRunner> m_runner;
};

/// Runs the detector on a list of images, decoding on one thread while the network runs on another. Results
/// are handed over a few images at a time: callers that need all of them must store them.
/// @param indices  into dataset.images
/// @param on_problem  receives the reason if an image cannot be decoded, on the calling thread
/// @param take  called on the calling thread once for each of `indices`, in order, with its position in them;
///              nothing if the image could not be decoded
/// @return false if stopped
bool detectImages(
    const Detector& detector, const struct Dataset& dataset, const std::vector<std::size_t>& indices,
    const CandidateOptions& options, std::stop_token stop, const ProgressFn& progress,
    const std::function<void(const Sentence&)>& on_problem,
    const std::function<void(std::size_t position, std::optional<Candidates> candidates)>& take);

}  // namespace priorscope
