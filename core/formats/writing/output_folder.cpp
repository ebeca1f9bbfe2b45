#include "core/formats/writing/output_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, Sentence reason, Sentence remedy = {}) {
    throw Error({.action = Core::tr("writing the dataset"),
                 .file = file.string(),
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

void throwOn(const std::error_code& error, const fs::path& file) {
    if (error) {
        fail(file, error.message());
    }
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& target) {
    std::error_code error;
    m_target = fs::absolute(target).lexically_normal();
    if (!m_target.has_filename()) {
        m_target = m_target.parent_path();
    }
    const fs::file_status status = fs::status(m_target, error);
    if (fs::exists(status) && (!fs::is_directory(status) || !fs::is_empty(m_target, error))) {
        fail(m_target, Core::tr("it is there already, and nothing is overwritten"),
             Core::tr("Name a new or an empty folder"));
    }
    fs::create_directories(m_target.parent_path(), error);
    throwOn(error, m_target.parent_path());
    m_temporary = m_target.parent_path() /
                  ("." + m_target.filename().string() + ".partial-" + std::to_string(::getpid()));
    fs::remove_all(m_temporary, error);
    fs::create_directory(m_temporary, error);
    throwOn(error, m_temporary);
}

OutputFolder::~OutputFolder() {
    if (!m_temporary.empty()) {
        std::error_code ignored;  // what stays is hidden and harmless
        fs::remove_all(m_temporary, ignored);
    }
}

void OutputFolder::makeFolder(const fs::path& below) const {
    std::error_code error;
    fs::create_directories(m_temporary / below, error);
    throwOn(error, m_target / below);
}

void OutputFolder::write(const fs::path& below, std::string_view text) const {
    makeFolder(below.parent_path());
    std::ofstream file(m_temporary / below, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) {
        fail(m_target / below, std::generic_category().message(errno));
    }
}

bool OutputFolder::transfer(const Dataset& dataset, const WritePlan& plan, ImageTransfer how,
                            const std::function<fs::path(std::size_t)>& place, const std::stop_token& stop,
                            const ProgressFn& progress) const {
    if (how == ImageTransfer::none) {
        return !stop.stop_requested();
    }
    const auto each = [&](std::size_t i) {
        const ImageRow record = dataset.images[plan.images[i].index];
        if (!record.image_exists) {
            return;
        }
        const fs::path below = place(i);
        makeFolder(below.parent_path());
        std::error_code error;
        if (how == ImageTransfer::copy) {
            fs::copy_file(record.image_file, m_temporary / below, error);
        } else {
            const fs::path source = fs::canonical(record.image_file, error);
            throwOn(error, record.image_file);
            fs::create_symlink(source, m_temporary / below, error);
        }
        throwOn(error, record.image_file);
    };
    return parallelChunks(plan.images.size(), {.chunk = 16, .workers = 4, .unit = "images"}, stop, progress,
                          [&](std::size_t begin, std::size_t end, int) {
                              for (std::size_t i = begin; i < end; ++i) {
                                  each(i);
                              }
                          });
}

bool OutputFolder::finish(const Dataset& dataset, const WritePlan& plan, ImageTransfer how,
                          const std::function<fs::path(std::size_t)>& place, const std::stop_token& stop,
                          const ProgressFn& progress) {
    if (!transfer(dataset, plan, how, place, stop, progress)) {
        return false;
    }
    commit();
    return true;
}

void OutputFolder::commit() {
    const int folder = ::open(m_temporary.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::syncfs(folder);
        ::close(folder);
    }
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        fail(m_target, std::generic_category().message(errno), Core::tr("Name a new or an empty folder"));
    }
    m_temporary.clear();
}

}  // namespace priorscope
