// Thumbnails of large image files, kept on disk from one session to the next.
#pragma once

#include <QImage>
#include <atomic>
#include <cstdint>
#include <filesystem>

namespace priorscope {

/// A JPEG file for each thumbnail, named after path, size and time of the image file, so that an image that
/// changes has another one. Thread-safe; other processes may use the folder, too.
class ThumbnailCache {
  public:
    static constexpr std::uintmax_t kMostBytes = std::uintmax_t{512} << 20U;
    /// Smaller files are decoded as fast as a thumbnail is read.
    static constexpr std::uintmax_t kLeastFile = std::uintmax_t{256} << 10U;

    /// @param folder  it is made if it is missing; empty: nothing is kept
    explicit ThumbnailCache(std::filesystem::path folder, std::uintmax_t most_bytes = kMostBytes);
    /// priorscope/thumbnails below $XDG_CACHE_HOME, else below ~/.cache.
    static std::filesystem::path defaultFolder();

    /// Where the thumbnail of an image file is or would be. @return empty if none is kept
    std::filesystem::path fileOf(const std::filesystem::path& image, int orientation) const;
    /// @param file  as fileOf()
    /// @return null if there is none, or none that can be read
    QImage find(const std::filesystem::path& file) const;
    /// What cannot be written is not kept. @param file  as fileOf()
    void keep(const std::filesystem::path& file, const QImage& thumbnail);

  private:
    std::filesystem::path m_folder;
    std::uintmax_t m_most_bytes;
    std::atomic<int> m_written{0};
};

}  // namespace priorscope
