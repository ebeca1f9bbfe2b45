// Decodes a dataset's images on worker threads and caches the most recent ones.
#pragma once

#include <QCache>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QString>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// A decoded image for the network (pixels) and for painting (picture), at full size.
struct LoadedImage {
    std::shared_ptr<const Image> pixels;
    QImage picture;
};

/// Requests and answers on the GUI thread, decoding on worker threads. The latest request is served first, so
/// that what has come into view does not wait for what has left it. Both caches are bounded.
class ImageStore : public QObject {
    Q_OBJECT

  public:
    static constexpr int kThumbnailSide = 256;  ///< pixels, the longer side

    explicit ImageStore(QObject* parent = nullptr);
    ~ImageStore() override;

    /// Drops all requests and cached images.
    void setDataset(std::shared_ptr<const Dataset> dataset);

    /// From the cache, or null; then imageReady or imageFailed follows for the index.
    std::shared_ptr<const LoadedImage> image(int index);
    /// From the cache, or a null picture; then thumbnailReady or thumbnailFailed follows for the index.
    QImage thumbnail(int index);
    /// Why an image could not be loaded; empty if no problem is known.
    QString problem(int index) const { return m_problems.value(index); }
    /// Forgets why an image could not be loaded, so that its file is tried again when it is asked for.
    void retry(int index);
    /// Drops pending thumbnail requests, before the thumbnails now in view are requested.
    void forgetWaitingThumbnails();
    /// Whether no request is pending.
    bool isIdle() const { return m_outstanding == 0; }

  Q_SIGNALS:
    void imageReady(int index, std::shared_ptr<const priorscope::LoadedImage> image);
    void imageFailed(int index, const QString& reason);
    void thumbnailReady(int index);
    void thumbnailFailed(int index);
    void idle();

  private:
    struct Request {
        std::int64_t generation = 0;
        int index = -1;
        bool is_thumbnail = false;
        std::filesystem::path file;
        int orientation = 1;  ///< as for decodeImage()
    };
    struct Answer {
        Request request;
        std::shared_ptr<LoadedImage> loaded;  ///< null if it failed
        QString reason;
    };

    void ask(int index, bool is_thumbnail);
    void work(const std::stop_token& quit);
    void receive(const Answer& answer);
    void settle(int count);

    // Used on the GUI thread only.
    std::shared_ptr<const Dataset> m_dataset;
    std::int64_t m_generation = 0;
    int m_outstanding = 0;
    QHash<int, bool> m_asked[2];  ///< requests made, by is_thumbnail, so that none is repeated
    QCache<int, std::shared_ptr<const LoadedImage>> m_images;
    QCache<int, QImage> m_thumbnails;
    QHash<int, QString> m_problems;

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Request> m_requests;  ///< guarded by m_mutex; the last is served first

    std::vector<std::jthread> m_threads;  // last: joined before the other members are destroyed
};

/// Shares the memory of the pixels.
QImage pictureFromImage(std::shared_ptr<const Image> image);

}  // namespace priorscope

Q_DECLARE_METATYPE(std::shared_ptr<const priorscope::LoadedImage>)
