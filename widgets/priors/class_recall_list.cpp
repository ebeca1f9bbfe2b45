#include "widgets/priors/class_recall_list.hpp"

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr double kAxisLow = 0.5;  ///< of the dumbbells; lower values end there
constexpr double kWorse = 5e-4;   ///< what three decimals can show

class RecallDelegate : public QStyledItemDelegate {
  public:
    RecallDelegate(const Workbench& workbench, const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_workbench(workbench), m_theme(theme) {}
    void setTheme(const Theme& theme) { m_theme = theme; }
    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override {
        return {160, 22};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const QRectF row(option.rect);
        const double before = index.data(ClassRecallModel::BeforeRole).toDouble();
        const double after = index.data(ClassRecallModel::AfterRole).toDouble();
        const int label = index.data(ClassRecallModel::LabelRole).toInt();
        const bool is_worse = after < before - kWorse;
        const bool is_selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (is_selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(row, is_selected ? m_theme.selected : m_theme.hover);
        }
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_workbench.classColor(m_theme, label));
        painter->drawRoundedRect(QRectF(row.left() + 16, row.center().y() - 5, 10, 10), 2, 2);
        painter->setFont(m_theme.textFont());
        painter->setPen(m_theme.text);
        const QRectF name(row.left() + 34, row.top(), 88, row.height());
        painter->drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                          elided(QFontMetricsF(painter->font()), index.data().toString(), name.width()));
        const QString value = (is_worse ? QStringLiteral("▽ ") : QString()) + figureText(after);
        painter->setPen(is_worse && !is_selected ? m_theme.worse : m_theme.text);
        const QRectF figure(row.right() - 16 - 60, row.top(), 60, row.height());
        drawTabular(*painter, figure, Qt::AlignRight, value);
        paintDumbbell(*painter,
                      QRectF(name.right() + 8, row.top(), figure.left() - name.right() - 16, row.height()),
                      before, after, is_worse);
        painter->restore();
    }

  private:
    void paintDumbbell(QPainter& painter, const QRectF& area, double before, double after,
                       bool is_worse) const {
        if (area.width() < 24.0) {
            return;
        }
        const auto place = [&](double recall) {
            const double share = std::clamp((recall - kAxisLow) / (1.0 - kAxisLow), 0.0, 1.0);
            return QPointF(area.left() + 4 + share * (area.width() - 8), area.center().y());
        };
        const QColor color = is_worse ? m_theme.worse : m_theme.current;
        painter.setPen(QPen(m_theme.hairline, 1.0));
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
        painter.setPen(QPen(color, 2.0));
        painter.drawLine(place(before), place(after));
        painter.setPen(QPen(m_theme.third, 1.5));
        painter.setBrush(m_theme.base);
        painter.drawEllipse(place(before), 3.0, 3.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(place(after), 3.0, 3.0);
    }

    const Workbench& m_workbench;
    Theme m_theme;
};

}  // namespace

ClassRecallModel::ClassRecallModel(Workbench& workbench, QObject* parent)
    : QAbstractListModel(parent), m_workbench(workbench) {}

void ClassRecallModel::setViews(const CoverageViewPtr& before, const CoverageViewPtr& after) {
    std::vector<Row> rows;
    if (after) {
        for (std::size_t i = 0; i < after->classes.size(); ++i) {
            const ClassCoverage& now = after->classes[i];
            const bool has_before = before && i < before->classes.size();
            if (now.objects > 0) {
                rows.push_back({.label = now.label,
                                .objects = now.objects,
                                .before = has_before ? before->classes[i].recall() : now.recall(),
                                .after = now.recall()});
            }
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [](const Row& a, const Row& b) { return a.before < b.before; });
    }
    const auto sameLabel = [](const Row& a, const Row& b) { return a.label == b.label; };
    if (std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), sameLabel)) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
    } else {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
}

int ClassRecallModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ClassRecallModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return m_workbench.className(row.label);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return tr("%1: recall at IoU 0.50 is %2, before %3; %4 objects. Click to see only its uncovered "
                      "objects.")
                .arg(m_workbench.className(row.label), figureText(row.after), figureText(row.before),
                     countText(row.objects));
        case LabelRole:
            return row.label;
        case BeforeRole:
            return row.before;
        case AfterRole:
            return row.after;
        case ObjectsRole:
            return static_cast<qlonglong>(row.objects);
        default:
            return {};
    }
}

ClassRecallList::ClassRecallList(Workbench& workbench, const Theme& theme, QWidget* parent)
    : QListView(parent),
      m_model(new ClassRecallModel(workbench, this)),
      m_delegate(new RecallDelegate(workbench, theme, this)) {
    setModel(m_model);
    setItemDelegate(m_delegate);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAccessibleName(tr("Recall per class"));
    connect(this, &QListView::clicked, this, [this, &workbench](const QModelIndex& index) {
        const int label = index.data(ClassRecallModel::LabelRole).toInt();
        const bool is_chosen = workbench.selectedClass() == label;
        workbench.setSelectedClass(is_chosen ? 0 : label);
        if (is_chosen) {
            clearSelection();
        }
    });
}

void ClassRecallList::setTheme(const Theme& theme) {
    static_cast<RecallDelegate*>(m_delegate)->setTheme(theme);
    viewport()->update();
}

}  // namespace priorscope
