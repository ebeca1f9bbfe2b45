#include "core/training/trouble/run_troubles.hpp"

#include <numeric>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/plain_message.hpp"

namespace priorscope {

RunTroubles::RunTroubles(std::filesystem::path run_folder, const TrainingOptions& resolved,
                         const std::vector<std::string>& classes, const std::vector<PriorShape>& shapes,
                         std::function<void(const Trouble&)> on_trouble,
                         std::function<void(const Sentence&)> on_problem)
    : m_folder(std::move(run_folder)),
      m_on_trouble(std::move(on_trouble)),
      m_on_problem(std::move(on_problem)) {
    try {
        m_all = readTroubles(m_folder);
    } catch (const Error& error) {
        m_is_readable = false;
        m_on_problem(inOneLine(error.parts()));
    }
    m_watch.emplace(resolved, classes, shapes, m_all);
}

void RunTroubles::start(std::int64_t step, const ComputeContext& context) {
    if (auto trouble = m_watch->start(step, isSlow(context.precision, context.device))) {
        add(std::move(*trouble), true);
    }
}

void RunTroubles::step(const StepMetrics& metrics, const LearntObjects& learnt, std::int64_t images) {
    for (Trouble& trouble : m_watch->step(metrics, learnt, images)) {
        add(std::move(trouble), true);
    }
}

void RunTroubles::evaluation(const EvaluationMetrics& metrics) {
    if (metrics.losses.empty()) {
        return;
    }
    const double loss = std::accumulate(metrics.losses.begin(), metrics.losses.end(), 0.0);
    if (auto trouble = m_watch->evaluation(metrics.step, loss)) {
        add(std::move(*trouble), true);
    }
}

void RunTroubles::saved(std::int64_t step, const std::filesystem::path& checkpoint) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(checkpoint, unknown);
    const auto space = unknown ? std::filesystem::space_info{} : std::filesystem::space(m_folder, unknown);
    if (unknown) {
        return;  // a system that does not say how much is left
    }
    if (auto trouble = m_watch->disk(step, static_cast<double>(space.available), static_cast<double>(size))) {
        add(std::move(*trouble), true);
    }
}

void RunTroubles::notFinite(std::int64_t step, std::vector<std::string> images,
                            const std::string& batch_folder) {
    images.push_back(batch_folder);
    add({.kind = TroubleKind::not_finite, .step = step, .names = std::move(images)}, false);
}

void RunTroubles::add(Trouble trouble, bool is_told) {
    if (is_told) {
        m_on_trouble(trouble);
    }
    m_all.push_back(std::move(trouble));
    if (!m_is_readable) {
        return;
    }
    try {
        writeTroubles(m_folder, m_all);
    } catch (const Error& error) {
        m_on_problem(inOneLine(error.parts()));
    }
}

}  // namespace priorscope
