#include "core/training/run/metrics_tail.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/descriptor.hpp"
#include "core/training/run/run_files.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20U;

}  // namespace

MetricsTail::MetricsTail(std::filesystem::path file, const MetricsColumns& columns)
    : m_file(std::move(file)), m_columns(columns), m_reader(columns), m_lines(kLongestMetricsLine) {}

MetricsTail::News MetricsTail::read() {
    News news;
    const Descriptor opened(::open(m_file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    struct stat state {};
    if (!opened.valid() || ::fstat(opened.get(), &state) != 0 || !S_ISREG(state.st_mode)) {
        const int reason = opened.valid() ? EINVAL : errno;
        if (reason == ENOENT) {
            return news;
        }
        throw Error({.action = Core::tr("reading the run's metrics"),
                     .file = m_file.string(),
                     .reason = std::generic_category().message(reason)});
    }
    if (m_inode != state.st_ino || state.st_size < m_read) {
        news.is_replaced = std::exchange(m_inode, state.st_ino) != 0;
        m_read = 0;
        m_lines.clear();
        m_reader = MetricsReader(m_columns);
    }
    std::string chunk(kChunk, '\0');
    for (;;) {
        const ssize_t got = ::pread(opened.get(), chunk.data(), chunk.size(), m_read);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return news;  // an error now is one at the next look, too
        }
        m_read += got;
        m_lines.take(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)),
                     [&](std::string_view line) { take(line, news); });
    }
}

void MetricsTail::take(std::string_view line, News& news) {
    const auto row = m_reader.read(line);
    if (row && row->kind == MetricsRow::Kind::step) {
        news.steps.push_back(row->metrics);
    } else if (row && row->kind == MetricsRow::Kind::evaluation) {
        news.evaluations.push_back(evaluationRow(*row));
    }
}

}  // namespace priorscope
