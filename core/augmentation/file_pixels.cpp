#include "core/augmentation/file_pixels.hpp"

#include <map>
#include <mutex>
#include <utility>

namespace priorscope {
namespace {

/// Of an image at its full size; those at a half, a quarter and an eighth need a third of it in addition.
std::size_t bytesOf(const ImageRow& record) {
    const std::size_t full =
        std::size_t{3} * static_cast<std::size_t>(record.width) * static_cast<std::size_t>(record.height);
    return full + full / 3;
}

}  // namespace

struct FilePixels::Kept {
    std::mutex mutex;
    std::map<std::pair<std::size_t, int>, std::shared_ptr<const ImagePart>> parts;
};

FilePixels::FilePixels(std::shared_ptr<const Dataset> dataset, std::vector<std::size_t> images,
                       std::size_t most_bytes)
    : m_dataset(std::move(dataset)), m_images(std::move(images)) {
    std::size_t bytes = 0;
    for (const std::size_t image : m_images) {
        bytes += bytesOf(m_dataset->images.at(image));
    }
    if (bytes <= most_bytes) {
        m_kept = std::make_unique<Kept>();
    }
}

FilePixels::~FilePixels() = default;

std::shared_ptr<const ImagePart> FilePixels::pixels(const SampleNeed& need) const {
    const std::size_t image = m_images.at(need.place);
    const ImageRow record = m_dataset->images.at(image);
    if (m_kept == nullptr) {
        return std::make_shared<const ImagePart>(
            decodeImagePart(record.image_file, record.orientation, need.denominator, need.part));
    }
    const std::pair key(image, need.denominator);
    {
        const std::lock_guard lock(m_kept->mutex);
        if (const auto found = m_kept->parts.find(key); found != m_kept->parts.end()) {
            return found->second;
        }
    }
    const auto whole = std::make_shared<const ImagePart>(
        decodeImagePart(record.image_file, record.orientation, need.denominator, {0.0F, 0.0F, 1.0F, 1.0F}));
    const std::lock_guard lock(m_kept->mutex);
    return m_kept->parts.emplace(key, whole).first->second;
}

}  // namespace priorscope
