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
    const auto forget = [this] {
        m_images.clear();  // they are tried again when they are asked for again
        Q_EMIT runningChanged();
    };
    connect(&m_runner, &JobRunner::started, this, &BrightnessFigures::runningChanged);
    connect(&m_runner, &JobRunner::finished, this, &BrightnessFigures::runningChanged);
    connect(&m_runner, &JobRunner::cancelled, this, forget);
    connect(&m_runner, &JobRunner::failed, this, forget);
}

void BrightnessFigures::setWanted(bool wanted) {
    m_is_wanted = wanted;
    follow();
}

void BrightnessFigures::follow() {
    const auto& dataset = m_workbench.dataset();
    if (!dataset || (!m_is_wanted && !m_workbench.filter().has(FilterField::brightness))) {
        return;
    }
    const ImageSelection& split = m_workbench.splitSelection();
    if (m_dataset == dataset && m_images == split.fingerprint()) {
        return;
    }
    m_dataset = dataset;
    m_images = split.fingerprint();
    m_runner.start(
        tr("Measuring brightness"),
        [dataset, images = split.images()](const std::stop_token& stop, const ProgressFn& progress)
            -> std::optional<std::pair<std::vector<float>, ImageBrightness>> {
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
