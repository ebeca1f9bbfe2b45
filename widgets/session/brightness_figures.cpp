#include "widgets/session/brightness_figures.hpp"

#include <utility>

#include "core/dataset/image_brightness.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

BrightnessFigures::BrightnessFigures(Workbench& workbench, JobList& jobs, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_jobs(jobs), m_runner(&jobs) {
    for (const auto signal : {&Workbench::datasetChanged, &Workbench::filterChanged}) {
        connect(&workbench, signal, this, &BrightnessFigures::follow);
    }
    connect(&workbench, &Workbench::splitChanged, this, &BrightnessFigures::follow);
    const auto note = [this] {
        m_was_stopped = true;
        Q_EMIT runningChanged();
    };
    connect(&m_runner, &JobRunner::started, this, &BrightnessFigures::runningChanged);
    connect(&m_runner, &JobRunner::finished, this, &BrightnessFigures::runningChanged);
    connect(&m_runner, &JobRunner::cancelled, this, note);
    connect(&m_runner, &JobRunner::failed, this, note);
}

void BrightnessFigures::setWanted(bool wanted, bool of_all) {
    if (wanted && !m_is_wanted && m_was_stopped) {
        m_images.clear();
    }
    m_is_wanted = wanted;
    m_is_of_all = of_all;
    follow();
}

void BrightnessFigures::follow() {
    const auto& dataset = m_workbench.dataset();
    const bool has_condition = dataset && m_workbench.filter().has(FilterField::brightness);
    if (has_condition && !m_had_condition && m_was_stopped) {
        m_images.clear();
    }
    m_had_condition = has_condition;
    if (!dataset || (!m_is_wanted && !has_condition)) {
        m_dataset = dataset == m_dataset ? m_dataset : nullptr;
        return;
    }
    const ImageSelection& split = m_workbench.splitSelection();
    const std::string images = m_is_of_all ? "all" : split.fingerprint();
    const bool are_among_all = m_images == "all" && !m_was_stopped;
    if (m_dataset == dataset && (m_images == images || are_among_all)) {
        return;
    }
    m_dataset = dataset;
    m_images = images;
    m_was_stopped = false;
    m_runner.start(
        tr("Measuring brightness"),
        [dataset, images = m_is_of_all ? dataset->splitIndices({}) : split.images()](
            const std::stop_token& stop,
            const ProgressFn& progress) -> std::optional<std::pair<std::vector<float>, ImageBrightness>> {
            std::optional<ImageBrightness> found =
                imageBrightness(*dataset, images, userBrightnessFile(*dataset), stop, progress);
            if (!found) {
                return std::nullopt;
            }
            std::vector<float> column = brightnessColumn(*dataset, images, *found);
            return std::pair(std::move(column), *std::move(found));
        },
        [this, dataset](std::pair<std::vector<float>, ImageBrightness> found) {
            if (dataset != m_workbench.dataset()) {
                return;
            }
            if (found.second.not_kept) {
                m_jobs.log().append(LogLevel::warning, sentenceText(*found.second.not_kept));
            }
            m_workbench.setFigures(FilterField::brightness, std::move(found.first));
        });
}

}  // namespace priorscope
