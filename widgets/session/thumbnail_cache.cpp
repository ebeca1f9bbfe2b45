#include "widgets/session/thumbnail_cache.hpp"

#include <QBuffer>
#include <QByteArray>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/cache_files.hpp"
#include "core/base/files/files.hpp"
#include "core/base/files/user_folder.hpp"
#include "core/base/fingerprint.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExtension = ".thumbnail";
constexpr int kQuality = 90;
constexpr int kBetweenTrims = 256;  ///< thumbnails

}  // namespace

ThumbnailCache::ThumbnailCache(fs::path folder, std::uintmax_t most_bytes)
    : m_folder(std::move(folder)), m_most_bytes(most_bytes) {
    if (!m_folder.empty()) {
        std::error_code error;  // without the folder nothing is kept
        fs::create_directories(m_folder, error);
        trimCache(m_folder, kExtension, m_most_bytes, {});
    }
}

fs::path ThumbnailCache::defaultFolder() {
    const fs::path folder = userFolder("XDG_CACHE_HOME", ".cache");
    return folder.empty() ? folder : folder / "priorscope" / "thumbnails";
}

fs::path ThumbnailCache::fileOf(const fs::path& image, int orientation) const {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(image, error);
    if (m_folder.empty() || error || size < kLeastFile) {
        return {};
    }
    const fs::file_time_type time = fs::last_write_time(image, error);
    if (error) {
        return {};
    }
    Fingerprint key;
    key.add(image.native());
    key.add(std::to_string(size));
    key.add(std::to_string(time.time_since_epoch().count()));
    key.add(std::to_string(orientation));
    return m_folder / (key.hex() + kExtension);
}

QImage ThumbnailCache::find(const fs::path& file) const {
    std::error_code error;
    QImage thumbnail;
    if (!file.empty() && fs::exists(file, error) &&
        thumbnail.load(QString::fromStdString(file.string()), "JPEG")) {
        markUsed(file);
        return thumbnail.convertToFormat(QImage::Format_RGB32);
    }
    return {};
}

void ThumbnailCache::keep(const fs::path& file, const QImage& thumbnail) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (file.empty() || !buffer.open(QIODevice::WriteOnly) || !thumbnail.save(&buffer, "JPEG", kQuality)) {
        return;
    }
    try {
        writeFileAtomically(Core::tr("keeping a thumbnail"), file,
                            std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())),
                            Durability::quick);
    } catch (const Error&) {  // a full disk: it is decoded again
        return;
    }
    if (++m_written % kBetweenTrims == 0) {
        trimCache(m_folder, kExtension, m_most_bytes, file);
    }
}

}  // namespace priorscope
