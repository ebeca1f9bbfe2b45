// Counts, rates and average precision of each class at the current thresholds.
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/evaluation/comparison/rate_intervals.hpp"
#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/verdicts.hpp"

namespace priorscope {

struct LiveCounted;
struct LiveIntervals;

class ClassTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column {
        NameColumn,
        ObjectsColumn,
        RightColumn,
        WrongColumn,
        PrecisionColumn,
        RecallColumn,
        F1Column,
        Voc07Column,
        Voc10Column,
        IntervalColumn,  ///< of VOC07
        BestScoreColumn,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole + 1, LabelRole };

    using QAbstractTableModel::QAbstractTableModel;
    /// Every class of the dataset.
    /// @param counted   null: no rows
    /// @param curves    null: not computed yet; what was known before stays, grey
    /// @param color_of  maps a label to its colour
    /// @param intervals  null: not computed yet
    void setScores(const std::shared_ptr<const LiveCounted>& counted, const SplitCurves* curves,
                   std::function<QColor(int)> color_of, const LiveIntervals* intervals = nullptr);

    /// "0.612 to 0.741"
    static QString intervalText(const ConfidenceInterval& interval);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    struct Row {
        QString name;
        int label = 0;
        VerdictCounts counts{};
        std::optional<double> ap_voc07{};
        std::optional<double> ap_voc10{};
        std::optional<double> best_score{};  ///< of the highest F1
        RateIntervals rates{};
        PrecisionIntervals::OfClass precision{};
    };
    static std::optional<double> figure(const Row& row, int column);
    static std::optional<ConfidenceInterval> interval(const Row& row, int column);
    QString toolTip(const Row& row, int column) const;

    std::vector<Row> m_rows;
    bool m_is_pending = false;  ///< average precision is of other thresholds
    int m_draws = 0;            ///< of the intervals; 0: there are none
    std::function<QColor(int)> m_color_of;
};

}  // namespace priorscope
