// Each class's threshold on the score, and what it leaves.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <vector>

#include "core/evaluation/rescoring/chosen_scores.hpp"

namespace priorscope {

class ChosenScoreModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column {
        NameColumn,
        ScoreColumn,
        ObjectsColumn,
        PrecisionColumn,
        RecallColumn,
        F1Column,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;
    /// @param names  [classes of the scores]
    void setScores(const QStringList& names, const ChosenScores& scores);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    struct Row {
        QString name;
        ChosenScore score;
        bool is_total = false;
    };
    QString text(const Row& row, int column) const;

    std::vector<Row> m_rows;
    bool m_has_one_score = true;
};

}  // namespace priorscope
