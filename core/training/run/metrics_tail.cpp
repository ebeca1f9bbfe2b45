#include "core/training/run/metrics_tail.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <numeric>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20U;
constexpr std::size_t kLongestRow = std::size_t{1} << 20U;  // a longer one is no row of ours

}  // namespace

EvaluationRow evaluationRow(const MetricsRow& row) {
    const std::vector<double>& losses = row.metrics.losses;
    return {
        row.metrics.step, row.map_voc07, row.map_voc10, row.class_ap_voc07,
        losses.empty() ? std::nullopt : std::optional(std::accumulate(losses.begin(), losses.end(), 0.0))};
}

MetricsTail::MetricsTail(std::filesystem::path file, const MetricsColumns& columns)
    : m_file(std::move(file)), m_columns(columns), m_reader(columns) {}

MetricsTail::News MetricsTail::read() {
    News news;
    const int descriptor = ::open(m_file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat state {};
    if (descriptor < 0 || ::fstat(descriptor, &state) != 0 || !S_ISREG(state.st_mode)) {
        const int reason = descriptor < 0 ? errno : EINVAL;
        if (descriptor >= 0) {
            ::close(descriptor);
        }
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
        m_rest.clear();
        m_reader = MetricsReader(m_columns);
    }
    std::string chunk(kChunk, '\0');
    for (;;) {
        const ssize_t got = ::pread(descriptor, chunk.data(), chunk.size(), m_read);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;  // an error now is one at the next look, too
        }
        m_read += got;
        take(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)), news);
    }
    ::close(descriptor);
    return news;
}

void MetricsTail::take(std::string_view text, News& news) {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        m_rest += text.substr(0, end);
        text.remove_prefix(end + 1);
        const auto row = m_reader.read(m_rest);
        m_rest.clear();
        if (row && row->kind == MetricsRow::Kind::step) {
            news.steps.push_back(row->metrics);
        } else if (row && row->kind == MetricsRow::Kind::evaluation) {
            news.evaluations.push_back(evaluationRow(*row));
        }
    }
    m_rest += text;
    if (m_rest.size() > kLongestRow) {
        m_rest.resize(1);  // not empty, so that what follows is no row either
    }
}

}  // namespace priorscope
