#include "widgets/priors/editor/layout_inspector.hpp"

#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>
#include <exception>

#include "core/model/ssd/ssd_family.hpp"
#include "core/priors/prior_edit.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/components/pass_undo.hpp"
#include "widgets/components/retire.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/wheel_guard.hpp"

namespace priorscope {
namespace {

constexpr int kLeastInput = 16;  ///< px; this one and the next as in PriorConfig::validate()
constexpr int kMostInput = 4096;

}  // namespace

LayoutInspector::LayoutInspector(PriorDocument& document, ThemeManager& themes, JobList* jobs,
                                 QWidget* parent)
    : QWidget(parent), m_document(document), m_themes(themes) {
    setAttribute(Qt::WA_StyledBackground);
    setProperty("ground", "window");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new LayoutHead(m_document, this);
    column->addWidget(m_head);
    m_banner = new ErrorBanner(this);
    column->addWidget(m_banner);
    auto* maps = new QWidget(this);
    auto* map_column = new QVBoxLayout(maps);
    map_column->setContentsMargins(0, 0, 0, 0);
    map_column->setSpacing(0);
    map_column->addWidget(buildColumns());
    map_column->addWidget(buildBlocks(), 1);
    m_suggest = new SuggestPanel(m_document, m_themes, jobs, this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(maps);
    m_pages->addWidget(m_suggest);
    column->addWidget(m_pages, 1);
    column->addWidget(buildFoot());
    connect(m_head, &LayoutHead::failed, this, [this](const QString& text) { m_banner->showError(text); });
    connect(&m_document, &PriorDocument::changed, this, &LayoutInspector::refresh);
    connect(&m_document, &PriorDocument::baselineChanged, this, &LayoutInspector::refresh);
    connect(&m_themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        for (MapBlock* block : m_blocks) {
            block->setTheme(theme);
        }
        m_costs->setTheme(theme);
    });
    refresh();
}

QWidget* LayoutInspector::buildColumns() {
    auto* head = new QWidget(this);
    head->setFixedHeight(Metrics::kRow);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", "bottom");
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(Metrics::kMargin, 0, Metrics::kGap, 0);
    row->setSpacing(0);
    const auto add = [&](const QString& text, int width, Qt::Alignment alignment) {
        auto* label = new QLabel(text, head);
        label->setProperty("role", "caption");
        label->setAlignment(alignment | Qt::AlignVCenter);
        if (width > 0) {
            label->setFixedWidth(width);
        }
        row->addWidget(label, width > 0 ? 0 : 1);
    };
    add(tr("Feature map"), 0, Qt::AlignLeft);
    add(tr("Cells"), MapColumns::kCells, Qt::AlignRight);
    add(tr("Priors"), MapColumns::kPriors, Qt::AlignRight);
    row->addSpacing(4 + 2 * MapColumns::kButton);
    m_columns = row;
    return head;
}

QWidget* LayoutInspector::buildBlocks() {
    m_scroll = new QScrollArea(this);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* blocks = new QWidget(m_scroll);
    m_block_column = new QVBoxLayout(blocks);
    m_block_column->setContentsMargins(0, 0, 0, 0);
    m_block_column->setSpacing(0);
    m_rule = new LinearRuleRow(blocks);
    m_block_column->addWidget(m_rule);
    m_block_column->addWidget(buildMapTools());
    m_block_column->addStretch(1);
    m_scroll->setWidget(blocks);
    // The column heads stay above their columns when a scroll bar takes some of the width.
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int most) {
        const int bar = most > 0 ? m_scroll->verticalScrollBar()->sizeHint().width() : 0;
        m_columns->setContentsMargins(Metrics::kMargin, 0, Metrics::kGap + bar, 0);
    });
    connect(m_rule, &LinearRuleRow::applied, this, &LayoutInspector::applyLinearRule);
    return m_scroll;
}

QWidget* LayoutInspector::buildMapTools() {
    auto* tools = new QWidget(this);
    auto* grid = new QGridLayout(tools);
    grid->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, Metrics::kGap);
    grid->setHorizontalSpacing(Metrics::kGap);
    grid->setVerticalSpacing(4);
    auto* label = new QLabel(tr("Input, px"), tools);
    label->setProperty("role", "second");
    m_input = new WholeNumberField(tools);
    m_input->setRange(kLeastInput, kMostInput);
    m_input->setAlignment(Qt::AlignRight);
    m_input->setKeyboardTracking(false);
    m_input->setProperty("compact", true);
    m_input->setFixedWidth(72);
    m_input->setAccessibleName(label->text());
    label->setBuddy(m_input);
    passUndoOn(m_input);
    guardWheel(m_input);
    m_clip = new QCheckBox(tr("Clip to the image"), tools);
    m_clip->setToolTip(tr("Clip the priors to the borders of the image, as some SSD implementations do"));
    m_add_map = new QPushButton(tr("Add a map"), tools);
    m_add_map->setProperty("compact", true);
    m_add_map->setToolTip(
        tr("Adds a map with half the cells of the last one. Training needs a model with the same number of "
           "maps; SSD's backbones define their own"));
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_input, 0, 1);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_add_map, 0, 3);
    grid->addWidget(m_clip, 1, 0, 1, 4);
    connect(m_input, &QSpinBox::valueChanged, this, &LayoutInspector::setInputSize);
    connect(m_clip, &QCheckBox::clicked, this, [this](bool on) {
        m_document.edit(on ? tr("clipping") : tr("no clipping"),
                        [on](PriorConfig& config) { config.clip = on; });
    });
    connect(m_add_map, &QPushButton::clicked, this, [this] {
        m_document.edit(tr("another map"), [](PriorConfig& config) { appendMap(config); });
        selectMap(blockCount() - 1);
    });
    return tools;
}

QWidget* LayoutInspector::buildFoot() {
    auto* foot = new QWidget(this);
    foot->setAttribute(Qt::WA_StyledBackground);
    foot->setProperty("line", "top");
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(Metrics::kMargin, Metrics::kGap, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    m_costs = new CostTable(m_themes.theme(), foot);
    m_use = new QPushButton(tr("Use for training"), foot);
    m_use->setProperty("role", "primary");
    m_obstacle = new QLabel(foot);
    m_obstacle->setProperty("role", "second");
    m_obstacle->setWordWrap(true);
    m_suggest_button = new QPushButton(tr("Suggest…"), foot);
    m_suggest_button->setCheckable(true);
    m_suggest_button->setToolTip(tr("Search for a layout that covers the objects better (Ctrl+G)"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Metrics::kGap);
    buttons->addWidget(m_suggest_button, 1);
    buttons->addWidget(m_use, 1);
    column->addWidget(m_costs);
    column->addWidget(m_obstacle);
    column->addLayout(buttons);
    connect(m_suggest_button, &QPushButton::clicked, this, &LayoutInspector::showSuggest);
    connect(m_suggest, &SuggestPanel::closeRequested, this, [this] { showSuggest(false); });
    connect(m_use, &QPushButton::clicked, this,
            [this] { Q_EMIT useRequested(m_use_state.obstacle.isEmpty() ? QString() : m_use_state.model); });
    return foot;
}

/// One block per map: existing blocks are kept, and with them what is expanded or set in them.
void LayoutInspector::followBlocks() {
    const std::size_t wanted = m_document.config().maps.size();
    while (m_blocks.size() > wanted) {
        MapBlock* block = m_blocks.back();
        m_blocks.pop_back();
        m_block_column->removeWidget(block);
        retire(block);  // it may be the one whose menu is being handled
    }
    while (m_blocks.size() < wanted) {
        addBlock();
    }
    selectMap(std::clamp(m_selected, 0, std::max(blockCount() - 1, 0)));
}

void LayoutInspector::addBlock() {
    const int map = blockCount();
    auto* block = new MapBlock(m_document, m_blocks.size(), m_themes.theme(), this);
    connect(block, &MapBlock::selected, this, [this, map] { selectMap(map); });
    connect(block->chips(), &MapChips::chosenChanged, this, [this, map](int chip) { chooseChip(map, chip); });
    m_block_column->insertWidget(map, block);
    m_blocks.push_back(block);
}

/// At most one prior is selected, over all maps.
void LayoutInspector::chooseChip(int map, int chip) {
    for (int i = 0; chip >= 0 && i < blockCount(); ++i) {
        if (i != map) {
            const QSignalBlocker blocker(block(i)->chips());
            block(i)->chips()->choose(-1);
        }
    }
    Q_EMIT shapeSelected(map, block(map)->chips()->shapeOfChip(chip));
}

void LayoutInspector::selectShape(int map, int shape) {
    if (map < 0 || map >= blockCount()) {
        return;
    }
    selectMap(map);
    for (int i = 0; i < blockCount(); ++i) {
        MapChips* chips = block(i)->chips();
        const QSignalBlocker blocker(chips);
        chips->choose(i == map ? chips->chipOfShape(shape) : -1);
    }
    m_scroll->ensureWidgetVisible(block(map), 0, 0);
}

void LayoutInspector::refresh() {
    const PriorConfig& config = m_document.config();
    if (m_blocks.size() != config.maps.size()) {
        followBlocks();
    }
    for (MapBlock* block : m_blocks) {
        block->refresh();
    }
    m_clip->setChecked(config.clip);
    m_costs->setLayouts(m_document.baseline(), config);
    const bool fits = !m_costs->backbone().empty();
    const QSignalBlocker blocker(m_input);
    m_input->setValue(config.input_size);
    m_input->setEnabled(fits);
    m_input->setToolTip(
        fits ? tr("Side of the network's input. The maps get the model's cell counts for this size; scales "
                  "are fractions of it and stay")
             : tr("The cell counts at another size are known only for the maps of a model"));
    const std::vector<Problem> problems = config.validate();
    if (!problems.empty()) {
        m_banner->showError(tr("%1 %2").arg(QString::fromStdString(problems.front().field),
                                            sentenceText(problems.front().message)));
    } else {
        m_banner->hide();
    }
    refreshUse();
}

void LayoutInspector::showSuggest(bool shown) {
    const bool had_focus = m_suggest->isAncestorOf(QApplication::focusWidget());
    m_pages->setCurrentWidget(shown ? static_cast<QWidget*>(m_suggest) : m_pages->widget(0));
    m_suggest_button->setChecked(shown);
    if (shown) {
        m_suggest->startButton()->setFocus(Qt::OtherFocusReason);
    } else if (had_focus) {
        m_suggest_button->setFocus(Qt::OtherFocusReason);
    }
}

void LayoutInspector::setUse(const Use& use) {
    m_use_state = use;
    refreshUse();
}

void LayoutInspector::refreshUse() {
    const auto& [in_use, obstacle, model] = m_use_state;
    const bool is_valid = m_document.config().validate().empty();
    const bool takes_other = !obstacle.isEmpty() && !model.isEmpty();
    m_use->setText(in_use        ? tr("Used for training")
                   : takes_other ? tr("Use with that model")
                                 : tr("Use for training"));
    m_use->setToolTip(
        takes_other ? tr("Plan a run of %1 with this layout, in the Train workspace (Ctrl+Enter)").arg(model)
                    : tr("Give this layout to the Train workspace (Ctrl+Enter)"));
    const bool is_possible = is_valid && !in_use && (obstacle.isEmpty() || takes_other);
    if (!is_possible && m_use->hasFocus()) {
        m_suggest_button->setFocus();  // otherwise Qt moves it to the next widget, somewhere in the window
    }
    m_use->setEnabled(is_possible);
    m_obstacle->setText(takes_other
                            ? tr("%1 %2 has those of this layout.").arg(obstacle, model)
                            : tr("%1 Add or remove maps, or choose another model in Train.").arg(obstacle));
    m_obstacle->setVisible(is_valid && !obstacle.isEmpty());
}

void LayoutInspector::selectMap(int map) {
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        m_blocks[i]->setSelected(static_cast<int>(i) == map);
    }
    if (map != m_selected) {
        m_selected = map;
        Q_EMIT mapSelected(map);
    }
}

void LayoutInspector::setInputSize(int pixels) {
    DetectorSpec spec;
    ssdOf(spec) = {.backbone = m_costs->backbone(), .priors = m_document.config()};
    try {
        m_document.edit(tr("input of %1 px").arg(pixels), ssdOf(withInputSize(spec, pixels)).priors);
    } catch (const std::exception& error) {
        refresh();  // the box shows the layout's size again
        m_banner->showError(errorText(error));
    }
}

void LayoutInspector::applyLinearRule(double s_min, double s_max) {
    LinearRule rule{.s_min = static_cast<float>(s_min), .s_max = static_cast<float>(s_max)};
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        if (m_blocks[i]->keepsScale()) {
            rule.kept.push_back(i);
        }
    }
    m_document.edit(tr("linear rule"),
                    [&rule](PriorConfig& config) { priorscope::applyLinearRule(config, rule); });
}

}  // namespace priorscope
