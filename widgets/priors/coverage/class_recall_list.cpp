#include "widgets/priors/coverage/class_recall_list.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr double kRecallLow = 0.5;  ///< left end of the dumbbells; lower values are drawn there
constexpr double kWorse = 5e-4;     ///< smallest change that three decimals can show

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
        const auto breakdown = static_cast<Breakdown>(index.data(ClassRecallModel::BreakdownRole).toInt());
        // A share is neither good nor bad.
        const bool is_recall = breakdown == Breakdown::by_class || breakdown == Breakdown::by_size;
        const bool is_worse = is_recall && after < before - kWorse;
        const bool is_selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (is_selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(row, is_selected ? m_theme.selected : m_theme.hover);
        }
        paintSquare(*painter, QRectF(row.left() + 16, row.center().y() - 5, 10, 10), breakdown, label);
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
                      is_recall ? kRecallLow : 0.0, before, after, is_worse);
        painter->restore();
    }

  private:
    void paintSquare(QPainter& painter, const QRectF& square, Breakdown breakdown, int label) const {
        painter.setPen(Qt::NoPen);
        painter.setBrush(breakdown == Breakdown::by_class ? m_workbench.classColor(m_theme, label)
                         : breakdown == Breakdown::by_map ? m_theme.mapColor(label - 1)
                                                          : m_theme.third);
        painter.drawRoundedRect(square, 2, 2);
    }

    void paintDumbbell(QPainter& painter, const QRectF& area, double low, double before, double after,
                       bool is_worse) const {
        if (area.width() < 24.0) {
            return;
        }
        const auto place = [&](double recall) {
            const double share = std::clamp((recall - low) / (1.0 - low), 0.0, 1.0);
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
    m_before = before;
    m_after = after;
    refresh();
}

void ClassRecallModel::setBreakdown(Breakdown breakdown) {
    if (breakdown != m_breakdown) {
        m_breakdown = breakdown;
        beginResetModel();
        m_rows.clear();
        endResetModel();
        refresh();
    }
}

std::vector<ClassRecallModel::Row> ClassRecallModel::classRows() const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < m_after->classes.size(); ++i) {
        const ClassCoverage& now = m_after->classes[i];
        const bool has_before = m_before && i < m_before->classes.size();
        if (const std::optional<double> recall = now.recall()) {
            rows.push_back({.label = now.label,
                            .name = m_workbench.className(now.label),
                            .objects = now.objects,
                            .before = has_before ? m_before->classes[i].recall().value_or(*recall) : *recall,
                            .after = *recall});
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.before < b.before; });
    return rows;
}

std::vector<ClassRecallModel::Row> ClassRecallModel::sizeRows() const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < m_after->sizes.size(); ++i) {
        const SizeCoverage& now = m_after->sizes[i];
        if (const std::optional<double> recall = now.recall()) {
            const QString from = countText(static_cast<std::int64_t>(now.from));
            rows.push_back(
                {.label = static_cast<int>(i) + 1,
                 .name = std::isfinite(now.to)
                             ? tr("%1–%2 px").arg(from, countText(static_cast<std::int64_t>(now.to)))
                             : tr("over %1 px").arg(from),
                 .objects = now.objects,
                 .before = m_before ? m_before->sizes[i].recall().value_or(*recall) : *recall,
                 .after = *recall});
        }
    }
    return rows;
}

std::vector<ClassRecallModel::Row> ClassRecallModel::mapRows() const {
    std::vector<Row> rows;
    const std::vector<PriorMap>& maps = m_after->priors->config.maps;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const double now = m_after->map_shares[i];
        const bool has_before = m_before && i < m_before->map_shares.size();
        rows.push_back({.label = static_cast<int>(i) + 1,
                        .name = QString::fromStdString(maps[i].name),
                        .objects = m_after->coverage.map_positives[i],
                        .before = has_before ? m_before->map_shares[i] : now,
                        .after = now});
    }
    return rows;
}

std::vector<ClassRecallModel::Row> ClassRecallModel::positivesRows() const {
    const auto shareOf = [](const CoverageView& view, std::size_t bin) {
        const double count = bin < view.positives.size() ? static_cast<double>(view.positives[bin]) : 0.0;
        return count / static_cast<double>(std::max<std::size_t>(view.objects->size(), 1));
    };
    const std::size_t bins =
        std::max(m_after->positives.size(), m_before ? m_before->positives.size() : std::size_t{0});
    std::vector<Row> rows;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const std::int64_t from = bin > 0 ? std::int64_t{1} << (bin - 1) : 0;
        const QString name = bin == 0   ? tr("none")
                             : bin == 1 ? countText(1)
                                        : countText(from) + u'–' + countText(2 * from - 1);
        const double now = shareOf(*m_after, bin);
        rows.push_back({.label = static_cast<int>(bin) + 1,
                        .name = name,
                        .objects = bin < m_after->positives.size() ? m_after->positives[bin] : 0,
                        .before = m_before ? shareOf(*m_before, bin) : now,
                        .after = now});
    }
    return rows;
}

void ClassRecallModel::refresh() {
    using Rows = std::vector<Row> (ClassRecallModel::*)() const;
    constexpr std::array<Rows, 4> kRows{&ClassRecallModel::classRows, &ClassRecallModel::sizeRows,
                                        &ClassRecallModel::mapRows, &ClassRecallModel::positivesRows};
    std::vector<Row> rows;
    if (m_after) {
        rows = (this->*kRows[static_cast<std::size_t>(m_breakdown)])();
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

QString ClassRecallModel::description(const Row& row) const {
    QString text;
    switch (m_breakdown) {
        case Breakdown::by_class:
            text =
                tr("%1: recall at IoU 0.50 is %2, before %3; %4 objects. Click to see only its uncovered "
                   "objects.");
            break;
        case Breakdown::by_size:
            text =
                tr("%1, square root of the area in the network's input: recall at IoU 0.50 is %2, before %3; "
                   "%4 objects");
            break;
        case Breakdown::by_map:
            text = tr("Share of the positives that %1 gets: %2, before %3; %4 pairs of object and prior");
            break;
        case Breakdown::by_positives:
            text =
                tr("Priors that reach IoU 0.50 with an object: %1. Share of the objects %2, before %3; %4 "
                   "objects. An object without such priors is trained only through its forced match.");
            break;
    }
    return text.arg(row.name, figureText(row.after), figureText(row.before), countText(row.objects));
}

QVariant ClassRecallModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return row.name;
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return description(row);
        case LabelRole:
            return row.label;
        case BeforeRole:
            return row.before;
        case AfterRole:
            return row.after;
        case ObjectsRole:
            return static_cast<qlonglong>(row.objects);
        case BreakdownRole:
            return static_cast<int>(m_breakdown);
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
        if (m_model->breakdown() != Breakdown::by_class) {
            return;
        }
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
