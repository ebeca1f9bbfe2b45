#include "core/archive/legacy_archive.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.hpp"
#include "core/base/little_endian.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;
using torch::Tensor;
using namespace std::string_view_literals;

/// The number 0x1950A86A20F9469CFC6C in its pickled form.
constexpr std::string_view kMagic = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."sv;
constexpr std::int64_t kProtocol = 1001;
/// A state dict's pickles are a small part of a file; anything larger is rejected.
constexpr std::uintmax_t kMostPickledBytes = std::uintmax_t{16} << 20;

class LegacyReader {
  public:
    LegacyReader(Sentence action, std::filesystem::path file)
        : m_action(std::move(action)), m_file(std::move(file)), m_in(m_file, std::ios::binary) {
        std::error_code status;
        m_file_size = std::filesystem::file_size(m_file, status);
        if (status || !m_in) {
            fail(Core::tr("there is no such file"));
        }
        m_unannounced = m_file_size;
    }

    PickleValue read() {
        std::string head(std::min(m_file_size, kMostPickledBytes), '\0');
        if (!m_in.read(head.data(), static_cast<std::streamsize>(head.size()))) {
            fail(Core::tr("it cannot be read"));
        }
        std::string_view rest = head;
        next(rest);  // the magic number
        if (const PickleValue protocol = next(rest);
            protocol.kind != Kind::integer || protocol.integer != kProtocol) {
            fail(Core::tr("its protocol is not 1001, the only one of torch's files before 1.6"));
        }
        const PickleValue machine = next(rest);
        if (const PickleValue* little = machine.find("little_endian");
            little != nullptr && little->kind == Kind::boolean && !little->boolean) {
            fail(Core::tr("it was written on a big-endian machine"),
                 Core::tr("Load and save it again with torch on this kind of machine"));
        }
        PickleValue document = next(rest);
        const PickleValue keys = next(rest);
        m_in.seekg(static_cast<std::streamoff>(head.size() - rest.size()));
        if (keys.kind != Kind::list) {
            fail(Core::tr("the list of its tensors' data is missing"));
        }
        fill(*keys.items);
        return document;
    }

  private:
    [[noreturn]] void fail(
        const Sentence& reason,
        const Sentence& remedy = Core::tr("Get the file again; it is cut off or damaged")) const {
        throw Error({.action = m_action, .file = m_file.string(), .reason = reason, .remedy = remedy});
    }

    PickleValue next(std::string_view& rest) {
        std::size_t used = 0;
        PickleValue value = unpickled(
            rest,
            [this](const std::string& type, const std::string& key, std::int64_t elements) {
                return storage(type, key, elements);
            },
            m_file.string(), &used);
        rest.remove_prefix(used);
        return value;
    }

    /// Allocates space for data that follows later. All storages together cannot be larger than the file.
    Tensor storage(const std::string& type, const std::string& key, std::int64_t elements) {
        const auto scalar = storageType(type);
        if (!scalar) {
            fail(Core::tr("unknown tensor type %1").arg(type));
        }
        if (const auto found = m_storages.find(key); found != m_storages.end()) {
            if (found->second.scalar_type() != *scalar) {
                fail(Core::tr("the data of a tensor has two types"));
            }
            return found->second;
        }
        std::int64_t bytes = 0;
        if (elements < 0 ||
            __builtin_mul_overflow(elements, static_cast<std::int64_t>(c10::elementSize(*scalar)), &bytes) ||
            static_cast<std::uintmax_t>(bytes) > m_unannounced) {
            fail(Core::tr("its tensors announce more data than the file holds"));
        }
        m_unannounced -= static_cast<std::uintmax_t>(bytes);
        return m_storages[key] = torch::empty({elements}, *scalar);
    }

    void fill(const std::vector<PickleValue>& keys) {
        std::unordered_set<std::string> filled;
        for (const PickleValue& key : keys) {
            const auto found = m_storages.find(key.text);
            if (found == m_storages.end()) {
                fail(Core::tr("it holds data that no tensor uses"));
            }
            std::string count(8, '\0');
            m_in.read(count.data(), 8);
            torch::Tensor& tensor = found->second;
            if (!m_in || littleEndian64(count) != static_cast<std::uint64_t>(tensor.numel())) {
                fail(Core::tr("the data of a tensor is not as long as announced"));
            }
            if (!m_in.read(static_cast<char*>(tensor.data_ptr()),
                           static_cast<std::streamsize>(tensor.nbytes()))) {
                fail(Core::tr("the data of a tensor is cut off"));
            }
            filled.insert(key.text);
        }
        if (filled.size() != m_storages.size()) {
            fail(Core::tr("the data of a tensor is missing"));
        }
    }

    Sentence m_action;
    std::filesystem::path m_file;
    std::ifstream m_in;
    std::uintmax_t m_file_size = 0;
    std::uintmax_t m_unannounced = 0;
    std::unordered_map<std::string, torch::Tensor> m_storages;
};

}  // namespace

bool looksLikeLegacyArchive(std::string_view first_bytes) {
    // After the two protocol bytes, and from protocol 4 on also nine bytes of framing.
    const bool bare = first_bytes.substr(std::min<std::size_t>(2, first_bytes.size())).starts_with(kMagic);
    return bare || first_bytes.substr(std::min<std::size_t>(11, first_bytes.size())).starts_with(kMagic);
}

PickleValue readLegacyArchive(const Sentence& action, const std::filesystem::path& file) {
    return LegacyReader(action, file).read();
}

}  // namespace priorscope
