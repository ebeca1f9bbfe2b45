#include "widgets/training/compared/class_precisions.hpp"

#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <cmath>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

QString signedText(double change) {
    const QString figure = figureText(std::abs(change));
    if (figure == figureText(0.0)) {
        return figure;
    }
    return (change > 0.0 ? QStringLiteral("+") : QStringLiteral("−")) + figure;
}

}  // namespace

void ClassPrecisionModel::setTheme(const Theme& theme) {
    m_theme = theme;
    if (!m_classes.empty()) {
        Q_EMIT dataChanged(index(0, NameColumn), index(rowCount() - 1, NameColumn), {Qt::DecorationRole});
    }
}

void ClassPrecisionModel::setClasses(std::vector<PairedPrecision> classes, int count) {
    beginResetModel();
    m_classes = std::move(classes);
    m_count = count;
    endResetModel();
}

int ClassPrecisionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_classes.size());
}

int ClassPrecisionModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString ClassPrecisionModel::text(const PairedPrecision& each, int column) const {
    switch (column) {
        case NameColumn:
            return QString::fromStdString(each.name);
        case FigureColumn:
            return each.after ? figureText(*each.after) : QStringLiteral("–");
        case ChangeColumn:
            return each.change() ? signedText(*each.change()) : QString();
        default:
            return {};
    }
}

QVariant ClassPrecisionModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const PairedPrecision& each = at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return text(each, index.column());
        case kNameRole:
            return QString::fromStdString(each.name);
        case Qt::DecorationRole: {
            if (index.column() != NameColumn) {
                return {};
            }
            QPixmap square(10, 10);
            square.fill(m_theme.classColor(static_cast<int>(each.place), m_count));
            return square;
        }
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            if (!each.after) {
                return tr("%1: the validation images have no such object").arg(text(each, NameColumn));
            }
            return each.before
                       ? tr("%1: %2 → %3")
                             .arg(text(each, NameColumn), figureText(*each.before), figureText(*each.after))
                       : tr("%1: %2").arg(text(each, NameColumn), figureText(*each.after));
        case Qt::TextAlignmentRole:
            return index.column() >= FigureColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                  : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
        default:
            return {};
    }
}

QVariant ClassPrecisionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section >= FigureColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                       : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case NameColumn:
            return tr("Class");
        case FigureColumn:
            return tr("AP");
        case ChangeColumn:
            return tr("Change");
        default:
            return QString();
    }
}

DumbbellDelegate::DumbbellDelegate(const ClassPrecisionModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_model(model) {}

void DumbbellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    constexpr double kRadius = 4.0;
    const PairedPrecision& each = m_model.at(index.row());
    const QRectF room = QRectF(option.rect).adjusted(kRadius + 2.0, 0.0, -kRadius - 2.0, 0.0);
    const double y = room.center().y();
    const auto x = [&room](double precision) { return room.left() + precision * room.width(); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.border, 1.0));
    painter->drawLine(QPointF(room.left(), y), QPointF(room.right(), y));
    if (each.before && each.after) {
        painter->setPen(QPen(m_theme.second, 2.0));
        painter->drawLine(QPointF(x(*each.before), y), QPointF(x(*each.after), y));
    }
    if (each.before) {
        painter->setPen(QPen(m_theme.second, 1.5));
        painter->setBrush(m_theme.base);
        painter->drawEllipse(QPointF(x(*each.before), y), kRadius - 0.75, kRadius - 0.75);
    }
    if (each.after) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.current);
        painter->drawEllipse(QPointF(x(*each.after), y), kRadius - 0.5, kRadius - 0.5);
    }
    painter->restore();
}

}  // namespace priorscope
