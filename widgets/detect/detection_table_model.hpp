// The detections of the current image, highest score first, with the verdict on each.
#pragma once

#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <vector>

#include "core/detection/detection.hpp"
#include "core/evaluation/verdicts.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

struct DetectionRow {
    Detection detection;
    DetectionVerdict verdict;
    QString class_name;
    QColor class_color;
};

class DetectionTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { OutcomeColumn, ClassColumn, ScoreColumn, ColumnCount };
    enum Role { OutcomeRole = Qt::UserRole + 1, ColorRole, ScoreRole, SortRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<DetectionRow> rows);
    const DetectionRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<DetectionRow> m_rows;
};

/// Paints the glyph of the outcome, the class with its colour, and the score as a bar with its figure.
class DetectionDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    explicit DetectionDelegate(const Theme& theme, QObject* parent = nullptr);
    void setTheme(const Theme& theme) { m_theme = theme; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

  private:
    Theme m_theme;
};

}  // namespace priorscope
