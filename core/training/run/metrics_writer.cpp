#include "core/training/run/metrics_writer.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/files/atomic_file.hpp"
#include "core/training/run/run_files.hpp"

namespace priorscope {
namespace {

bool counts(const MetricsRow& row, const MetricsPosition& position) {
    const bool evaluation = row.kind == MetricsRow::Kind::evaluation;
    return row.metrics.step <= (evaluation ? position.evaluated_at : position.step);
}

/// Rewrites the file with the rows to keep. @return those of the last step
std::vector<MetricsRow> trimRows(const std::filesystem::path& file, const MetricsPosition& position,
                                 const std::string& head, const MetricsColumns& columns) {
    std::string kept = head;
    std::vector<MetricsRow> of_last_step;
    if (position.step > 0) {
        MetricsReader reader(columns);
        forEachMetricsLine(file, [&](std::string_view line) {
            const auto row = reader.read(line);
            if (row && counts(*row, position)) {
                kept += textOf(*row, columns);  // an earlier version's row has fewer cells
                if (row->metrics.step == position.step) {
                    of_last_step.push_back(*row);
                }
            }
        });
    }
    writeFileAtomically(Core::tr("writing the run's metrics"), file, kept);
    return of_last_step;
}

}  // namespace

MetricsWriter::MetricsWriter(const std::filesystem::path& folder, const MetricsPosition& position,
                             std::vector<std::string> losses, std::vector<std::string> classes)
    : m_losses(std::move(losses)),
      m_classes(std::move(classes)),
      m_csv(folder / "metrics.csv"),
      m_events(folder) {
    const std::vector<MetricsRow> of_last_step =
        trimRows(m_csv.path(), position, metricsHead(m_losses, m_classes), columns());
    m_csv.reopen();  // the trimmed file is a new one
    // TensorBoard drops its events from this step on, in whole steps: the last step is sent again.
    m_events.sessionStart(position.step);
    for (const MetricsRow& row : of_last_step) {
        addEvents(row);
    }
}

void MetricsWriter::add(const MetricsRow& row) {
    m_csv.append(textOf(row, columns()));
    addEvents(row);
}

void MetricsWriter::addEvents(const MetricsRow& row) {
    const StepMetrics& m = row.metrics;
    switch (row.kind) {
        case MetricsRow::Kind::step: {
            std::vector<std::pair<std::string, double>> scalars{{"loss/total", m.loss}};
            for (std::size_t i = 0; i < std::min(m_losses.size(), m.losses.size()); ++i) {
                scalars.push_back({"loss/" + m_losses[i], m.losses[i]});
            }
            scalars.insert(scalars.end(), {{"learning_rate", m.learning_rate},
                                           {"gradient_norm", m.gradient_norm},
                                           {"positives_per_image", m.positives_per_image},
                                           {"images_per_second", m.images_per_second}});
            if (m.wait_share) {
                scalars.push_back({"wait_for_data", *m.wait_share});
            }
            m_events.scalars(m.step, scalars);
            break;
        }
        case MetricsRow::Kind::epoch:
            m_events.scalars(m.step, {{"epoch/loss", m.loss}});
            break;
        case MetricsRow::Kind::evaluation:
            if (row.map_voc07 && row.map_voc10) {
                std::vector<std::pair<std::string, double>> scalars{{"mAP@0.5 (VOC07)", *row.map_voc07},
                                                                    {"mAP@0.5 (VOC10)", *row.map_voc10}};
                for (std::size_t i = 0; i < std::min(m_classes.size(), row.class_ap_voc07.size()); ++i) {
                    if (row.class_ap_voc07[i]) {
                        scalars.push_back({"AP@0.5 (VOC07)/" + m_classes[i], *row.class_ap_voc07[i]});
                    }
                }
                m_events.scalars(m.step, scalars);
            }
            if (!m.losses.empty()) {
                std::vector<std::pair<std::string, double>> scalars{{"validation_loss/total", m.loss}};
                for (std::size_t i = 0; i < std::min(m_losses.size(), m.losses.size()); ++i) {
                    scalars.push_back({"validation_loss/" + m_losses[i], m.losses[i]});
                }
                m_events.scalars(m.step, scalars);
            }
            break;
    }
}

void MetricsWriter::step(const StepMetrics& metrics) {
    add({.kind = MetricsRow::Kind::step, .metrics = metrics});
}

void MetricsWriter::epoch(const StepMetrics& means) {
    add({.kind = MetricsRow::Kind::epoch, .metrics = means});
}

void MetricsWriter::evaluation(const EvaluationMetrics& metrics, std::int64_t epoch) {
    add({.kind = MetricsRow::Kind::evaluation,
         .metrics = {.step = metrics.step,
                     .epoch = epoch,
                     .loss = std::accumulate(metrics.losses.begin(), metrics.losses.end(), 0.0),
                     .losses = metrics.losses},
         .map_voc07 = metrics.evaluation.map_voc07,
         .map_voc10 = metrics.evaluation.map_voc10,
         .class_ap_voc07 = classPrecisions(metrics.evaluation)});
}

void MetricsWriter::pictures(std::int64_t step, const std::vector<EventImage>& pictures) {
    // What waits for room is tried again first; pictures do not wait in memory behind it.
    if (!pictures.empty() && (m_events.file().isComplete() || m_events.flush())) {
        m_events.images(step, pictures);
    }
}

bool MetricsWriter::flush() {
    const bool csv = m_csv.flush();
    return m_events.flush() && csv;
}

Sentence MetricsWriter::problem() const {
    for (const AppendFile* file : {&m_csv, &m_events.file()}) {
        if (const std::string reason = file->reason(); !reason.empty()) {
            return Core::tr("writing %1: %2").arg(file->path().string()).arg(reason);
        }
    }
    return {};
}

}  // namespace priorscope
