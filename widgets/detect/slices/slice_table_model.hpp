// Counts, rates and mean AP of each group of objects and detections.
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <optional>
#include <vector>

#include "core/evaluation/rescoring/slices.hpp"

namespace priorscope {

struct LiveCounted;

/// The groups of one kind, counted at some thresholds.
struct SliceFigures {
    std::shared_ptr<const LiveCounted> counted;
    SliceKind kind = SliceKind::input_size;
    std::vector<SliceCounts> counts{};               ///< [bins]
    std::vector<std::optional<double>> map_voc07{};  ///< [bins]
};

class SliceTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column {
        NameColumn,
        ObjectsColumn,
        FoundColumn,
        MissedColumn,
        RecallColumn,
        RightColumn,
        WrongColumn,
        PrecisionColumn,
        MapColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;
    /// @param figures  null: no rows
    void setFigures(std::shared_ptr<const SliceFigures> figures);
    /// Never null while there are rows.
    const std::shared_ptr<const SliceFigures>& figures() const { return m_figures; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(int row, int column) const;

    std::shared_ptr<const SliceFigures> m_figures;
};

}  // namespace priorscope
