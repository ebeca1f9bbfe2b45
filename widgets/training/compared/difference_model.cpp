#include "widgets/training/compared/difference_model.hpp"

#include <QLocale>
#include <QStringList>

#include "widgets/components/sentence_text.hpp"
#include "widgets/training/form/training_form.hpp"

namespace priorscope {
namespace {

QString valueText(const nlohmann::json& value) {
    if (value.is_null()) {
        return QStringLiteral("–");
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? DifferenceModel::tr("yes") : DifferenceModel::tr("no");
    }
    if (value.is_number_integer()) {
        return QLocale().toString(value.get<qlonglong>());
    }
    if (value.is_number()) {
        return QLocale().toString(value.get<double>(), 'g', 6);
    }
    if (value.is_string()) {
        return QString::fromStdString(value.get<std::string>());
    }
    if (value.is_array()) {
        QStringList parts;
        for (const nlohmann::json& each : value) {
            parts << valueText(each);
        }
        return parts.join(QStringLiteral("; "));
    }
    return QString::fromStdString(value.dump());
}

}  // namespace

QString labelText(const OptionDifference& difference) {
    const QString label = sentenceText(difference.label);
    return label == QString::fromStdString(difference.key) ? TrainingForm::labelOf(difference.key) : label;
}

QString sideText(const OptionSide& side) {
    return side.meaning.empty() ? valueText(side.value) : sentenceText(side.meaning);
}

void DifferenceModel::setDifferences(std::vector<OptionDifference> differences, const QString& before,
                                     const QString& after) {
    beginResetModel();
    m_differences = std::move(differences);
    m_before = before;
    m_after = after;
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, BeforeColumn, AfterColumn);
}

QString DifferenceModel::asText() const {
    QStringList lines;
    const auto line = [this](const auto& text) {
        return QStringList{text(OptionColumn), text(BeforeColumn), text(AfterColumn)}.join(QLatin1Char('\t'));
    };
    lines << line(
        [this](int column) { return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); });
    for (int row = 0; row < rowCount(); ++row) {
        lines << line([this, row](int column) { return index(row, column).data().toString(); });
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

int DifferenceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_differences.size());
}

int DifferenceModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const OptionDifference& each = m_differences[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
        case OptionColumn:
            return labelText(each);
        case BeforeColumn:
            return sideText(each.before);
        default:
            return sideText(each.after);
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == OptionColumn ? tr("Option") : section == BeforeColumn ? m_before : m_after;
}

}  // namespace priorscope
