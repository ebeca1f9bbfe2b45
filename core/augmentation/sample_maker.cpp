#include "core/augmentation/sample_maker.hpp"

#include <map>
#include <mutex>
#include <utility>

#include "core/augmentation/file_pixels.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{1} << 30U;

bool onlyMirrors(const AugmentationOptions& options) {
    for (std::size_t i = 0; i < kTransforms; ++i) {
        const auto kind = static_cast<TransformKind>(i);
        if (kind != TransformKind::mirror && options.setting(kind).probability > 0.0) {
            return false;
        }
    }
    return true;
}

}  // namespace

/// Keeps resized images in memory as long as they fit, so that small datasets are decoded only once.
struct SampleMaker::Cache {
    using Key = std::pair<std::size_t, int>;  ///< place, and size of the input
    struct Entry {
        std::shared_ptr<const Image> image;
        double filler = 0.0;
    };

    bool find(const Key& key, Entry& entry) {
        const std::lock_guard lock(mutex);
        const auto found = entries.find(key);
        if (found == entries.end()) {
            return false;
        }
        entry = found->second;
        return true;
    }

    void add(const Key& key, const Entry& entry) {
        const std::lock_guard lock(mutex);
        if (bytes + entry.image->rgb.size() <= kCacheBytes && entries.emplace(key, entry).second) {
            bytes += entry.image->rgb.size();
        }
    }

    std::mutex mutex;
    std::map<Key, Entry> entries;
    std::size_t bytes = 0;
};

SampleMaker::SampleMaker(std::shared_ptr<const Dataset> dataset, std::vector<std::size_t> images,
                         bool use_difficult, AugmentationOptions options, const SampleInput& input,
                         std::vector<BackgroundCrop> crops)
    : m_dataset(std::move(dataset)),
      m_images(std::move(images)),
      m_options(std::move(options)),
      m_input(input),
      m_samples(std::make_unique<DatasetSamples>(*m_dataset, m_images, use_difficult, std::move(crops))) {
    if (onlyMirrors(m_options)) {
        m_files = std::make_unique<FilePixels>(m_dataset, m_images, 0);
        m_resized = std::make_unique<Cache>();
    } else {
        m_files = std::make_unique<FilePixels>(m_dataset, m_images, kCacheBytes);
    }
}

SampleMaker::~SampleMaker() = default;

AugmentedSample SampleMaker::sample(const SampleKey& key, const SamplePhase& phase) const {
    SampleInput input = m_input;
    input.size = phase.input_size > 0 ? phase.input_size : input.size;
    const AugmentationPlan plan(m_options, key, input, *m_samples, phase);
    AugmentedSample sample{.image = m_images.at(key.place)};
    sample.pixels = pixelsOf(plan, key.place, input, sample.filler);
    sample.objects = plan.boxes();
    sample.objects_before = plan.objectsBefore();
    sample.done = plan.done();
    return sample;
}

Image SampleMaker::pixelsOf(const AugmentationPlan& plan, std::size_t place, const SampleInput& input,
                            double& filler) const {
    if (m_resized == nullptr) {
        AugmentedPixels made = plan.pixels(*m_files);
        filler = made.filler;
        return std::move(made.image);
    }
    Cache::Entry entry;
    const std::pair key(place, input.size);
    if (!m_resized->find(key, entry)) {
        AugmentedPixels made = AugmentationPlan::resized(*m_files, place, input);
        entry = {.image = std::make_shared<const Image>(std::move(made.image)), .filler = made.filler};
        m_resized->add(key, entry);
    }
    filler = entry.filler;
    return plan.isFlipped() ? flippedHorizontally(*entry.image) : *entry.image;
}

}  // namespace priorscope
