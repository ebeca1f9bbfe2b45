#include "core/image/tiff_directory.hpp"

#include <algorithm>
#include <string_view>

namespace priorscope {
namespace {

/// Offsets that would wrap around lie beyond every file.
constexpr std::uint64_t kBeyond = std::uint64_t{1} << 62U;

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

/// Values that fit stand in the entry itself; else their offset does.
std::optional<TiffEntry> readEntry(ByteSource& source, std::uint64_t begin, std::uint64_t at,
                                   const Form& form, ByteOrder order) {
    const auto tag = source.number(at, 2, order);
    const auto type = source.number(at + 2, 2, order);
    const auto count = source.number(at + 4, form.offset_bytes, order);
    if (!tag || !type || !count) {
        return std::nullopt;
    }
    TiffEntry entry{
        .tag = *tag, .value_bytes = bytesOfType(*type), .count = *count, .at = at + form.value_at};
    if (*count > kBeyond / 8 || entry.value_bytes * *count > form.offset_bytes) {
        const auto offset = source.number(at + form.value_at, form.offset_bytes, order);
        entry.at = offset && *offset < kBeyond ? begin + *offset : kBeyond;
    }
    return entry;
}

}  // namespace

const TiffEntry* TiffDirectory::find(std::uint64_t tag) const {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [tag](const TiffEntry& entry) { return entry.tag == tag; });
    return found == entries.end() ? nullptr : &*found;
}

std::optional<std::uint64_t> TiffDirectory::value(ByteSource& source, std::uint64_t tag,
                                                  std::uint64_t index) const {
    const TiffEntry* entry = find(tag);
    if (entry == nullptr || entry->value_bytes == 0 || index >= entry->count || index > kBeyond / 8) {
        return std::nullopt;
    }
    return source.number(entry->at + index * entry->value_bytes, entry->value_bytes, order);
}

int TiffDirectory::orientation(ByteSource& source) const {
    const auto read = value(source, tiff_tag::kOrientation);
    return read && *read >= 1 && *read <= 8 ? static_cast<int>(*read) : 1;
}

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
    if (!offset || *offset > kBeyond) {
        return directory;
    }
    const std::uint64_t at = begin + *offset;
    const auto count = source.number(at, form.count_bytes, directory.order);
    constexpr std::uint64_t kMostEntries = 1000;  // nobody writes as many
    for (std::uint64_t i = 0; i < std::min(count.value_or(0), kMostEntries); ++i) {
        const auto entry =
            readEntry(source, begin, at + form.count_bytes + i * form.entry_bytes, form, directory.order);
        if (!entry) {
            break;
        }
        directory.entries.push_back(*entry);
    }
    return directory;
}

}  // namespace priorscope
