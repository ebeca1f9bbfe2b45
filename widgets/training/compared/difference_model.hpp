// What two runs were told differently, as a table.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/training/run/option_differences.hpp"

namespace priorscope {

/// What an option is called, as in the form.
QString labelText(const OptionDifference& difference);
/// One side of a difference, in the user's language and with the user's digits.
QString sideText(const OptionSide& side);

class DifferenceModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { OptionColumn, BeforeColumn, AfterColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// @param before, after  names of the runs
    void setDifferences(std::vector<OptionDifference> differences, const QString& before,
                        const QString& after);
    /// Tab-separated lines, with a head.
    QString asText() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<OptionDifference> m_differences;
    QString m_before;
    QString m_after;
};

}  // namespace priorscope
