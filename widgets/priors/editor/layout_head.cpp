#include "widgets/priors/editor/layout_head.hpp"

#include <QFileDialog>
#include <QStandardItemModel>
#include <exception>
#include <utility>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kHeadButton = 26;  ///< px; the name needs the space

}  // namespace

LayoutHead::LayoutHead(PriorDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    buildCommands();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTitle());
    column->addWidget(buildNameRow());
    column->addWidget(buildBaseline());
    connect(&m_document, &PriorDocument::changed, this, &LayoutHead::refresh);
    connect(&m_document, &PriorDocument::baselineChanged, this, &LayoutHead::refresh);
    connect(&m_document, &PriorDocument::versionsChanged, this, [this] {
        fillLayouts();
        refresh();
    });
    fillLayouts();
    refresh();
}

void LayoutHead::buildCommands() {
    QAction* undo = m_document.undoStack().createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setData(QStringLiteral("undo"));
    QAction* redo = m_document.undoStack().createRedoAction(this, tr("Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    redo->setData(QStringLiteral("redo"));
    const auto add = [this](const QString& text, const QString& tool_tip, const QKeySequence& key,
                            const std::function<void()>& run) {
        auto* action = new QAction(text, this);
        action->setToolTip(tool_tip);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    m_save_version = add(tr("Save as version…"), tr("Save the current layout under a name"),
                         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] {
                             askName(m_document.freeVersionName(),
                                     [this](const QString& name) { m_document.saveVersion(name); }, {});
                         });
    m_rename = add(tr("Rename the version…"), tr("Rename the current version"), {}, [this] {
        const QString name = QString::fromStdString(m_document.config().name);
        askName(
            name, [this, name](const QString& wanted) { m_document.renameVersion(name, wanted); }, name);
    });
    m_delete = add(tr("Delete the version"), tr("Delete the current version; the edited layout stays"), {},
                   [this] { m_document.deleteVersion(QString::fromStdString(m_document.config().name)); });
    m_pin = add(tr("Pin as baseline"), tr("From now on, compare with the current layout"),
                QKeySequence(Qt::CTRL | Qt::Key_B), [this] { m_document.setBaseline(m_document.config()); });
    m_pin->setData(QStringLiteral("pin"));
    m_open = add(tr("Open layout…"), tr("Open a layout from a JSON file"), {}, [this] { openFile(); });
    m_save = add(tr("Save layout…"), tr("Save the layout to a JSON file (Ctrl+S)"), QKeySequence::Save,
                 [this] { saveFile(); });
    m_commands = {undo, redo, nullptr, m_save_version, m_rename, m_delete, m_pin, nullptr, m_open, m_save};
}

QWidget* LayoutHead::buildTitle() {
    auto* head = new QWidget(this);
    head->setFixedHeight(Metrics::kFigureStrip);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", "bottom");
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(Metrics::kMargin, 0, 4, 0);
    row->setSpacing(0);
    auto* title = new QLabel(tr("Prior layout"), head);
    title->setProperty("role", "heading");
    m_layouts = new ChoiceBox(head);
    m_layouts->setProperty("compact", true);
    guardWheel(m_layouts);
    m_layouts->setMinimumWidth(96);
    m_layouts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_layouts->setAccessibleName(tr("Versions and built-in layouts"));
    connect(m_layouts, &QComboBox::activated, this, &LayoutHead::chooseLayout);
    row->addWidget(title);
    row->addSpacing(Metrics::kGap);
    row->addWidget(m_layouts, 1);
    row->addSpacing(4);
    for (QAction* action : {m_commands[0], m_commands[1]}) {
        auto* button = new IconButton(QString(), action->text(), head);
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setFixedWidth(kHeadButton);
        row->addWidget(button);
    }
    auto* more = new IconButton(QStringLiteral("more"), tr("Versions and files"), head);
    more->setFocusPolicy(Qt::StrongFocus);
    m_more = new QMenu(more);
    m_more->setToolTipsVisible(true);
    for (QAction* action : m_commands.mid(3)) {
        action != nullptr ? m_more->addAction(action) : void(m_more->addSeparator());
    }
    more->setFixedWidth(kHeadButton);
    more->setMenu(m_more);
    more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(more);
    return head;
}

QWidget* LayoutHead::buildNameRow() {
    m_name_row = new QWidget(this);
    m_name_row->setAttribute(Qt::WA_StyledBackground);
    m_name_row->setProperty("line", "bottom");
    auto* column = new QVBoxLayout(m_name_row);
    column->setContentsMargins(Metrics::kMargin, Metrics::kGap, Metrics::kGap, Metrics::kGap);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kGap);
    m_name = new QLineEdit(m_name_row);
    m_name->setProperty("compact", true);
    m_name->setAccessibleName(tr("Name of the version"));
    m_name->setToolTip(tr("Name of the version: Enter saves, Escape cancels"));
    auto* save = new QPushButton(tr("Save"), m_name_row);
    save->setProperty("compact", true);
    save->setToolTip(tr("Save it under this name (Enter)"));
    auto* leave = new IconButton(QStringLiteral("close"), tr("Cancel without saving (Escape)"), m_name_row);
    m_name_problem = new QLabel(m_name_row);
    m_name_problem->setProperty("role", "worse");
    m_name_problem->setWordWrap(true);
    m_name_problem->hide();
    row->addWidget(m_name, 1);
    row->addWidget(save);
    row->addWidget(leave);
    column->addLayout(row);
    column->addWidget(m_name_problem);
    m_name_row->hide();
    connect(save, &QPushButton::clicked, this, &LayoutHead::acceptName);
    connect(m_name, &QLineEdit::returnPressed, this, &LayoutHead::acceptName);
    connect(leave, &QToolButton::clicked, this, &LayoutHead::closeNameRow);
    auto* escape = new QAction(m_name);
    escape->setShortcut(Qt::Key_Escape);
    escape->setShortcutContext(Qt::WidgetShortcut);
    m_name->addAction(escape);
    connect(escape, &QAction::triggered, this, &LayoutHead::closeNameRow);
    return m_name_row;
}

QWidget* LayoutHead::buildBaseline() {
    auto* bar = new QWidget(this);
    bar->setFixedHeight(40);
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setProperty("line", "bottom");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Metrics::kGap, 0, Metrics::kGap, 0);
    row->setSpacing(4);
    auto* pin = new IconButton(QString(), m_pin->text(), bar);
    pin->setDefaultAction(m_pin);
    pin->setFocusPolicy(Qt::StrongFocus);
    auto* label = new QLabel(tr("Baseline"), bar);
    label->setProperty("role", "second");
    label->setToolTip(tr("What every figure is compared with"));
    m_baseline = new QToolButton(bar);
    m_baseline->setFocusPolicy(Qt::StrongFocus);
    m_baseline->setPopupMode(QToolButton::InstantPopup);
    m_baseline->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_baseline_menu = new QMenu(m_baseline);
    m_baseline->setMenu(m_baseline_menu);
    row->addWidget(pin);
    row->addWidget(label);
    row->addWidget(m_baseline);
    row->addStretch(1);
    connect(m_baseline_menu, &QMenu::aboutToShow, this, &LayoutHead::fillBaselineMenu);
    return bar;
}

void LayoutHead::refresh() {
    const PriorConfig& config = m_document.config();
    const QString name = QString::fromStdString(config.name);
    m_layouts->setCurrentIndex(m_document.isUnchanged(config) ? m_layouts->findData(name) : -1);
    // There is little room, especially at the end: a star in front, the full text in the tooltip.
    const QString shown = m_document.displayName(config);
    m_layouts->setPlaceholderText(shown == name ? name : QLatin1Char('*') + name);
    m_layouts->update();  // Qt 6.4 does not repaint here
    m_layouts->setToolTip(tr("The layout: one of your versions or a built-in one. Current: %1").arg(shown));
    const QString baseline = m_document.displayName(m_document.baseline());
    m_baseline->setText(baseline + QStringLiteral("  ▾"));
    m_baseline->setAccessibleName(tr("Baseline: %1").arg(baseline));
    m_baseline->setToolTip(tr("What every figure is compared with: %1").arg(baseline));
    const bool is_version = m_document.version(name) != nullptr;
    m_rename->setEnabled(is_version);
    m_rename->setText(is_version ? tr("Rename the version %1…").arg(name) : tr("Rename the version…"));
    m_delete->setEnabled(is_version);
    m_delete->setText(is_version ? tr("Delete the version %1").arg(name) : tr("Delete the version"));
    m_pin->setEnabled(!(m_document.baseline() == config));
}

void LayoutHead::fillLayouts() {
    m_layouts->clear();
    for (const PriorConfig& each : m_document.versions()) {
        const QString name = QString::fromStdString(each.name);
        m_layouts->addItem(name, name);
    }
    if (m_layouts->count() > 0) {
        m_layouts->insertSeparator(m_layouts->count());
    }
    for (const std::string& each : priorPresetNames()) {
        const QString name = QString::fromStdString(each);
        m_layouts->addItem(name, name);
    }
}

PriorConfig LayoutHead::known(const QString& name) const {
    const PriorConfig* version = m_document.version(name);
    return version != nullptr ? *version : loadPriorConfig(name.toStdString());
}

void LayoutHead::chooseLayout(int index) {
    guarded([&] {
        const QString name = m_layouts->itemData(index).toString();
        m_document.edit(tr("layout %1").arg(name), known(name));
    });
    refresh();
}

void LayoutHead::fillBaselineMenu() {
    m_baseline_menu->clear();
    m_baseline_menu->addAction(m_pin);
    m_baseline_menu->addSeparator();
    const auto add = [this](const std::string& each) {
        const QString name = QString::fromStdString(each);
        m_baseline_menu->addAction(name, this,
                                   [this, name] { guarded([&] { m_document.setBaseline(known(name)); }); });
    };
    for (const PriorConfig& each : m_document.versions()) {
        add(each.name);
    }
    if (!m_document.versions().empty()) {
        m_baseline_menu->addSeparator();
    }
    for (const std::string& each : priorPresetNames()) {
        add(each);
    }
}

void LayoutHead::askName(const QString& proposal, std::function<void(const QString&)> accept,
                         const QString& replaced) {
    m_accept_name = std::move(accept);
    m_replaced = replaced;
    m_name->setText(proposal);
    m_name_problem->hide();
    m_name_row->show();
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void LayoutHead::acceptName() {
    const QString name = m_name->text().trimmed();
    const QString problem = m_document.nameProblem(name, m_replaced);
    if (!problem.isEmpty()) {
        m_name_problem->setText(QStringLiteral("▲ ") + problem);
        m_name_problem->show();
        return;
    }
    closeNameRow();
    m_accept_name(name);
}

void LayoutHead::closeNameRow() {
    const bool had_focus = m_name_row->isAncestorOf(QApplication::focusWidget());
    m_name_row->hide();
    if (had_focus) {
        m_layouts->setFocus(Qt::OtherFocusReason);
    }
}

template <class Work>
void LayoutHead::guarded(Work work) {
    try {
        work();
    } catch (const std::exception& error) {
        Q_EMIT failed(errorText(error));
    }
}

void LayoutHead::openFile() {
    auto* dialog = new QFileDialog(this, tr("Open a prior layout"), QString(), tr("Prior layouts (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        guarded([&] { m_document.edit(tr("layout from a file"), loadPriorConfig(file.toStdString())); });
    });
    dialog->open();
}

void LayoutHead::saveFile() {
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
