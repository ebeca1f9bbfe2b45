#include "widgets/priors/layout_inspector.hpp"

#include <QFileDialog>
#include <exception>

namespace priorscope {

LayoutInspector::LayoutInspector(PriorDocument& document, ThemeManager& themes, QWidget* parent)
    : QWidget(parent), m_document(document), m_themes(themes) {
    setAttribute(Qt::WA_StyledBackground);
    setProperty("ground", "window");
    buildCommands();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    m_banner = new ErrorBanner(this);
    column->addWidget(m_banner);
    column->addWidget(buildBaseline());
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* blocks = new QWidget(scroll);
    m_block_column = new QVBoxLayout(blocks);
    m_block_column->setContentsMargins(0, 0, 0, 0);
    m_block_column->setSpacing(0);
    m_block_column->addStretch(1);
    scroll->setWidget(blocks);
    column->addWidget(scroll, 1);
    column->addWidget(buildTotals());
    connect(&m_document, &PriorDocument::changed, this, &LayoutInspector::refresh);
    connect(&m_document, &PriorDocument::baselineChanged, this, &LayoutInspector::refresh);
    connect(&m_themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        for (MapBlock* block : m_blocks) {
            block->setTheme(theme);
        }
    });
    refresh();
}

void LayoutInspector::buildCommands() {
    QAction* undo = m_document.undoStack().createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setData(QStringLiteral("undo"));
    QAction* redo = m_document.undoStack().createRedoAction(this, tr("Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    redo->setData(QStringLiteral("redo"));
    auto* open = new QAction(tr("Open layout…"), this);
    open->setData(QStringLiteral("folder"));
    open->setToolTip(tr("Open a layout from a JSON file"));
    connect(open, &QAction::triggered, this, &LayoutInspector::openFile);
    auto* save = new QAction(tr("Save layout…"), this);
    save->setShortcut(QKeySequence::Save);
    save->setData(QStringLiteral("save"));
    save->setToolTip(tr("Save the layout to a JSON file (Ctrl+S)"));
    connect(save, &QAction::triggered, this, &LayoutInspector::saveFile);
    m_commands = {undo, redo, nullptr, open, save};
}

QWidget* LayoutInspector::buildHead() {
    auto* head = new QWidget(this);
    head->setFixedHeight(Metrics::kFigureStrip);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", "bottom");
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(Metrics::kMargin, 0, Metrics::kGap, 0);
    row->setSpacing(4);
    auto* title = new QLabel(tr("Prior layout"), head);
    title->setProperty("role", "heading");
    row->addWidget(title, 1);
    for (QAction* action : m_commands) {
        if (action != nullptr) {
            auto* button = new IconButton(QString(), action->text(), head);
            button->setDefaultAction(action);
            row->addWidget(button);
        }
    }
    return head;
}

QWidget* LayoutInspector::buildBaseline() {
    auto* bar = new QWidget(this);
    bar->setFixedHeight(40);
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setProperty("line", "bottom");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Metrics::kMargin, 0, Metrics::kGap, 0);
    row->setSpacing(Metrics::kGap);
    auto* label = new QLabel(tr("Baseline"), bar);
    label->setProperty("role", "second");
    m_presets = new QComboBox(bar);
    m_presets->setProperty("compact", true);
    m_presets->setFixedWidth(116);
    m_presets->setPlaceholderText(tr("own layout"));
    m_presets->setToolTip(tr("Start from a built-in layout"));
    m_presets->setAccessibleName(tr("Preset"));
    for (const std::string& name : priorPresetNames()) {
        m_presets->addItem(QString::fromStdString(name), QString::fromStdString(name));
    }
    connect(m_presets, &QComboBox::activated, this, &LayoutInspector::choosePreset);
    m_baseline = new ElidedLabel(QString(), bar);
    auto* pin =
        new IconButton(QStringLiteral("pin"), tr("Compare from here on with the layout as it is now"), bar);
    row->addWidget(m_presets);
    row->addWidget(label);
    row->addWidget(m_baseline, 1);
    row->addWidget(pin);
    connect(pin, &QToolButton::clicked, this, [this] { m_document.setBaseline(m_document.config()); });
    return bar;
}

QWidget* LayoutInspector::buildTotals() {
    auto* foot = new QWidget(this);
    foot->setAttribute(Qt::WA_StyledBackground);
    foot->setProperty("line", "top");
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(Metrics::kMargin, Metrics::kGap, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("Priors"), foot);
    label->setToolTip(tr("Of all feature maps together: what the network predicts for, at every image"));
    m_total = new FigureLabel(foot);
    row->addWidget(label);
    row->addStretch(1);
    row->addWidget(m_total);
    m_use = new QPushButton(tr("Use for training"), foot);
    m_use->setProperty("role", "primary");
    m_use->setToolTip(tr("Give this layout to the Train workspace (Ctrl+Enter)"));
    column->addLayout(row);
    column->addWidget(m_use);
    connect(m_use, &QPushButton::clicked, this, &LayoutInspector::useRequested);
    return foot;
}

void LayoutInspector::rebuildBlocks() {
    for (MapBlock* block : std::exchange(m_blocks, {})) {
        block->hide();
        block->deleteLater();
    }
    for (std::size_t i = 0; i < m_document.config().maps.size(); ++i) {
        auto* block = new MapBlock(m_document, i, m_themes.theme(), this);
        const int map = static_cast<int>(i);
        connect(block, &MapBlock::selected, this, [this, map] { selectMap(map); });
        m_block_column->insertWidget(map, block);
        m_blocks.push_back(block);
    }
    m_selected = std::clamp(m_selected, 0, static_cast<int>(m_blocks.size()) - 1);
    selectMap(m_selected);
}

void LayoutInspector::refresh() {
    const PriorConfig& config = m_document.config();
    if (m_blocks.size() != config.maps.size()) {
        rebuildBlocks();
    }
    for (MapBlock* block : m_blocks) {
        block->refresh();
    }
    m_presets->setCurrentIndex(presetIndex());
    const PriorConfig& base = m_document.baseline();
    m_baseline->setText(QString::fromStdString(base.name));
    m_total->setText(base.count() == config.count()
                         ? countText(config.count())
                         : QStringLiteral("%1 → %2").arg(countText(base.count()), countText(config.count())));
    const std::vector<Problem> problems = config.validate();
    if (problems.empty()) {
        m_banner->hide();
    } else {
        m_banner->showError(tr("%1 %2").arg(QString::fromStdString(problems.front().field),
                                            QString::fromStdString(problems.front().message)));
    }
    m_use->setEnabled(problems.empty() && !m_is_in_use);
}

int LayoutInspector::presetIndex() const {
    const int index = m_presets->findData(QString::fromStdString(m_document.config().name));
    return index >= 0 && m_document.config() == loadPriorConfig(m_document.config().name) ? index : -1;
}

void LayoutInspector::setInUse(bool in_use) {
    m_is_in_use = in_use;
    m_use->setText(in_use ? tr("Offered to training") : tr("Use for training"));
    m_use->setEnabled(!in_use && m_document.config().validate().empty());
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

template <class Work>
void LayoutInspector::guarded(Work work) {
    try {
        work();
    } catch (const std::exception& error) {
        m_banner->showError(QString::fromUtf8(error.what()));
    }
}

void LayoutInspector::choosePreset(int index) {
    guarded([&] {
        const QString name = m_presets->itemData(index).toString();
        m_document.edit(tr("preset %1").arg(name), loadPriorConfig(name.toStdString()));
    });
}

void LayoutInspector::openFile() {
    auto* dialog = new QFileDialog(this, tr("Open a prior layout"), QString(), tr("Prior layouts (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        guarded([&] { m_document.edit(tr("layout from a file"), loadPriorConfig(file.toStdString())); });
    });
    dialog->open();
}

void LayoutInspector::saveFile() {
    auto* dialog =
        new QFileDialog(this, tr("Save the prior layout"), QString(), tr("Prior layouts (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        guarded([&] {
            savePriorConfig(m_document.config(), file.toStdString());
            m_document.undoStack().setClean();
        });
    });
    dialog->open();
}

}  // namespace priorscope
