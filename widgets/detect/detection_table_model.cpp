#include "widgets/detect/detection_table_model.hpp"

#include <QApplication>
#include <QPainter>

#include "widgets/components/glyph.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/outcomes.hpp"

namespace priorscope {

void DetectionTableModel::setRows(std::vector<DetectionRow> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int DetectionTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DetectionTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DetectionTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const DetectionRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return index.column() == OutcomeColumn ? outcomeName(row.verdict.outcome)
                   : index.column() == ClassColumn ? row.class_name
                                                   : figureText(static_cast<double>(row.detection.score), 2);
        case SortRole:
            return index.column() == ScoreColumn ? QVariant(row.detection.score)
                                                 : data(index, Qt::DisplayRole);
        case OutcomeRole:
            return static_cast<int>(row.verdict.outcome);
        case ColorRole:
            return row.class_color;
        case ScoreRole:
            return row.detection.score;
        case Qt::ToolTipRole:
            return tr("%1: %2").arg(outcomeName(row.verdict.outcome), outcomeMeaning(row.verdict.outcome));
        case Qt::TextAlignmentRole:
            return index.column() == ScoreColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                 : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
        default:
            return {};
    }
}

QVariant DetectionTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case OutcomeColumn:
            return tr("Verdict");
        case ClassColumn:
            return tr("Class");
        case ScoreColumn:
            return tr("Score");
        default:
            return {};
    }
}

DetectionDelegate::DetectionDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme) {}

void DetectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(m_theme.textFont());
    painter->setPen(m_theme.text);
    const QRectF cell = QRectF(option.rect).adjusted(8, 0, -8, 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.column() == DetectionTableModel::OutcomeColumn) {
        const auto outcome = static_cast<Outcome>(index.data(DetectionTableModel::OutcomeRole).toInt());
        const OutcomeStyle look = outcomeStyle(outcome, m_theme);
        const QRectF square(cell.left(), cell.center().y() - 8, look.glyph.size() > 1 ? 22 : 16, 16);
        paintGlyph(*painter, square, look.color, look.glyph, m_theme);
        const QRectF rest = cell.adjusted(28, 0, 0, 0);
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                          elided(QFontMetricsF(m_theme.textFont()), text, rest.width()));
    } else if (index.column() == DetectionTableModel::ClassColumn) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(index.data(DetectionTableModel::ColorRole).value<QColor>());
        painter->drawRoundedRect(QRectF(cell.left(), cell.center().y() - 5, 10, 10), 2, 2);
        painter->setPen(m_theme.text);
        const QRectF rest = cell.adjusted(18, 0, 0, 0);
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                          elided(QFontMetricsF(m_theme.textFont()), text, rest.width()));
    } else {
        constexpr double kFigure = 36.0;
        const double room = cell.width() - kFigure;
        const double score = index.data(DetectionTableModel::ScoreRole).toDouble();
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.hairline);
        painter->drawRoundedRect(QRectF(cell.left(), cell.center().y() - 3, room, 6), 2, 2);
        painter->setBrush(m_theme.second);
        painter->drawRoundedRect(QRectF(cell.left(), cell.center().y() - 3, room * score, 6), 2, 2);
        painter->setPen(m_theme.text);
        drawTabular(*painter, cell, Qt::AlignRight | Qt::AlignVCenter, text);
    }
    painter->restore();
}

}  // namespace priorscope
