#include "widgets/dataset/group_facets.hpp"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

CountRow::CountRow(const QString& text, const Theme& theme, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme) {
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void CountRow::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void CountRow::setCounts(std::int64_t shown, std::int64_t all) {
    m_shown = shown;
    m_all = all;
    setAccessibleDescription(tr("%1 of %2 objects shown").arg(countText(shown), countText(all)));
    update();
}

void CountRow::setColumn(int width) {
    m_column = width;
    update();
}

int CountRow::columnWidth() const {
    return static_cast<int>(std::ceil(tabularWidth(QFontMetricsF(m_theme.textFont()), countText(m_all)))) +
           Metrics::kGap;
}

QSize CountRow::sizeHint() const {
    return {200, Metrics::kRow};
}

void CountRow::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const QRectF area(rect());
    const bool is_marked = isChecked() || underMouse();
    if (is_marked) {
        painter.fillRect(area, isChecked() ? m_theme.selected : m_theme.hover);
    }
    const QRectF all(area.right() - Metrics::kMargin - m_column, area.top(), m_column, area.height());
    const QRectF shown = all.translated(-m_column, 0.0);
    const QRectF name(Metrics::kMargin, area.top(), shown.left() - Metrics::kMargin, area.height());
    QFont font = m_theme.textFont();
    font.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(m_theme.text);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(text(), Qt::ElideRight, name.width()));
    painter.setFont(m_theme.textFont());
    drawTabular(painter, shown, Qt::AlignRight, countText(m_shown));
    painter.setPen(is_marked ? m_theme.second : m_theme.third);
    drawTabular(painter, all, Qt::AlignRight, countText(m_all));
    if (hasFocus()) {
        painter.setPen(m_theme.current);
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void CountRow::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void CountRow::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

GroupFacets::GroupFacets(Workbench& workbench, ThemeManager& themes, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_runner(nullptr) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto add_group = [&](const QString& title, const QString& subtitle, const QStringList& names) {
        auto* panel = new Panel(title, this);
        panel->setSubtitle(subtitle);
        auto* box = new QWidget(panel);
        auto* rows = new QVBoxLayout(box);
        rows->setContentsMargins(0, 4, 0, 4);
        rows->setSpacing(0);
        for (const QString& name : names) {
            auto* row = new CountRow(name, themes.theme(), box);
            row->setToolTip(tr("Show these objects alone; once more: all again"));
            rows->addWidget(row);
            connect(&themes, &ThemeManager::changed, row, &CountRow::setTheme);
            const auto group = static_cast<ObjectGroup>(m_rows.size());
            connect(row, &QAbstractButton::clicked, this, [this, group] { toggle(group); });
            m_rows.push_back(row);
        }
        panel->setContent(box);
        column->addWidget(panel);
    };
    add_group(tr("Object size"), tr("COCO, px²"),
              {tr("Small, under 32²"), tr("Medium"), tr("Large, from 96² on")});
    column->addWidget(hairline(Qt::Horizontal, this));
    add_group(tr("Aspect ratio"), tr("width : height"),
              {tr("Tall, under 1 : 2"), tr("Between"), tr("Wide, over 2 : 1")});
    connect(&workbench, &Workbench::datasetChanged, this, [this] {
        for (CountRow* row : m_rows) {
            row->setCounts(0, 0);
        }
    });
    connect(&workbench, &Workbench::imagesChanged, this, [this] {
        followFilter();
        m_is_stale = true;
        count();
    });
}

void GroupFacets::setColumn(int least) {
    m_column = least;
    int widest = least;
    for (const CountRow* row : m_rows) {
        widest = std::max(widest, row->columnWidth());
    }
    for (CountRow* row : m_rows) {
        row->setColumn(widest);
    }
}

void GroupFacets::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    count();
}

void GroupFacets::count() {
    if (!m_is_stale || !isVisible() || !m_workbench.dataset()) {
        return;
    }
    m_is_stale = false;
    m_runner.start(
        tr("Counting objects"),
        [dataset = m_workbench.dataset(), split = m_workbench.splitSelection(),
         shown = m_workbench.selection(), filter = m_workbench.filter()](
            const std::stop_token& stop, const ProgressFn&) -> std::optional<Counts> {
            ImageFilter everything;  // as the classes are counted
            everything.difficult = filter.difficult;
            const auto of_all = countGroups(*dataset, split.images(), &everything, stop);
            const auto of_shown =
                of_all ? countGroups(*dataset, shown.images(), &filter, stop) : std::nullopt;
            return of_shown ? std::optional(Counts{dataset, *of_shown, *of_all}) : std::nullopt;
        },
        [this](const Counts& found) {
            for (std::size_t i = 0; i < m_rows.size() && found.dataset == m_workbench.dataset(); ++i) {
                m_rows[i]->setCounts(found.shown[i], found.all[i]);
            }
            setColumn(m_column);
        },
        Supersede::after_running);
}

void GroupFacets::toggle(ObjectGroup group) {
    const FilterCondition condition = groupCondition(group);
    ImageFilter filter = m_workbench.filter();
    const bool was_there =
        std::find(filter.conditions.begin(), filter.conditions.end(), condition) != filter.conditions.end();
    std::erase_if(filter.conditions,
                  [&condition](const FilterCondition& other) { return other.field == condition.field; });
    if (!was_there) {
        filter.conditions.push_back(condition);
    }
    m_workbench.setFilter(filter);
    followFilter();
}

void GroupFacets::followFilter() {
    const std::vector<FilterCondition>& now = m_workbench.filter().conditions;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setChecked(
            std::find(now.begin(), now.end(), groupCondition(static_cast<ObjectGroup>(i))) != now.end());
    }
}

}  // namespace priorscope
