// Average precision by class, before and after: a dumbbell for each class.
#pragma once

#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <vector>

#include "core/training/run/run_comparison.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class ClassPrecisionModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { NameColumn, DumbbellColumn, FigureColumn, ChangeColumn, ColumnCount };
    static constexpr int kNameRole = Qt::UserRole + 1;  ///< the class, as the run has it

    using QAbstractTableModel::QAbstractTableModel;

    void setTheme(const Theme& theme);
    /// @param count  classes of the run: colours depend on it
    void setClasses(std::vector<PairedPrecision> classes, int count);
    const PairedPrecision& at(int row) const { return m_classes[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(const PairedPrecision& each, int column) const;

    Theme m_theme = Theme::day();
    std::vector<PairedPrecision> m_classes;
    int m_count = 0;
};

/// Draws a class's two precisions on one line from 0 to 1: the baseline's as a ring, the run's as a disc.
class DumbbellDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    DumbbellDelegate(const ClassPrecisionModel& model, QObject* parent);
    void setTheme(const Theme& theme) { m_theme = theme; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

  private:
    const ClassPrecisionModel& m_model;
    Theme m_theme = Theme::day();
};

}  // namespace priorscope
