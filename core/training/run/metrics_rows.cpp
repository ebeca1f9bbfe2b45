#include "core/training/run/metrics_rows.hpp"

#include <array>
#include <charconv>
#include <vector>

#include "core/base/text/csv_cell.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {

namespace {

constexpr std::array kKinds{"step", "epoch", "evaluation"};

constexpr std::string_view kFirstColumns = "kind,step,epoch,loss";
constexpr std::size_t kLossColumn = 3;
/// The metrics of a step that follow its losses, in column order.
constexpr std::string_view kFigureColumns =
    "learning_rate,gradient_norm,positives_per_image,images_per_second,elapsed_s,wait_share";
constexpr std::array kFigures{&StepMetrics::learning_rate, &StepMetrics::gradient_norm,
                              &StepMetrics::positives_per_image, &StepMetrics::images_per_second,
                              &StepMetrics::elapsed_s};
constexpr std::string_view kWaitColumn = ",elapsed_s,wait_share,";
constexpr std::string_view kLastColumns = "map_voc07,map_voc10";
constexpr std::size_t kLast = 2;
/// Before the name of a class, as in TensorBoard's tags.
constexpr std::string_view kClassColumn = "ap_voc07/";

template <class T>
bool readNumber(std::string_view text, T& value) {
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc{} && result.ptr == text.data() + text.size();
}

/// @return nothing if the line has a different number of cells
std::optional<std::vector<std::string_view>> cellsOf(std::string_view line, std::size_t columns) {
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < columns; ++i) {
        const std::size_t comma = line.find(',');
        if ((comma == std::string_view::npos) != (i + 1 == columns)) {
            return std::nullopt;
        }
        cells.push_back(line.substr(0, comma));
        line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
    }
    return cells;
}

}  // namespace

MetricsColumns columnsOf(const DetectorSpec& spec) {
    return {spec.family->losses.size(), spec.classes.size()};
}

std::string metricsHead(const std::vector<std::string>& losses, const std::vector<std::string>& classes) {
    std::string head(kFirstColumns);
    for (const std::string& name : losses) {
        head += "," + name + "_loss";
    }
    head.append(",").append(kFigureColumns).append(",").append(kLastColumns);
    for (const std::string& name : classes) {
        head += "," + csvCell(std::string(kClassColumn) + name);
    }
    return head + "\n";
}

std::string textOf(const MetricsRow& row, const MetricsColumns& columns) {
    std::string text = kKinds[static_cast<std::size_t>(row.kind)];
    text += ',' + std::to_string(row.metrics.step) + ',' + std::to_string(row.metrics.epoch);
    const auto add = [&text](bool is_there, double value) {
        text += ',';
        if (is_there) {
            text += numberText(value);
        }
    };
    add(row.kind != MetricsRow::Kind::evaluation || !row.metrics.losses.empty(), row.metrics.loss);
    for (std::size_t i = 0; i < columns.losses; ++i) {
        const bool is_there = i < row.metrics.losses.size();
        add(is_there, is_there ? row.metrics.losses[i] : 0.0);
    }
    for (const auto figure : kFigures) {
        add(row.kind == MetricsRow::Kind::step, row.metrics.*figure);
    }
    add(row.kind == MetricsRow::Kind::step && row.metrics.wait_share.has_value(),
        row.metrics.wait_share.value_or(0.0));
    std::vector<std::optional<double>> precisions{row.map_voc07, row.map_voc10};
    for (std::size_t i = 0; i < columns.classes; ++i) {
        precisions.push_back(i < row.class_ap_voc07.size() ? row.class_ap_voc07[i] : std::nullopt);
    }
    for (const auto& precision : precisions) {
        add(precision.has_value(), precision.value_or(0.0));
    }
    return text + '\n';
}

std::optional<MetricsRow> metricsRow(std::string_view line, const MetricsColumns& counts) {
    const std::size_t losses = counts.losses;
    if (line.ends_with('\r')) {  // added by an editor
        line.remove_suffix(1);
    }
    const std::size_t wait_column = kLossColumn + 1 + losses + kFigures.size();
    const std::size_t first_class = wait_column + (counts.has_wait ? 1 : 0) + kLast;
    auto cells = cellsOf(line, first_class + counts.classes);
    if (!cells && counts.classes > 0) {
        cells = cellsOf(line, first_class);
    }
    if (!cells) {
        return std::nullopt;
    }
    MetricsRow row;
    std::size_t kind = 0;
    while (kind < kKinds.size() && (*cells)[0] != kKinds[kind]) {
        ++kind;
    }
    StepMetrics& metrics = row.metrics;
    if (kind == kKinds.size() || !readNumber((*cells)[1], metrics.step) ||
        !readNumber((*cells)[2], metrics.epoch) || metrics.step < 1 || metrics.epoch < 0) {
        return std::nullopt;
    }
    row.kind = static_cast<MetricsRow::Kind>(kind);
    metrics.losses.resize(losses);
    bool complete = readNumber((*cells)[kLossColumn], metrics.loss);
    for (std::size_t i = 0; i < losses; ++i) {
        complete = complete && readNumber((*cells)[kLossColumn + 1 + i], metrics.losses[i]);
    }
    for (std::size_t i = 0; row.kind == MetricsRow::Kind::step && i < kFigures.size(); ++i) {
        complete = complete && readNumber((*cells)[kLossColumn + 1 + losses + i], metrics.*kFigures[i]);
    }
    if (!complete && row.kind != MetricsRow::Kind::evaluation) {
        return std::nullopt;
    }
    if (double share = 0.0; counts.has_wait && readNumber((*cells)[wait_column], share)) {
        metrics.wait_share = share;
    }
    if (!complete) {  // an evaluation without a loss
        metrics.loss = 0.0;
        metrics.losses.clear();
    }
    const auto precision = [&cells](std::size_t column) {
        double value = 0.0;
        const std::string_view cell = (*cells)[column];
        return !cell.empty() && readNumber(cell, value) ? std::optional(value) : std::nullopt;
    };
    row.map_voc07 = precision(first_class - 2);
    row.map_voc10 = precision(first_class - 1);
    for (std::size_t i = first_class; row.kind == MetricsRow::Kind::evaluation && i < cells->size(); ++i) {
        row.class_ap_voc07.push_back(precision(i));
    }
    return row;
}

std::optional<MetricsRow> MetricsReader::read(std::string_view line) {
    if (line.starts_with(kFirstColumns)) {
        m_columns.has_wait = line.find(kWaitColumn) != std::string_view::npos;
        return std::nullopt;
    }
    return metricsRow(line, m_columns);
}

}  // namespace priorscope
