#include "core/archive/zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

using Refusal = ZipArchive::Refusal;

Refusal refusal(const zip_stat_t& stat, std::uint64_t most) {
    if (stat.comp_method != ZIP_CM_STORE) {
        return Refusal::compressed;
    }
    const bool encrypted =
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
    return encrypted || stat.size != stat.comp_size || stat.size > most ? Refusal::size : Refusal::none;
}

}  // namespace

ZipArchive::ZipArchive(Sentence action, std::filesystem::path file)
    : m_action(std::move(action)), m_file(std::move(file)) {
    std::error_code status;
    m_left = std::filesystem::file_size(m_file, status);
    if (status) {
        throw Error(
            {.action = m_action, .file = m_file.string(), .reason = Core::tr("there is no such file")});
    }
    int code = 0;
    m_zip = zip_open(m_file.c_str(), ZIP_RDONLY, &code);
    if (m_zip == nullptr) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const Sentence reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        fail(reason);
    }
    try {
        list();
    } catch (...) {
        zip_discard(m_zip);
        throw;
    }
}

ZipArchive::~ZipArchive() {
    zip_discard(m_zip);
}

void ZipArchive::fail(const Sentence& reason) const {
    throw Error({.action = m_action,
                 .file = m_file.string(),
                 .reason = Core::tr("the archive is cut off or damaged (%1)").arg(reason),
                 .remedy = Core::tr("Get the file again")});
}

void ZipArchive::list() {
    const zip_int64_t count = zip_get_num_entries(m_zip, 0);
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(std::max<zip_int64_t>(count, 0)); ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        constexpr zip_uint64_t kNeeded =
            ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
        if (zip_stat_index(m_zip, i, ZIP_FL_ENC_RAW, &stat) != 0 || (stat.valid & kNeeded) != kNeeded) {
            fail(Core::tr("an entry cannot be read"));
        }
        const std::string name = stat.name;
        if (!m_entries.emplace(name, Entry{i, stat.size, refusal(stat, m_left)}).second) {
            fail(Core::tr("its entry %1 occurs twice").arg(name));
        }
        m_names.push_back(name);
    }
}

const ZipArchive::Entry& ZipArchive::entry(const std::string& name) const {
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) {
        fail(Core::tr("it has no entry %1").arg(name));
    }
    if (found->second.refusal == Refusal::compressed) {
        throw Error({.action = m_action,
                     .file = m_file.string(),
                     .reason = Core::tr("its entry %1 is compressed, which torch.save never does").arg(name),
                     .remedy = Core::tr("If it is an archive around a file of weights, unpack it first")});
    }
    if (found->second.refusal == Refusal::size) {
        fail(Core::tr("its entry %1 does not have the size that it announces").arg(name));
    }
    return found->second;
}

std::uint64_t ZipArchive::size(const std::string& name) const {
    return entry(name).size;
}

void ZipArchive::read(const std::string& name, void* to, std::uint64_t bytes) {
    const Entry& wanted = entry(name);
    if (bytes > wanted.size) {
        fail(Core::tr("its entry %1 is too short").arg(name));
    }
    if (wanted.size > m_left) {
        fail(Core::tr("its entries overlap"));
    }
    m_left -= wanted.size;
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> in(zip_fopen_index(m_zip, wanted.index, 0),
                                                               &zip_fclose);
    if (in == nullptr) {
        fail(zip_strerror(m_zip));
    }
    char* at = static_cast<char*>(to);
    std::array<char, 4096> rest{};
    for (std::uint64_t done = 0;;) {
        // The checksum is only verified at the end of the entry, so unwanted data is read as well.
        const bool wants_more = done < bytes;
        const zip_int64_t count = zip_fread(in.get(), wants_more ? at + done : rest.data(),
                                            wants_more ? bytes - done : rest.size());
        if (count < 0) {
            fail(Core::tr("its entry %1: %2").arg(name).arg(zip_file_strerror(in.get())));
        }
        if (count == 0) {
            if (wants_more) {
                fail(Core::tr("its entry %1 is too short").arg(name));
            }
            return;
        }
        done += static_cast<std::uint64_t>(count);
    }
}

std::string ZipArchive::read(const std::string& name) {
    std::string bytes(size(name), '\0');
    read(name, bytes.data(), bytes.size());
    return bytes;
}

}  // namespace priorscope
