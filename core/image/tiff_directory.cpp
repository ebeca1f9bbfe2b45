#include "core/image/tiff_directory.hpp"

#include <algorithm>
#include <string_view>

namespace priorscope {
namespace {

constexpr std::uint64_t kWidthTag = 0x0100;
constexpr std::uint64_t kHeightTag = 0x0101;
constexpr std::uint64_t kOrientationTag = 0x0112;

/// Sizes of the parts, which differ between the two forms.
struct Form {
    std::uint64_t first_directory_at;
    std::size_t offset_bytes;
    std::size_t count_bytes;
    std::uint64_t entry_bytes;
    std::uint64_t value_at;  ///< within an entry
};
constexpr Form kClassic{4, 4, 2, 12, 8};
constexpr Form kBig{8, 8, 8, 20, 12};

/// Bytes of a value of a tag's type, for whole numbers: BYTE, SHORT, LONG, LONG8; 0 for other types.
std::size_t bytesOfType(std::uint64_t type) {
    switch (type) {
        case 1:
            return 1;
        case 3:
            return 2;
        case 4:
            return 4;
        case 16:
            return 8;
        default:
            return 0;
    }
}

void readEntry(ByteSource& source, std::uint64_t at, const Form& form, TiffDirectory& directory) {
    const auto tag = source.number(at, 2, directory.order);
    if (tag != kWidthTag && tag != kHeightTag && tag != kOrientationTag) {
        return;
    }
    const std::size_t bytes = bytesOfType(source.number(at + 2, 2, directory.order).value_or(0));
    const auto value = source.number(at + form.value_at, bytes, directory.order);
    if (bytes == 0 || !value || bytes > form.offset_bytes) {
        return;
    }
    if (tag == kWidthTag) {
        directory.width = value;
    } else if (tag == kHeightTag) {
        directory.height = value;
    } else {
        directory.orientation = *value >= 1 && *value <= 8 ? static_cast<int>(*value) : 1;
        directory.orientation_at = at + form.value_at;
        directory.orientation_bytes = static_cast<int>(bytes);
    }
}

}  // namespace

std::optional<TiffDirectory> readTiffDirectory(ByteSource& source, std::uint64_t begin) {
    using namespace std::string_view_literals;
    TiffDirectory directory;
    if (source.matches(begin, "MM"sv)) {
        directory.order = ByteOrder::big;
    } else if (!source.matches(begin, "II"sv)) {
        return std::nullopt;
    }
    const auto version = source.number(begin + 2, 2, directory.order);
    if (version != 42 && version != 43) {
        return std::nullopt;
    }
    const Form& form = version == 42 ? kClassic : kBig;
    const auto offset = source.number(begin + form.first_directory_at, form.offset_bytes, directory.order);
    // An offset that would wrap around lies beyond every file.
    if (!offset || *offset > (std::uint64_t{1} << 62U)) {
        return directory;
    }
    const std::uint64_t at = begin + *offset;
    const auto count = source.number(at, form.count_bytes, directory.order);
    if (!count) {
        return directory;
    }
    // Tags are in rising order, so the three stand among the first; no directory has more than a few hundred.
    constexpr std::uint64_t kMostEntries = 1000;
    for (std::uint64_t i = 0; i < std::min(*count, kMostEntries); ++i) {
        readEntry(source, at + form.count_bytes + i * form.entry_bytes, form, directory);
    }
    return directory;
}

}  // namespace priorscope
