#include "core/training/run_samples.hpp"

#include <algorithm>
#include <utility>

#include "core/augmentation/sample_random.hpp"
#include "core/base/error.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/training/plan/input_sizes.hpp"
#include "core/training/plan/schedule.hpp"
#include "core/training/sample_stream.hpp"

namespace priorscope {
namespace {

/// Repeated turns of an image get occurrences of their own, apart from those of replacements.
constexpr std::uint64_t kRepeated = std::uint64_t{1} << 40U;
/// Separates the negatives' order from that of the other images.
constexpr std::uint64_t kNegativesSeed = 0x6E65676174697665ULL;
/// Separates the random numbers that choose replacement images from those that augment samples.
constexpr std::uint64_t kStandIns = ~std::uint64_t{0};

}  // namespace

SamplePhase phaseOf(const TrainingOptions& resolved, std::int64_t batch, const RunCourse& course) {
    return {.has_mosaic = shareOfRun(resolved, batch / resolved.accumulate, course) <
                          resolved.augmentation.mosaic_until};
}

/// A stream's images among all those that samples are made of.
struct RunTurns::Part {
    Part(std::uint64_t seed, std::size_t first_place, std::size_t images, std::vector<double> weights,
         int images_in_batch)
        : stream(seed, images, std::move(weights)),
          first(first_place),
          count(images),
          in_batch(images_in_batch) {}

    SampleStream stream;
    std::size_t first;
    std::size_t count;
    int in_batch;
};

RunTurns::RunTurns(const TrainedImages& images, const TrainingOptions& resolved, RunCourse course)
    : m_options(resolved), m_course(std::move(course)) {
    const int labelled = labelledPerBatch(m_options);
    const std::size_t count = images.images.size();
    m_parts.push_back(std::make_unique<Part>(m_options.seed, 0, count, images.weights, labelled));
    if (!images.negatives.empty()) {
        m_parts.push_back(std::make_unique<Part>(m_options.seed ^ kNegativesSeed, count,
                                                 images.negatives.size(), std::vector<double>{},
                                                 m_options.batch_size - labelled));
    }
}

RunTurns::~RunTurns() = default;

std::vector<RunTurn> RunTurns::ofBatch(std::int64_t batch) const {
    const SamplePhase phase = phaseOf(m_options, batch, m_course);
    std::vector<RunTurn> turns;
    for (const auto& part : m_parts) {
        const bool is_negative = part != m_parts.front();
        const auto first = static_cast<std::uint64_t>(batch) * static_cast<std::uint64_t>(part->in_batch);
        for (int i = 0; i < part->in_batch; ++i) {
            const std::uint64_t position = first + static_cast<std::uint64_t>(i);
            const SampleTurn turn = part->stream.at(position);
            turns.push_back({.key = {.seed = m_options.seed,
                                     .epoch = turn.epoch,
                                     .place = part->first + turn.place,
                                     .occurrence = turn.occurrence == 0 ? 0 : kRepeated + turn.occurrence},
                             .phase = phase,
                             .batch = batch,
                             .epoch = is_negative ? epochOf(batch) : static_cast<std::int64_t>(turn.epoch),
                             .in_stream = position % part->count,
                             .is_negative = is_negative});
        }
    }
    return turns;
}

std::vector<RunTurn> RunTurns::ofWholeEpoch(std::int64_t epoch) const {
    const auto count = static_cast<std::int64_t>(m_parts.front()->count);
    const std::int64_t in_batch = m_parts.front()->in_batch;
    std::vector<RunTurn> turns;
    for (std::int64_t batch = epoch * count / in_batch; batch * in_batch < (epoch + 1) * count; ++batch) {
        for (const RunTurn& turn : ofBatch(batch)) {
            if (turn.epoch ==
                epoch) {  // the first batch may begin in the epoch before, the last end in the next
                turns.push_back(turn);
            }
        }
    }
    return turns;
}

std::vector<RunTurn> RunTurns::ofEpoch(std::int64_t epoch) const {
    if (epoch >= epochs()) {
        return {};
    }
    std::vector<RunTurn> turns = ofWholeEpoch(epoch);
    std::erase_if(turns, [last = batches()](const RunTurn& turn) { return turn.batch >= last; });
    return turns;
}

std::int64_t RunTurns::epochOf(std::int64_t batch) const {
    return batch * m_parts.front()->in_batch / static_cast<std::int64_t>(m_parts.front()->count);
}

std::int64_t RunTurns::batches() const {
    return runLength(m_options, m_course) * m_options.accumulate;
}

std::int64_t RunTurns::epochs() const {
    const auto count = static_cast<std::int64_t>(m_parts.front()->count);
    return (batches() * m_parts.front()->in_batch + count - 1) / count;
}

RunSamples::RunSamples(TrainedImages images, const SampleInput& input, const TrainingOptions& resolved,
                       const RunCourse& course, std::vector<int> sizes)
    : m_images(std::move(images)),
      m_all(m_images.all()),
      m_turns(m_images, resolved, course),
      m_maker(m_images.dataset, m_all, resolved.train_on_difficult, resolved.augmentation, input,
              m_images.crops),
      m_sizes(std::move(sizes)),
      m_seed(resolved.seed) {}

AugmentedSample RunSamples::sample(const RunTurn& turn, std::vector<DatasetIssue>& bad_images) const {
    constexpr int kMostStandIns = 100;
    const RunTurns::Part& part = *m_turns.m_parts[turn.is_negative ? 1 : 0];
    SampleKey key = turn.key;
    SamplePhase phase = turn.phase;
    phase.input_size = m_sizes.empty() ? 0 : inputSizeOf(m_sizes, m_seed, turn.batch);
    SampleRandom stand_ins(key.seed, key.epoch, part.first + turn.in_stream, kStandIns);
    Sentence reason;
    for (int tries = 0; tries <= kMostStandIns; ++tries) {
        try {
            AugmentedSample made = m_maker.sample(key, phase);
            if (m_sizes.size() > 1) {
                made.done.insert(made.done.begin(), Core::tr("input of %1 px").arg(phase.input_size));
            }
            return made;
        } catch (const Error& e) {
            reason = e.parts().reason;
            bad_images.push_back({.kind = IssueKind::bad_image,
                                  .file = e.parts().file,
                                  .detail = Core::tr("The image cannot be read: %1.").arg(reason)});
        }
        key.place = part.first + stand_ins.below(part.count);
        key.occurrence = turn.in_stream + 1;
    }
    throw Error({.action = Core::tr("preparing a batch"),
                 .file = bad_images.back().file.string(),
                 .reason = Core::tr("%1; hardly any image of the split can be read").arg(reason),
                 .remedy = Core::tr("`priorscope-cli dataset check` lists them all")});
}

}  // namespace priorscope
