// The detector as the rest of the program sees it: no torch type crosses this header.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/detection/detection.hpp"
#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"

namespace priorscope {

/// Number format of the network's inner values; what goes in and comes out is float.
enum class Precision {
    fp32,
    bf16,  ///< half the memory; fast where the CPU multiplies it (AMX, AVX512-BF16), scores change in the
           ///< third digit
};

class DetectorNetwork;  // torch inside: core/model/detector_network.hpp, not for widgets or app
class Inference;        // core/model/inference.hpp

/// A spec and its weights. Copying shares the weights; a detector that is handed out for inspection is a
/// snapshot which no training changes. Calls from several threads take turns.
class Detector {
  public:
    /// Fresh random weights. @throws Error where the spec is not valid
    static Detector create(const DetectorSpec& spec, std::uint64_t seed);
    explicit Detector(std::shared_ptr<DetectorNetwork> network);

    const DetectorSpec& spec() const;
    std::int64_t parameterCount() const;
    /// The same weights, run in another precision.
    Detector withPrecision(Precision precision) const;

    /// Runs the network on one image. The mode is evaluation; weights stay as they are.
    /// @throws Error where the image is empty
    Candidates detect(const Image& image, const CandidateOptions& options = {}) const;
    /// The same for a batch, which is faster than one by one.
    std::vector<Candidates> detect(const std::vector<Image>& images,
                                   const CandidateOptions& options = {}) const;

    const std::shared_ptr<DetectorNetwork>& network() const { return m_network; }
    Inference& inference() const { return *m_inference; }

  private:
    std::shared_ptr<DetectorNetwork> m_network;
    std::shared_ptr<Inference> m_inference;
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

/// Settings of torch for this process: threads, allocator, BLAS threads. Call once at start-up of a program.
/// @param threads  compute threads; 0: all cores
void configureCompute(int threads = 0);

/// Restarts the program with a short OpenMP spin, unless the environment says something about it already:
/// libgomp reads it once, before main. By default idle compute threads spin, and where another program wants
/// the cores as well, the thread that is waited for gets none: training then ran at a thirtieth of its speed,
/// with the short spin at a third; alone on the machine both are equally fast. Call it first in main.
/// @param argv  main's own
void ensureComputeEnvironment(char** argv);

/// Lets the calling thread, and the compute threads that it starts from now on, give way to the rest of the
/// program: a window that trains uses every core and still answers at once. Call it at the start of a worker
/// thread.
void useBackgroundPriority();

}  // namespace priorscope
