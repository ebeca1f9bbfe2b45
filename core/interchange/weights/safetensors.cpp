#include "core/interchange/weights/safetensors.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/little_endian.hpp"
#include "core/interchange/weights/safetensors_header.hpp"

namespace priorscope {
namespace {

struct TypeName {
    torch::ScalarType type;
    const char* name;
};

// Widest first: the order of the data in the file.
constexpr std::array<TypeName, 10> kTypes = {{
    {torch::kInt64, "I64"},
    {torch::kFloat64, "F64"},
    {torch::kFloat32, "F32"},
    {torch::kInt32, "I32"},
    {torch::kBFloat16, "BF16"},
    {torch::kFloat16, "F16"},
    {torch::kInt16, "I16"},
    {torch::kInt8, "I8"},
    {torch::kUInt8, "U8"},
    {torch::kBool, "BOOL"},
}};

std::size_t rankOf(torch::ScalarType type) {
    for (std::size_t i = 0; i < kTypes.size(); ++i) {
        if (kTypes[i].type == type) {
            return i;
        }
    }
    return kTypes.size();
}

[[noreturn]] void failReading(const Sentence& action, const std::filesystem::path& file,
                              const Sentence& reason) {
    throw Error({.action = action,
                 .file = file.string(),
                 .reason = reason,
                 .remedy = Core::tr("Get the file again; it is damaged, cut off, or no .safetensors file")});
}

/// Size in bytes of a tensor, checked against overflow.
std::uint64_t bytesOf(const SafetensorsEntry& entry, std::size_t item, const Sentence& action,
                      const std::filesystem::path& file) {
    std::int64_t elements = 1;
    std::int64_t without_zeros = 1;  // torch multiplies strides even if a size is zero
    bool overflow = false;
    for (const std::int64_t size : entry.shape) {
        overflow = overflow || __builtin_mul_overflow(elements, size, &elements) ||
                   __builtin_mul_overflow(without_zeros, std::max<std::int64_t>(size, 1), &without_zeros);
    }
    std::int64_t bytes = 0;
    if (overflow || __builtin_mul_overflow(elements, static_cast<std::int64_t>(item), &bytes)) {
        failReading(action, file, Core::tr("the size of tensor \"%1\" is beyond 64 bits").arg(entry.name));
    }
    return static_cast<std::uint64_t>(bytes);
}

torch::ScalarType typeOf(const SafetensorsEntry& entry, const Sentence& action,
                         const std::filesystem::path& file) {
    for (const auto& [type, name] : kTypes) {
        if (entry.type == name) {
            return type;
        }
    }
    failReading(action, file,
                Core::tr("tensor \"%1\" has the unknown type \"%2\"").arg(entry.name).arg(entry.type));
}

/// Sorts entries by their data, which they must cover without overlaps or gaps.
void checkOffsets(std::vector<SafetensorsEntry>& entries, std::uint64_t data_bytes, const Sentence& action,
                  const std::filesystem::path& file) {
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::uint64_t at = 0;
    for (const SafetensorsEntry& entry : entries) {
        const std::size_t item = c10::elementSize(typeOf(entry, action, file));
        if (entry.end < entry.begin || entry.end - entry.begin != bytesOf(entry, item, action, file)) {
            failReading(
                action, file,
                Core::tr("the data of tensor \"%1\" is not as long as its shape asks for").arg(entry.name));
        }
        if (entry.begin != at) {
            failReading(action, file,
                        (entry.begin < at ? Core::tr("the data of tensor \"%1\" overlaps the one before")
                                          : Core::tr("the data of tensor \"%1\" leaves a hole before it"))
                            .arg(entry.name));
        }
        at = entry.end;
    }
    if (at != data_bytes) {
        failReading(action, file,
                    Core::tr("its header announces %1 bytes of data, it has %2").arg(at).arg(data_bytes));
    }
}

nlohmann::ordered_json entryJson(const torch::Tensor& tensor, std::uint64_t begin, std::uint64_t end) {
    return {{"dtype", kTypes[rankOf(tensor.scalar_type())].name},
            {"shape", tensor.sizes().vec()},
            {"data_offsets", {begin, end}}};
}

void checkNames(const Sentence& action, const std::filesystem::path& file, const NamedTensors& tensors) {
    std::unordered_set<std::string> names;
    for (const auto& [name, tensor] : tensors) {
        Sentence problem;
        if (name == "__metadata__" || !names.insert(name).second) {
            problem = Core::tr("the name \"%1\" occurs twice or is reserved").arg(name);
        } else if (rankOf(tensor.scalar_type()) == kTypes.size()) {
            problem = Core::tr("the format has no type for %1, %2")
                          .arg(name)
                          .arg(c10::toString(tensor.scalar_type()));
        }
        if (!problem.empty()) {
            throw Error({.action = action, .file = file.string(), .reason = problem});
        }
    }
}

}  // namespace

bool looksLikeSafetensors(std::string_view first_bytes, std::uintmax_t file_size) {
    if (first_bytes.size() < 9 || first_bytes[8] != '{') {
        return false;
    }
    return littleEndian64(first_bytes) <= file_size - 8;
}

void writeSafetensors(const Sentence& action, const std::filesystem::path& file, const NamedTensors& tensors,
                      const std::map<std::string, std::string>& metadata) {
    checkNames(action, file, tensors);
    NamedTensors sorted = tensors;
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::pair(rankOf(a.second.scalar_type()), a.first) <
               std::pair(rankOf(b.second.scalar_type()), b.first);
    });
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty()) {
        header["__metadata__"] = metadata;
    }
    std::uint64_t at = 0;
    for (const auto& [name, tensor] : sorted) {
        const std::uint64_t end =
            at + static_cast<std::uint64_t>(tensor.numel()) * c10::elementSize(tensor.scalar_type());
        header[name] = entryJson(tensor, at, end);
        at = end;
    }
    std::string text;
    try {
        text = header.dump();
    } catch (const nlohmann::json::type_error&) {
        throw Error(
            {.action = action, .file = file.string(), .reason = Core::tr("a name or text is no UTF-8")});
    }
    text.append((8 - text.size() % 8) % 8, ' ');
    std::array<char, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i) {
        length[i] = static_cast<char>((static_cast<std::uint64_t>(text.size()) >> (8 * i)) & 0xFF);
    }
    AtomicFile out(action, file);
    out.write(length.data(), length.size());
    out.write(text.data(), text.size());
    for (const auto& [name, tensor] : sorted) {
        const torch::Tensor plain = tensor.detach().to(torch::kCPU).contiguous();
        out.write(plain.data_ptr(), plain.nbytes());
    }
    out.commit();
}

SafetensorsFile readSafetensors(const Sentence& action, const std::filesystem::path& file) {
    std::error_code status;
    const std::uintmax_t file_size = std::filesystem::file_size(file, status);
    std::ifstream in(file, std::ios::binary);
    std::string first(9, '\0');
    if (status || !in) {
        throw Error({.action = action, .file = file.string(), .reason = Core::tr("there is no such file")});
    }
    if (!in.read(first.data(), 9) || !looksLikeSafetensors(first, file_size)) {
        failReading(action, file, Core::tr("its header is longer than the file"));
    }
    const std::uint64_t header_bytes = littleEndian64(first);
    in.seekg(8);
    std::string text(header_bytes, '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(header_bytes))) {
        failReading(action, file, Core::tr("its header is cut off"));
    }
    SafetensorsHeader header = parseSafetensorsHeader(text, action, file);
    text = {};
    checkOffsets(header.entries, file_size - 8 - header_bytes, action, file);
    SafetensorsFile result;
    result.metadata = std::move(header.metadata);
    result.tensors.reserve(header.entries.size());
    for (SafetensorsEntry& entry : header.entries) {
        torch::Tensor tensor = torch::empty(entry.shape, typeOf(entry, action, file));
        if (tensor.nbytes() > 0 &&
            !in.read(static_cast<char*>(tensor.data_ptr()), static_cast<std::streamsize>(tensor.nbytes()))) {
            failReading(action, file, Core::tr("the data of tensor \"%1\" is cut off").arg(entry.name));
        }
        result.tensors.emplace_back(std::move(entry.name), std::move(tensor));
    }
    return result;
}

}  // namespace priorscope
