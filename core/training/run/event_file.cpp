#include "core/training/run/event_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <chrono>

namespace priorscope {
namespace {

constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0x82F63B78U : 0U);
        }
        table[i] = crc;
    }
    return table;
}();

template <class T>
std::string littleEndian(T value) {
    std::string bytes;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        bytes.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
    }
    return bytes;
}

std::uint32_t maskedCrc(std::string_view bytes) {
    const std::uint32_t crc = crc32c(bytes);
    return ((crc >> 15) | (crc << 17)) + 0xA282EAD8U;
}

// The few protocol buffer primitives that an event needs: field numbers from tensorboard's event.proto and
// summary.proto.
std::string varint(std::uint64_t value) {
    std::string bytes;
    while (value >= 0x80) {
        bytes.push_back(static_cast<char>((value & 0x7F) | 0x80));
        value >>= 7;
    }
    bytes.push_back(static_cast<char>(value));
    return bytes;
}

std::string varintField(unsigned field, std::uint64_t value) {
    return varint(field << 3) + varint(value);
}

std::string bytesField(unsigned field, std::string_view bytes) {
    return varint((field << 3) | 2) + varint(bytes.size()) + std::string(bytes);
}

std::string doubleField(unsigned field, double value) {
    return varint((field << 3) | 1) + littleEndian(std::bit_cast<std::uint64_t>(value));
}

std::string floatField(unsigned field, float value) {
    return varint((field << 3) | 5) + littleEndian(std::bit_cast<std::uint32_t>(value));
}

double now() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// A file of its own, behind those that are there in TensorBoard's order, which is by name: another's may end
/// within an event, where the disk was full, and no reader gets past that.
std::filesystem::path newFile(const std::filesystem::path& folder) {
    constexpr std::string_view kPrefix = "events.out.tfevents.";
    auto second = static_cast<std::int64_t>(now());
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
        const std::string name = entry.path().filename().string();
        if (std::int64_t other = 0; name.starts_with(kPrefix)) {
            std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), other);
            second = std::max(second, other + 1);
        }
    }
    return folder / (std::string(kPrefix) + std::to_string(second) + ".priorscope");
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes) {
    std::uint32_t crc = ~0U;
    for (const char byte : bytes) {
        crc = (crc >> 8) ^ kCrcTable[(crc ^ static_cast<unsigned char>(byte)) & 0xFF];
    }
    return ~crc;
}

std::string tfRecord(std::string_view data) {
    const std::string length = littleEndian(static_cast<std::uint64_t>(data.size()));
    return length + littleEndian(maskedCrc(length)) + std::string(data) + littleEndian(maskedCrc(data));
}

EventFile::EventFile(const std::filesystem::path& folder) : m_file(newFile(folder)) {
    m_file.append(tfRecord(doubleField(1, now()) + bytesField(3, "brain.Event:2")));
}

void EventFile::sessionStart(std::int64_t step) {
    constexpr std::uint64_t kStart = 1;
    m_file.append(tfRecord(doubleField(1, now()) + varintField(2, static_cast<std::uint64_t>(step)) +
                           bytesField(7, varintField(1, kStart))));
}

void EventFile::scalars(std::int64_t step, const std::vector<std::pair<std::string, double>>& values) {
    std::string all;
    for (const auto& [tag, value] : values) {
        all += bytesField(1, bytesField(1, tag) + floatField(2, static_cast<float>(value)));
    }
    summary(step, all);
}

void EventFile::markdown(std::int64_t step, const std::string& tag, const std::string& markdown) {
    constexpr std::uint64_t kString = 7;       // DataType.DT_STRING
    constexpr std::uint64_t kTensorClass = 2;  // DataClass.DATA_CLASS_TENSOR
    const std::string shape = bytesField(2, varintField(1, 1));
    const std::string tensor = varintField(1, kString) + bytesField(2, shape) + bytesField(8, markdown);
    const std::string metadata = bytesField(1, bytesField(1, "text")) + varintField(4, kTensorClass);
    summary(step, bytesField(1, bytesField(1, tag) + bytesField(8, tensor) + bytesField(9, metadata)));
}

void EventFile::images(std::int64_t step, const std::vector<EventImage>& images) {
    constexpr std::uint64_t kRgb = 3;
    std::string all;
    for (const EventImage& image : images) {
        const std::string fields = varintField(1, static_cast<std::uint64_t>(image.height)) +
                                   varintField(2, static_cast<std::uint64_t>(image.width)) +
                                   varintField(3, kRgb) + bytesField(4, image.file);
        all += bytesField(1, bytesField(1, image.tag) + bytesField(4, fields));
    }
    summary(step, all);
}

void EventFile::summary(std::int64_t step, std::string_view values) {
    m_file.append(tfRecord(doubleField(1, now()) + varintField(2, static_cast<std::uint64_t>(step)) +
                           bytesField(5, values)));
}

}  // namespace priorscope
