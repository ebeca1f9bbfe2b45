#include "widgets/dataset/class_list.hpp"

#include <QKeyEvent>
#include <cmath>

#include "widgets/components/text.hpp"

namespace priorscope {

ClassListModel::ClassListModel(Workbench& workbench, QObject* parent)
    : QAbstractListModel(parent), m_workbench(workbench) {
    connect(&workbench, &Workbench::datasetChanged, this, &ClassListModel::reset);
    connect(&workbench, &Workbench::splitChanged, this, &ClassListModel::reset);
    connect(&workbench, &Workbench::filterChanged, this, &ClassListModel::reset);
    connect(&workbench, &Workbench::imagesChanged, this, &ClassListModel::refresh);
    reset();
}

void ClassListModel::reset() {
    std::vector<Row> rows;
    if (const auto& dataset = m_workbench.dataset()) {
        ImageFilter everything;
        everything.difficult = m_workbench.filter().difficult;
        const auto all = countShownObjects(*dataset, m_workbench.splitSelection().images(), everything);
        for (std::size_t i = 0; i < all.size(); ++i) {
            rows.push_back({.label = static_cast<int>(i) + 1, .shown = 0, .all = all[i]});
        }
        std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.all > b.all; });
    }
    const auto sameLabel = [](const Row& a, const Row& b) { return a.label == b.label; };
    if (std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), sameLabel)) {
        m_rows = std::move(rows);  // same classes in the same order: the view keeps its position
    } else {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    refresh();
}

void ClassListModel::refresh() {
    if (m_rows.empty() || !m_workbench.dataset()) {
        return;
    }
    const auto shown = countShownObjects(*m_workbench.dataset(), m_workbench.images(), m_workbench.filter());
    for (Row& row : m_rows) {
        const auto position = static_cast<std::size_t>(row.label - 1);
        row.shown = position < shown.size() ? shown[position] : 0;
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ClassListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ClassListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return m_workbench.className(row.label);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return tr("%1: %2 of %3 objects shown. Click to show only images with it.")
                .arg(m_workbench.className(row.label), countText(row.shown), countText(row.all));
        case LabelRole:
            return row.label;
        case ShownRole:
            return static_cast<qlonglong>(row.shown);
        case AllRole:
            return static_cast<qlonglong>(row.all);
        case MostRole:
            return static_cast<qlonglong>(m_rows.front().all);
        case ChosenRole: {
            const auto& labels = m_workbench.filter().labels;
            return std::find(labels.begin(), labels.end(), row.label) != labels.end();
        }
        default:
            return {};
    }
}

ClassDelegate::ClassDelegate(const Workbench& workbench, QObject* parent)
    : QStyledItemDelegate(parent), m_workbench(workbench) {}

int ClassDelegate::countColumn(const QAbstractItemModel& classes, const QFont& font) {
    constexpr int kLeast = 40;
    qlonglong most = 0;
    if (classes.rowCount() > 0) {  // the classes are sorted by their objects
        most = classes.index(0, 0).data(ClassListModel::AllRole).toLongLong();
    }
    const double width = tabularWidth(QFontMetricsF(font), countText(most)) + Metrics::kGap;
    return std::max(kLeast, static_cast<int>(std::ceil(width)));
}

void ClassDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const QRectF row(option.rect);
    const bool is_chosen = index.data(ClassListModel::ChosenRole).toBool();
    const bool is_hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (is_chosen || is_hovered) {
        painter->fillRect(row, is_chosen ? m_theme.selected : m_theme.hover);
    }
    const QColor color = m_workbench.classColor(m_theme, index.data(ClassListModel::LabelRole).toInt());
    const double middle = row.center().y();
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(QRectF(row.left() + Metrics::kMargin, middle - 5.0, 10.0, 10.0), 2.0, 2.0);

    const int counts = countColumn(*index.model(), m_theme.textFont());
    const QRectF all(row.right() - Metrics::kMargin - counts, row.top(), counts, row.height());
    const QRectF shown = all.translated(-counts, 0.0);
    const double name_left = row.left() + Metrics::kMargin + 18.0;
    const double name_width = std::min(88.0, shown.left() - name_left);
    QFont font = m_theme.textFont();
    font.setWeight(is_chosen ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(m_theme.text);
    painter->drawText(QRectF(name_left, row.top(), name_width, row.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      elided(QFontMetricsF(font), index.data().toString(), name_width));
    const QRectF axis(name_left + name_width + 8.0, row.top(), shown.left() - name_left - name_width - 8.0,
                      row.height());
    if (axis.width() >= 24.0) {
        paintDumbbell(*painter, axis, index, color);
    }
    painter->setFont(m_theme.textFont());
    painter->setPen(m_theme.text);
    drawTabular(*painter, shown, Qt::AlignRight,
                countText(index.data(ClassListModel::ShownRole).toLongLong()));
    painter->setPen(is_chosen || is_hovered ? m_theme.second : m_theme.third);
    drawTabular(*painter, all, Qt::AlignRight, countText(index.data(ClassListModel::AllRole).toLongLong()));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(m_theme.current);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter->restore();
}

void ClassDelegate::paintDumbbell(QPainter& painter, const QRectF& area, const QModelIndex& index,
                                  const QColor& color) const {
    const double most = std::log1p(index.data(ClassListModel::MostRole).toDouble());
    const auto place = [&](int role) {
        const double share = most > 0.0 ? std::log1p(index.data(role).toDouble()) / most : 0.0;
        return QPointF(area.left() + 4.0 + share * (area.width() - 8.0), area.center().y());
    };
    const QPointF all = place(ClassListModel::AllRole);
    const QPointF shown = place(ClassListModel::ShownRole);
    painter.setPen(QPen(m_theme.hairline, 1.0));
    painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
    painter.setPen(QPen(color, 2.0));
    painter.drawLine(shown, all);
    painter.setPen(QPen(m_theme.third, 1.5));
    painter.setBrush(m_theme.window);
    painter.drawEllipse(all, 3.0, 3.0);
    if (index.data(ClassListModel::ShownRole).toLongLong() > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(shown, 3.0, 3.0);
    }
}

QSize ClassDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const {
    return {200, Metrics::kRow};
}

ClassList::ClassList(Workbench& workbench, const Theme& theme, QWidget* parent)
    : QListView(parent), m_workbench(workbench), m_delegate(new ClassDelegate(workbench, this)) {
    setModel(new ClassListModel(workbench, this));
    setItemDelegate(m_delegate);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setProperty("ground", "window");
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAccessibleName(tr("Objects per class"));
    setTheme(theme);
    connect(this, &QListView::clicked, this, &ClassList::toggle);
}

void ClassList::setTheme(const Theme& theme) {
    m_delegate->setTheme(theme);
    viewport()->update();
}

QSize ClassList::sizeHint() const {
    return {240, Metrics::kRow * std::clamp(model()->rowCount(), 3, 20) + 8};
}

void ClassList::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        toggle(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void ClassList::toggle(const QModelIndex& index) {
    if (!index.isValid()) {
        return;
    }
    const int label = index.data(ClassListModel::LabelRole).toInt();
    ImageFilter filter = m_workbench.filter();
    if (std::erase(filter.labels, label) == 0) {
        filter.labels.push_back(label);
        m_workbench.setSelectedClass(label);
    } else {
        m_workbench.setSelectedClass(0);
    }
    m_workbench.setFilter(filter);
}

}  // namespace priorscope
