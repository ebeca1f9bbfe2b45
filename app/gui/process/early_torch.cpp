#include "app/gui/process/early_torch.hpp"

#include <chrono>

#include "core/compute/torch_half.hpp"

namespace priorscope {
namespace {

constexpr std::chrono::milliseconds kLookEvery{200};
/// A window that is scrolled from the start may not settle for long.
constexpr int kMostLooks = 50;

}  // namespace

EarlyTorch::EarlyTorch(MainWindow& window) : m_window(window) {
    QObject::connect(&m_runner, &JobRunner::failed, &window, [&window](const JobFailure& failure) {
        window.jobs().log().append(LogLevel::warning, failure.message);
    });
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { loadWhenSettled(); });
    m_timer.start(kLookEvery);
}

void EarlyTorch::loadWhenSettled() {
    ++m_looks;
    if (m_looks < kMostLooks && (m_window.isReading() || !m_window.isSettled())) {
        return;
    }
    m_timer.stop();
    m_runner.start(
        {}, [](const std::stop_token&, const ProgressFn&) { torchHalf(); }, [] {});
}

}  // namespace priorscope
