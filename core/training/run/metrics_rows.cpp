#include "core/training/run/metrics_rows.hpp"

#include <array>
#include <charconv>
#include <vector>

#include "core/base/text/number_text.hpp"

namespace priorscope {

const std::string_view kMetricsHead =
    "kind,step,epoch,loss,confidence_loss,localization_loss,learning_rate,gradient_norm,positives_per_image,"
    "images_per_second,elapsed_s,map_voc07,map_voc10\n";

namespace {

constexpr std::size_t kColumns = 13;
constexpr std::array kKinds{"step", "epoch", "evaluation"};

/// The figures of a step, in the order of their columns.
constexpr std::array kFigures{&StepMetrics::loss,
                              &StepMetrics::confidence_loss,
                              &StepMetrics::localization_loss,
                              &StepMetrics::learning_rate,
                              &StepMetrics::gradient_norm,
                              &StepMetrics::positives_per_image,
                              &StepMetrics::images_per_second,
                              &StepMetrics::elapsed_s};
constexpr std::size_t kFirstFigure = 3;
constexpr std::size_t kEpochFigures = 3;  // the losses

std::size_t figuresIn(MetricsRow::Kind kind) {
    return kind == MetricsRow::Kind::step    ? kFigures.size()
           : kind == MetricsRow::Kind::epoch ? kEpochFigures
                                             : 0;
}

template <class T>
bool readNumber(std::string_view text, T& value) {
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc{} && result.ptr == text.data() + text.size();
}

std::optional<std::array<std::string_view, kColumns>> cellsOf(std::string_view line) {
    std::array<std::string_view, kColumns> cells;
    for (std::size_t i = 0; i < kColumns; ++i) {
        const std::size_t comma = line.find(',');
        if ((comma == std::string_view::npos) != (i + 1 == kColumns)) {
            return std::nullopt;
        }
        cells[i] = line.substr(0, comma);
        line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
    }
    return cells;
}

}  // namespace

std::string textOf(const MetricsRow& row) {
    std::string text = kKinds[static_cast<std::size_t>(row.kind)];
    text += ',' + std::to_string(row.metrics.step) + ',' + std::to_string(row.metrics.epoch);
    for (std::size_t i = 0; i < kFigures.size(); ++i) {
        text += ',';
        if (i < figuresIn(row.kind)) {
            text += numberText(row.metrics.*kFigures[i]);
        }
    }
    for (const auto& map : {row.map_voc07, row.map_voc10}) {
        text += ',';
        if (map) {
            text += numberText(*map);
        }
    }
    return text + '\n';
}

std::optional<MetricsRow> metricsRow(std::string_view line) {
    if (line.ends_with('\r')) {  // an editor's
        line.remove_suffix(1);
    }
    const auto cells = cellsOf(line);
    if (!cells) {
        return std::nullopt;
    }
    MetricsRow row;
    std::size_t kind = 0;
    while (kind < kKinds.size() && (*cells)[0] != kKinds[kind]) {
        ++kind;
    }
    if (kind == kKinds.size() || !readNumber((*cells)[1], row.metrics.step) ||
        !readNumber((*cells)[2], row.metrics.epoch) || row.metrics.step < 1 || row.metrics.epoch < 0) {
        return std::nullopt;
    }
    row.kind = static_cast<MetricsRow::Kind>(kind);
    for (std::size_t i = 0; i < figuresIn(row.kind); ++i) {
        if (!readNumber((*cells)[kFirstFigure + i], row.metrics.*kFigures[i])) {
            return std::nullopt;
        }
    }
    const auto readMap = [](std::string_view cell, std::optional<double>& map) {
        double value = 0.0;
        if (!cell.empty() && readNumber(cell, value)) {
            map = value;
        }
    };
    readMap((*cells)[kColumns - 2], row.map_voc07);
    readMap((*cells)[kColumns - 1], row.map_voc10);
    return row;
}

}  // namespace priorscope
