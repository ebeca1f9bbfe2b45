#include "widgets/detect/thresholds/chosen_score_model.hpp"

#include <QFont>
#include <algorithm>
#include <array>

#include "widgets/components/text.hpp"

namespace priorscope {

void ChosenScoreModel::setScores(const QStringList& names, const ChosenScores& scores) {
    beginResetModel();
    m_rows.clear();
    for (std::size_t i = 0; i < scores.classes.size(); ++i) {
        m_rows.push_back({names.value(static_cast<int>(i)), scores.classes[i]});
    }
    m_rows.push_back({tr("All classes"), scores.total, true});
    m_has_one_score = std::ranges::all_of(
        scores.classes, [&](const ChosenScore& each) { return each.score == scores.total.score; });
    endResetModel();
}

int ChosenScoreModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ChosenScoreModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString ChosenScoreModel::text(const Row& row, int column) const {
    const auto rate = [](const std::optional<double>& value) {
        return value ? figureText(*value) : QStringLiteral("–");
    };
    switch (column) {
        case NameColumn:
            return row.name;
        case ScoreColumn:
            return row.is_total && !m_has_one_score ? tr("by class")
                   : row.score.follows_aim          ? figureText(static_cast<double>(row.score.score))
                                           : tr("%1 *").arg(figureText(static_cast<double>(row.score.score)));
        case ObjectsColumn:
            return countText(row.score.positives);
        case PrecisionColumn:
            return rate(row.score.precision());
        case RecallColumn:
            return rate(row.score.recall());
        default:
            return rate(row.score.f1());
    }
}

QVariant ChosenScoreModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return text(row, index.column());
        case Qt::ToolTipRole:
            return row.score.follows_aim
                       ? QVariant()
                       : QVariant(tr("* No score of this class reaches the aim: it has the score for all"));
        case Qt::TextAlignmentRole:
            return index.column() == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                : QVariant(Qt::AlignRight | Qt::AlignVCenter);
        case Qt::FontRole:
            if (row.is_total) {
                QFont font;
                font.setWeight(QFont::DemiBold);
                return font;
            }
            return {};
        default:
            return {};
    }
}

QVariant ChosenScoreModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                     : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    const std::array<std::pair<QString, QString>, ColumnCount> heads{{
        {tr("Class"), tr("The classes of the dataset")},
        {tr("Score"), tr("Detections of the class with this or a higher score are kept")},
        {tr("Objects"), tr("Number of objects in the split that count")},
        {tr("Precision"), tr("Share of right detections among those that the score leaves")},
        {tr("Recall"), tr("Share of the objects that they find")},
        {tr("F1"), tr("Harmonic mean of precision and recall")},
    }};
    const auto& [head, tip] = heads[static_cast<std::size_t>(section)];
    return role == Qt::DisplayRole ? QVariant(head) : role == Qt::ToolTipRole ? QVariant(tip) : QVariant();
}

}  // namespace priorscope
