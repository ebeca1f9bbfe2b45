#include "widgets/dataset/object_table.hpp"

#include <QPainter>
#include <QPixmap>
#include <cmath>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr float kCovered = 0.5F;

QPixmap colorSquare(const QColor& color) {
    QPixmap square(10, 10);
    square.fill(Qt::transparent);
    QPainter painter(&square);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 0, 10, 10), 2, 2);
    return square;
}

QString sizeText(double width, double height) {
    return QStringLiteral("%1 × %2").arg(std::lround(width)).arg(std::lround(height));
}

}  // namespace

ObjectTableModel::ObjectTableModel(Workbench& workbench, QObject* parent)
    : QAbstractTableModel(parent), m_workbench(workbench), m_theme(Theme::day()) {
    connect(&workbench, &Workbench::datasetChanged, this, &ObjectTableModel::reset);
    connect(&workbench, &Workbench::currentImageChanged, this, &ObjectTableModel::reset);
    connect(&workbench, &Workbench::editedChanged, this, &ObjectTableModel::reset);
    reset();
}

void ObjectTableModel::reset() {
    beginResetModel();
    m_dataset = m_workbench.dataset();
    m_image = m_workbench.currentImage();
    m_best.clear();
    endResetModel();
}

void ObjectTableModel::setInput(int input_size, ResizeMode resize) {
    if (input_size != m_input_size || resize != m_resize) {
        m_input_size = input_size;
        m_resize = resize;
        Q_EMIT headerDataChanged(Qt::Horizontal, InputColumn, InputColumn);
        if (rowCount() > 0) {
            Q_EMIT dataChanged(index(0, InputColumn), index(rowCount() - 1, InputColumn));
        }
    }
}

void ObjectTableModel::setTheme(const Theme& theme) {
    m_theme = theme;
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void ObjectTableModel::setBest(std::vector<std::optional<BestPrior>> best, const PriorConfig& priors) {
    m_best = std::move(best);
    m_priors = priors;
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, IouColumn), index(rowCount() - 1, IouColumn));
    }
}

bool ObjectTableModel::isUncovered(std::size_t object) const {
    return object < m_best.size() && m_best[object] && m_best[object]->iou < kCovered;
}

int ObjectTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_dataset || m_image < 0
               ? 0
               : static_cast<int>(m_workbench.shownRecord(m_image).objects.size());
}

int ObjectTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString ObjectTableModel::inputSizeText(const Box& box) const {
    return sizeText(static_cast<double>(box.width()) * m_input_size,
                    static_cast<double>(box.height()) * m_input_size);
}

QString ObjectTableModel::text(std::size_t object, int column) const {
    const ImageRow record = m_workbench.shownRecord(m_image);
    const Annotation& each = record.objects[object];
    const auto width = static_cast<double>(each.box.width());
    const auto height = static_cast<double>(each.box.height());
    switch (column) {
        case ObjectColumn:
            return m_workbench.objectName(record, static_cast<int>(object)) +
                   (each.difficult ? QStringLiteral("  D") : QString());
        case SizeColumn:
            return sizeText(width * record.width, height * record.height);
        case InputColumn:
            if (record.width <= 0 || record.height <= 0) {
                return QStringLiteral("–");
            }
            return inputSizeText(
                resizeMapping(record.width, record.height, m_input_size, m_resize).inputFromImage(each.box));
        default:
            if (object >= m_best.size()) {
                return {};
            }
            if (!m_best[object]) {
                return QStringLiteral("–");
            }
            return (m_best[object]->iou < kCovered ? QStringLiteral("▽ ") : QString()) +
                   figureText(static_cast<double>(m_best[object]->iou), 2);
    }
}

QString ObjectTableModel::priorText(std::size_t object) const {
    const bool has_prior = object < m_best.size() && m_best[object] && m_best[object]->prior >= 0;
    if (!has_prior) {
        return {};
    }
    const PriorAddress address = priorAddress(m_priors, static_cast<std::size_t>(m_best[object]->prior));
    const PriorMap& map = m_priors.maps[static_cast<std::size_t>(address.map)];
    return tr("Its best prior is on map %1, of %2 × %3 cells, at row %4, column %5")
        .arg(address.map + 1)
        .arg(map.rows)
        .arg(map.cols)
        .arg(address.row + 1)
        .arg(address.col + 1);
}

QVariant ObjectTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto object = static_cast<std::size_t>(index.row());
    const ImageRow record = m_workbench.shownRecord(m_image);
    const Annotation& each = record.objects[object];
    const EditedLabels* edited = m_workbench.edited(m_image);
    const EditMark mark = edited == nullptr ? EditMark::none : edited->marks[object];
    switch (role) {
        case Qt::DisplayRole:
            return text(object, index.column());
        case Qt::DecorationRole:
            return index.column() == ObjectColumn ? colorSquare(m_workbench.classColor(m_theme, each.label))
                                                  : QVariant();
        case Qt::FontRole:
            if (mark != EditMark::none) {
                QFont font;
                font.setStrikeOut(mark == EditMark::removed);
                font.setItalic(mark != EditMark::removed);
                return font;
            }
            return {};
        case Qt::ForegroundRole:
            if (index.column() == IouColumn && isUncovered(object)) {
                return QBrush(m_theme.worse);
            }
            return index.column() == InputColumn ? QVariant(QBrush(m_theme.second)) : QVariant();
        case Qt::ToolTipRole:
            if (const QString prior = priorText(object); index.column() == IouColumn && !prior.isEmpty()) {
                return prior;
            }
            if (mark == EditMark::added) {
                return tr("%1, added and not saved yet").arg(m_workbench.className(each.label));
            }
            if (mark == EditMark::removed) {
                return tr("%1, removed and not saved yet (Ctrl+Z brings it back)")
                    .arg(m_workbench.className(each.label));
            }
            return tr("%1, line %2 of the annotation%3%4")
                .arg(m_workbench.className(each.label))
                .arg(each.line)
                .arg(each.difficult ? tr(", difficult") : QString(),
                     each.truncated ? tr(", truncated") : QString());
        case LabelRole:
            return each.label;
        case SortRole:
            return index.column() == IouColumn && object < m_best.size() && m_best[object]
                       ? QVariant(static_cast<double>(m_best[object]->iou))
                       : QVariant(static_cast<double>(each.box.area()));
        default:
            return {};
    }
}

QVariant ObjectTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == ObjectColumn ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        const QString tips[] = {tr("Class and number within the image; D: difficult"),
                                tr("Width × height in pixels of the image"),
                                m_resize == ResizeMode::stretch
                                    ? tr("Width × height in pixels of the network's input, after stretching, "
                                         "for the run planned in Train")
                                    : tr("Width × height in pixels of the network's input, letterboxed, for "
                                         "the run planned in Train"),
                                tr("Overlap (IoU) with the best prior of the run planned in Train; ▽ below "
                                   "0.50")};
        return tips[section];
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QString titles[] = {tr("Object"), tr("Size, px"), tr("At %1").arg(m_input_size), tr("Best IoU")};
    return titles[section];
}

}  // namespace priorscope
