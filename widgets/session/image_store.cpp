#include "widgets/session/image_store.hpp"

#include <QMetaObject>
#include <algorithm>
#include <exception>
#include <utility>

#include "core/base/error.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/session/thumbnail_cache.hpp"

namespace priorscope {
namespace {

constexpr int kImagesKept = 12;
constexpr int kThumbnailsKeptKiB = 128 * 1024;
constexpr int kThreads = 2;

ThumbnailCache& thumbnails() {
    static ThumbnailCache cache(ThumbnailCache::defaultFolder());
    return cache;
}

/// @throws Error as decodeImage()
QImage thumbnailOf(const std::filesystem::path& file, int orientation) {
    const std::filesystem::path kept = thumbnails().fileOf(file, orientation);
    QImage picture = thumbnails().find(kept);
    if (picture.isNull()) {
        auto small = std::make_shared<const Image>(priorscope::thumbnail(
            decodeImage(file, ImageStore::kThumbnailSide, orientation), ImageStore::kThumbnailSide));
        picture = pictureFromImage(std::move(small)).convertToFormat(QImage::Format_RGB32);
        thumbnails().keep(kept, picture);
    }
    return picture;
}

QString missingText() {
    return ImageStore::tr("The image file does not exist.");
}

}  // namespace

QImage pictureFromImage(std::shared_ptr<const Image> image) {
    auto* owner = new std::shared_ptr<const Image>(std::move(image));
    const Image& pixels = **owner;
    return QImage(
        pixels.rgb.data(), pixels.width, pixels.height, static_cast<qsizetype>(pixels.width) * 3,
        QImage::Format_RGB888, [](void* kept) { delete static_cast<std::shared_ptr<const Image>*>(kept); },
        owner);
}

ImageStore::ImageStore(QObject* parent)
    : QObject(parent), m_images(kImagesKept), m_thumbnails(kThumbnailsKeptKiB) {
    for (int i = 0; i < kThreads; ++i) {
        m_threads.emplace_back([this](const std::stop_token& quit) { work(quit); });
    }
}

ImageStore::~ImageStore() {
    m_threads.clear();
}

void ImageStore::setDataset(std::shared_ptr<const Dataset> dataset) {
    ++m_generation;
    {
        const std::lock_guard lock(m_mutex);
        m_requests.clear();
    }
    m_dataset = std::move(dataset);
    for (auto& asked : m_asked) {
        asked.clear();
    }
    m_images.clear();
    m_thumbnails.clear();
    m_problems.clear();
    settle(m_outstanding);
}

std::shared_ptr<const LoadedImage> ImageStore::image(int index) {
    if (const auto* kept = m_images.object(index)) {
        return *kept;
    }
    ask(index, false);
    return nullptr;
}

QImage ImageStore::thumbnail(int index) {
    if (const QImage* kept = m_thumbnails.object(index)) {
        return *kept;
    }
    ask(index, true);
    return {};
}

void ImageStore::retry(int index) {
    if (m_problems.remove(index)) {
        m_asked[0].remove(index);
        m_asked[1].remove(index);
    }
}

void ImageStore::forgetWaitingThumbnails() {
    std::vector<int> forgotten;
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_requests, [&](const Request& request) {
            if (request.is_thumbnail) {
                forgotten.push_back(request.index);
            }
            return request.is_thumbnail;
        });
    }
    for (const int index : forgotten) {
        m_asked[1].remove(index);
    }
    settle(static_cast<int>(forgotten.size()));
}

void ImageStore::ask(int index, bool is_thumbnail) {
    if (!m_dataset || index < 0 || static_cast<std::size_t>(index) >= m_dataset->images.size() ||
        m_asked[is_thumbnail ? 1 : 0].contains(index)) {
        return;
    }
    m_asked[is_thumbnail ? 1 : 0].insert(index, true);
    ++m_outstanding;
    const ImageRow record = m_dataset->images[static_cast<std::size_t>(index)];
    Request request{m_generation, index, is_thumbnail, record.image_file, record.orientation};
    if (!record.image_exists) {
        const Answer answer{request, nullptr, missingText()};
        QMetaObject::invokeMethod(
            this, [this, answer] { receive(answer); }, Qt::QueuedConnection);
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(std::move(request));
    }
    m_wake.notify_one();
}

void ImageStore::work(const std::stop_token& quit) {
    while (true) {
        Answer answer;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, quit, [this] { return !m_requests.empty(); })) {
                return;
            }
            // A full image that is being viewed takes precedence over thumbnails.
            auto next = std::find_if(m_requests.rbegin(), m_requests.rend(),
                                     [](const Request& request) { return !request.is_thumbnail; });
            const auto chosen =
                next == m_requests.rend() ? std::prev(m_requests.end()) : std::prev(next.base());
            answer.request = std::move(*chosen);
            m_requests.erase(chosen);
        }
        try {
            const Request& request = answer.request;
            answer.loaded = std::make_shared<LoadedImage>();
            if (request.is_thumbnail) {
                answer.loaded->picture = thumbnailOf(request.file, request.orientation);
            } else {
                auto pixels =
                    std::make_shared<const Image>(decodeImage(request.file, 0, request.orientation));
                answer.loaded->picture = pictureFromImage(pixels).convertToFormat(QImage::Format_RGB32);
                answer.loaded->pixels = std::move(pixels);
            }
        } catch (const std::exception& error) {
            answer.loaded.reset();
            answer.reason = errorText(error);
        }
        QMetaObject::invokeMethod(
            this, [this, answer] { receive(answer); }, Qt::QueuedConnection);
    }
}

void ImageStore::receive(const Answer& answer) {
    if (answer.request.generation != m_generation) {
        return;
    }
    const int index = answer.request.index;
    const bool is_thumbnail = answer.request.is_thumbnail;
    if (!answer.loaded) {
        m_problems.insert(
            index,
            answer.reason);  // stays in m_asked, so that a bad file is not tried again by itself
        if (is_thumbnail) {
            Q_EMIT thumbnailFailed(index);
        } else {
            Q_EMIT imageFailed(index, answer.reason);
        }
    } else if (is_thumbnail) {
        m_asked[1].remove(index);
        const int cost = static_cast<int>(answer.loaded->picture.sizeInBytes() / 1024) + 1;
        m_thumbnails.insert(index, new QImage(answer.loaded->picture), cost);
        Q_EMIT thumbnailReady(index);
    } else {
        m_asked[0].remove(index);
        m_images.insert(index, new std::shared_ptr<const LoadedImage>(answer.loaded));
        Q_EMIT imageReady(index, answer.loaded);
    }
    settle(1);
}

void ImageStore::settle(int count) {
    const bool was_busy = m_outstanding > 0;
    m_outstanding -= count;
    if (was_busy && m_outstanding == 0) {
        Q_EMIT idle();
    }
}

}  // namespace priorscope
