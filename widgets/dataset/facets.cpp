#include "widgets/dataset/facets.hpp"

#include <QCheckBox>
#include <QGridLayout>
#include <QScrollArea>
#include <algorithm>

#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/class_list.hpp"
#include "widgets/dataset/group_facets.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

Facets::Facets(Workbench& workbench, ThemeManager& themes, QWidget* parent)
    : QWidget(parent), m_workbench(workbench) {
    setAttribute(Qt::WA_StyledBackground);
    setProperty("ground", "window");
    setMinimumWidth(216);
    auto* content = new QWidget;
    content->setProperty("ground", "window");
    content->setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_groups = new GroupFacets(workbench, themes, this);
    layout->addWidget(buildClasses(themes.theme()), 1);
    layout->addWidget(hairline(Qt::Horizontal, this));
    layout->addWidget(m_groups);
    layout->addWidget(hairline(Qt::Horizontal, this));
    layout->addWidget(buildFlags());
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);
    connect(&themes, &ThemeManager::changed, m_classes, &ClassList::setTheme);
    connect(&workbench, &Workbench::imagesChanged, this, &Facets::refreshFlags);
    refreshFlags();
}

QWidget* Facets::buildClasses(const Theme& theme) {
    auto* classes = new Panel(tr("Objects per class"), this);
    auto* heads = new QWidget(classes);
    auto* head_row = new QHBoxLayout(heads);
    head_row->setContentsMargins(0, 0, 0, 0);
    head_row->setSpacing(0);
    QList<QLabel*> labels;
    for (const QString& text : {tr("shown"), tr("all")}) {
        auto* label = new QLabel(text, heads);
        label->setProperty("role", "second");
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        head_row->addWidget(label);
        labels.append(label);
    }
    classes->addTool(heads);
    classes->addSpace(Metrics::kGap);
    m_classes = new ClassList(m_workbench, theme, classes);
    classes->setContent(m_classes);
    const auto align = [this, labels, font = theme.textFont()] {
        for (QLabel* label : labels) {
            label->setFixedWidth(ClassDelegate::countColumn(*m_classes->model(), font));
        }
        m_groups->setColumn(ClassDelegate::countColumn(*m_classes->model(), font));
    };
    // In a low window, some classes stay in sight; what is below scrolls.
    const auto keep_some = [this] {
        constexpr int kSeen = 6;
        m_classes->setMinimumHeight(std::min(kSeen, std::max(1, m_classes->model()->rowCount())) *
                                    Metrics::kRow);
    };
    keep_some();
    connect(m_classes->model(), &QAbstractItemModel::modelReset, this, keep_some);
    connect(m_classes->model(), &QAbstractItemModel::modelReset, this, align);
    connect(m_classes->model(), &QAbstractItemModel::dataChanged, this, align);
    align();
    return classes;
}

QWidget* Facets::buildFlags() {
    auto* flags = new Panel(tr("Flags"), this);
    auto* box = new QWidget(flags);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(Metrics::kMargin, Metrics::kGap, Metrics::kMargin, Metrics::kGap);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    const auto addFlag = [&](int row, QCheckBox*& check, FigureLabel*& count, const QString& text,
                             const QString& tip) {
        check = new QCheckBox(text, box);
        check->setToolTip(tip);
        count = new FigureLabel(box);
        grid->addWidget(check, row, 0);
        grid->addWidget(count, row, 1);
    };
    addFlag(0, m_difficult, m_difficult_count, tr("Difficult objects"),
            tr("Show and count objects marked as difficult. They are not training targets unless enabled."));
    addFlag(1, m_truncated, m_truncated_count, tr("Truncated objects"),
            tr("Show and count objects that reach beyond the image."));
    addFlag(2, m_missing, m_missing_count, tr("Images without file"),
            tr("Show images whose file is missing; their boxes can still be viewed."));
    flags->setContent(box);
    connect(m_difficult, &QCheckBox::clicked, this,
            [this](bool on) { setFlag(&ImageFilter::difficult, on); });
    connect(m_truncated, &QCheckBox::clicked, this,
            [this](bool on) { setFlag(&ImageFilter::truncated, on); });
    connect(m_missing, &QCheckBox::clicked, this, [this](bool on) { setFlag(&ImageFilter::missing, on); });
    return flags;
}

void Facets::setFlag(bool ImageFilter::*field, bool value) {
    ImageFilter filter = m_workbench.filter();
    filter.*field = value;
    m_workbench.setFilter(filter);
}

void Facets::refreshFlags() {
    if (!m_workbench.dataset()) {
        return;
    }
    const ImageFilter& filter = m_workbench.filter();
    m_difficult->setChecked(filter.difficult);
    m_truncated->setChecked(filter.truncated);
    m_missing->setChecked(filter.missing);
    const FlagCounts counts = countFlags(*m_workbench.dataset(), m_workbench.splitSelection().images());
    m_difficult_count->setText(countText(counts.difficult));
    m_truncated_count->setText(countText(counts.truncated));
    m_missing_count->setText(countText(counts.missing_images));
}

}  // namespace priorscope
