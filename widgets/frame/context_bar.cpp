#include "widgets/frame/context_bar.hpp"

#include <QAbstractItemView>
#include <QDir>
#include <QMenu>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolTip>
#include <algorithm>
#include <map>
#include <numeric>

#include "core/base/error.hpp"
#include "core/dataset/filter_text.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/name_picker.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/frame/chip_row.hpp"
#include "widgets/frame/mark_texts.hpp"
#include "widgets/frame/search_field.hpp"
#include "widgets/session/project_store.hpp"

namespace priorscope {
namespace {

/// "trainval" is shown as it is; no split means every image.
QString splitLabel(const QString& split) {
    return split.isEmpty() ? ContextBar::tr("all images") : split;
}

QString folderOf(const Workbench& workbench) {
    return workbench.dataset() ? QString::fromStdString(workbench.dataset()->root.string()) : QString();
}

}  // namespace

ContextBar::ContextBar(Workbench& workbench, ThemeManager& themes, QWidget* parent)
    : QWidget(parent), m_workbench(workbench) {
    setFixedHeight(Metrics::kContextBar);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("ground", "window");
    setProperty("line", "bottom");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 0);
    row->setSpacing(Metrics::kGap);

    m_dataset = new ChoiceBox(this);
    m_dataset->setAccessibleName(tr("Dataset"));
    m_dataset->setToolTip(tr("The dataset: open another folder (Ctrl+O) or a recent one"));
    m_dataset->setFixedWidth(136);
    m_dataset->view()->setTextElideMode(Qt::ElideMiddle);
    m_split = new ChoiceBox(this);
    m_split->setAccessibleName(tr("Split"));
    m_split->setToolTip(tr("The split of the dataset that all workspaces look at"));
    m_split->setFixedWidth(120);
    guardWheel(m_dataset);
    guardWheel(m_split);
    m_chips = new ChipRow(this);
    m_context = new QStackedWidget(this);
    m_context->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_context->hide();
    m_count = new QLabel(this);
    m_count->setProperty("role", "second");
    m_count->setToolTip(tr("Images that pass the filters, and their objects that are shown"));
    buildSearch();
    row->addWidget(m_dataset);
    row->addWidget(m_split);
    row->addWidget(m_context);
    row->addSpacing(Metrics::kGap);
    row->addWidget(m_chips, 1);
    row->addWidget(m_count);
    row->addSpacing(Metrics::kGap);
    row->addWidget(m_search);

    const auto tint = [this](const Theme& theme) {
        m_search_icon->setIcon(theme.icon(QStringLiteral("search"), theme.third));
    };
    tint(themes.theme());
    connect(&themes, &ThemeManager::changed, this, tint);
    connect(m_dataset, &QComboBox::activated, this, &ContextBar::chooseDataset);
    connect(m_split, &QComboBox::activated, this,
            [this](int index) { m_workbench.setSplit(m_split->itemData(index).toString()); });
    connect(&m_workbench, &Workbench::datasetChanged, this, [this] {
        refillDatasets();
        refillSplits();
    });
    connect(&m_workbench, &Workbench::splitChanged, this, [this] { refillSplits(); });
    connect(&m_workbench, &Workbench::filterChanged, this, &ContextBar::refillChips);
    connect(&m_workbench, &Workbench::imagesChanged, this, &ContextBar::refillCount);
    refillDatasets();
    refillSplits();
    refillCount();
}

void ContextBar::buildSearch() {
    m_search = new SearchField(m_workbench, this);
    m_search->setPlaceholderText(tr("Search  Ctrl+K"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setToolTip(
        tr("Show only images whose name, or the name of a class in them, contains this (Ctrl+K). Conditions "
           "are taken "
           "by Enter: objects>=5, width<32, aspect=0.5..2, class=cat,dog, tag=night, -tag=done, -verified, "
           "-difficult. "
           "Esc clears it"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(144);
    m_search->setMaximumWidth(240);
    m_search->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_search_icon = m_search->addAction(QIcon(), QLineEdit::LeadingPosition);
    connect(m_search, &SearchField::refused, this, &ContextBar::refuse);
    connect(m_search, &SearchField::understood, this, &ContextBar::refillCount);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        if (m_count->property("role") == QLatin1String("worse")) {
            refillCount();
        }
    });
}

void ContextBar::refuse(const QString& why) {
    setCountRole("worse");
    m_count->setText(tr("▲ not understood"));
    m_count->setToolTip(why);
    QToolTip::showText(m_search->mapToGlobal(QPoint(0, m_search->height())), why, m_search);
}

QLineEdit* ContextBar::searchEdit() const {
    return m_search;
}

void ContextBar::setRecentFolders(const QStringList& folders) {
    m_recent = folders;
    refillDatasets();
}

int ContextBar::addContextWidget(QWidget* widget) {
    return m_context->addWidget(widget);
}

void ContextBar::setContextWidget(int index) {
    m_context->setVisible(index >= 0);
    if (index >= 0) {
        m_context->setCurrentIndex(index);
    }
}

void ContextBar::refillDatasets() {
    const QSignalBlocker blocker(m_dataset);
    m_dataset->clear();
    const QString open = folderOf(m_workbench);
    if (m_workbench.dataset()) {
        m_dataset->addItem(QString::fromStdString(m_workbench.dataset()->name), open);
        m_dataset->setItemData(0, open, Qt::ToolTipRole);
    } else {
        m_dataset->addItem(tr("no dataset"));
    }
    for (const QString& folder : m_recent) {
        if (QDir(folder) != QDir(open)) {
            m_dataset->addItem(QDir(folder).dirName(), folder);
            m_dataset->setItemData(m_dataset->count() - 1, QDir::toNativeSeparators(folder), Qt::ToolTipRole);
        }
    }
    m_dataset->insertSeparator(m_dataset->count());
    m_dataset->addItem(tr("Open folder…"));
    m_dataset->setCurrentIndex(0);
    m_dataset->view()->setMinimumWidth(200);
}

void ContextBar::chooseDataset(int index) {
    const bool is_open = index == m_dataset->count() - 1;
    const QString folder = m_dataset->itemData(index).toString();
    {
        const QSignalBlocker blocker(m_dataset);
        m_dataset->setCurrentIndex(0);  // changes only once the folder has been read
    }
    if (is_open) {
        Q_EMIT openRequested();
    } else if (index > 0 && !folder.isEmpty()) {
        Q_EMIT folderChosen(folder);
    }
}

void ContextBar::refillSplits() {
    const QSignalBlocker blocker(m_split);
    m_split->clear();
    m_split->addItem(splitLabel({}), QString());
    for (const QString& split : m_workbench.splitNames()) {
        m_split->addItem(split, split);
    }
    m_split->setCurrentIndex(m_split->findData(m_workbench.split()));
    m_split->setEnabled(m_workbench.dataset() != nullptr);
}

void ContextBar::addChip(const QString& label, const QString& tool_tip,
                         const std::function<void(ImageFilter&)>& remove) {
    auto* chip = new Chip(label, m_chips);
    chip->setRemovable(true);
    chip->setToolTip(chip->text().startsWith(label) ? tool_tip
                                                    : QStringLiteral("%1\n%2").arg(label, tool_tip));
    connect(chip, &Chip::removeRequested, this, [this, remove] {
        ImageFilter filter = m_workbench.filter();
        remove(filter);
        m_workbench.setFilter(filter);
    });
    static_cast<ChipRow*>(m_chips)->add(chip);
}

void ContextBar::refillChips() {
    static_cast<ChipRow*>(m_chips)->clear();
    m_search->setEnabled(m_workbench.dataset() != nullptr);
    if (!m_workbench.dataset()) {
        return;
    }
    const ImageFilter& filter = m_workbench.filter();
    m_search->follow();
    for (const int label : filter.labels) {
        addChip(m_workbench.className(label), tr("Only images with this class or another chosen one"),
                [label](ImageFilter& edited) { std::erase(edited.labels, label); });
    }
    if (!filter.together.empty()) {
        QStringList names;
        for (const int label : filter.together) {
            names.append(m_workbench.className(label));
        }
        addChip(names.join(QStringLiteral(" + ")), tr("Only images that have all of these at once"),
                [](ImageFilter& edited) { edited.together.clear(); });
    }
    if (!filter.difficult) {
        addChip(tr("not difficult"), tr("Difficult objects are not shown and not counted"),
                [](ImageFilter& edited) { edited.difficult = true; });
    }
    if (!filter.truncated) {
        addChip(tr("not truncated"), tr("Truncated objects are not shown and not counted"),
                [](ImageFilter& edited) { edited.truncated = true; });
    }
    if (!filter.missing) {
        addChip(tr("image file present"), tr("Only images whose file exists"),
                [](ImageFilter& edited) { edited.missing = true; });
    }
    if (filter.verified) {
        addChip(*filter.verified ? tr("verified") : tr("not verified"),
                *filter.verified ? tr("Only images whose labels were checked")
                                 : tr("Only images whose labels nobody has checked yet"),
                [](ImageFilter& edited) { edited.verified.reset(); });
    }
    for (const FilterCondition& condition : filter.conditions) {
        addChip(shownCondition(condition), sentenceText(filterFieldInfo(condition.field).title),
                [condition](ImageFilter& edited) { std::erase(edited.conditions, condition); });
    }
    for (const MarkCondition& condition : filter.marks) {
        addChip(shownMark(condition), markTip(condition),
                [condition](ImageFilter& edited) { std::erase(edited.marks, condition); });
    }
    auto* more = new Chip(tr("+ Filter"), m_chips);
    more->setDashed(true);
    more->setToolTip(tr("Add a condition on objects or images; or type it into the search (Ctrl+K)"));
    connect(more, &Chip::clicked, this, [this, more] { offerConditions(more); });
    static_cast<ChipRow*>(m_chips)->add(more);
}

void ContextBar::offerConditions(QWidget* below) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const bool of_image : {false, true}) {
        menu->addSection(of_image ? tr("Images with") : tr("Objects with"));
        for (const FilterFieldInfo& info : filterFields()) {
            if (info.of_image == of_image) {
                connect(menu->addAction(sentenceText(info.title)), &QAction::triggered, this,
                        [this, field = info.field] { m_search->begin(field); });
            }
        }
    }
    for (const bool is_verified : {true, false}) {
        connect(menu->addAction(is_verified ? tr("verified labels") : tr("labels not verified yet")),
                &QAction::triggered, this, [this, is_verified] {
                    ImageFilter filter = m_workbench.filter();
                    filter.verified = is_verified;
                    m_workbench.setFilter(filter);
                });
    }
    offerMarks(*menu);
    offerSavedFilters(*menu, below->mapToGlobal(QPoint(0, below->height())));
    menu->popup(below->mapToGlobal(QPoint(0, below->height())));
}

/// The marks that some image of the dataset has, with how many do.
void ContextBar::offerMarks(QMenu& menu) {
    for (const std::string& kind : markKinds()) {
        QMenu* of_kind = nullptr;
        for (const auto& [mark, images] : m_workbench.marks()) {
            const auto count = std::count(images.begin(), images.end(), true);
            if (!mark.starts_with(kind + "=") || count == 0) {
                continue;
            }
            if (of_kind == nullptr) {
                of_kind = menu.addMenu(markKindTitle(kind));
            }
            const std::string name = mark.substr(kind.size() + 1);
            const QString text =
                QStringLiteral("%1, %2").arg(shownMarkName(kind, name), priorscope::countText(count));
            connect(of_kind->addAction(text), &QAction::triggered, this, [this, kind, name] {
                ImageFilter filter = m_workbench.filter();
                filter.marks.push_back({.kind = kind, .names = {name}});
                m_workbench.setFilter(filter);
            });
        }
    }
}

void ContextBar::offerSavedFilters(QMenu& menu, const QPoint& place) {
    if (m_project == nullptr) {
        return;
    }
    menu.addSection(tr("Saved filters"));
    const auto& filters = m_project->savedFilters();
    for (const auto& [name, conditions] : filters) {
        const QString shown = QString::fromStdString(name);
        connect(menu.addAction(shown), &QAction::triggered, this, [this, shown] { applySaved(shown); });
    }
    QAction* save = menu.addAction(tr("Save these filters…"));
    save->setEnabled(!filterText(m_workbench.filter(), m_workbench.dataset()->classes).empty());
    connect(save, &QAction::triggered, this, [this, place] { askNameOfFilter(place); });
    if (filters.empty()) {
        return;
    }
    QMenu* forget = menu.addMenu(tr("Forget"));
    for (const auto& [name, conditions] : filters) {
        connect(forget->addAction(QString::fromStdString(name)), &QAction::triggered, this, [this, name] {
            std::map<std::string, std::string> left = m_project->savedFilters();
            left.erase(name);
            m_project->keepSavedFilters(std::move(left));
        });
    }
}

void ContextBar::applySaved(const QString& name) {
    const auto found = m_project->savedFilters().find(name.toStdString());
    if (found == m_project->savedFilters().end() || !m_workbench.dataset()) {
        return;
    }
    try {
        m_workbench.setFilter(filterFromText(found->second, m_workbench.dataset()->classes));
    } catch (const Error& error) {
        const ErrorParts& parts = error.parts();
        refuse(
            QStringLiteral("%1: %2. %3").arg(name, sentenceText(parts.reason), sentenceText(parts.remedy)));
    }
}

void ContextBar::askNameOfFilter(const QPoint& place) {
    if (m_names == nullptr) {
        m_names = new NamePicker(tr("Name of the filter"), tr("Saved filters"), tr("New: %1"), this);
        m_names->setPrefersNew(true);
        connect(m_names, &NamePicker::picked, this, [this](const QString& name) {
            std::map<std::string, std::string> filters = m_project->savedFilters();
            filters[name.toStdString()] = filterText(m_workbench.filter(), m_workbench.dataset()->classes);
            m_project->keepSavedFilters(std::move(filters));
        });
    }
    QStringList names;
    for (const auto& [name, conditions] : m_project->savedFilters()) {
        names << QString::fromStdString(name);
    }
    m_names->open(names, {}, place);
}

void ContextBar::setCountRole(const char* role) {
    m_count->setProperty("role", role);
    m_count->style()->unpolish(m_count);
    m_count->style()->polish(m_count);
}

void ContextBar::refillCount() {
    refillChips();
    if (!m_workbench.dataset()) {
        m_count->clear();
        return;
    }
    m_count->setToolTip(tr("Images that pass the filters, and their objects that are shown"));
    const ImageFilter& filter = m_workbench.filter();
    const bool finds_nothing = m_workbench.images().empty() &&
                               !(filter.text.empty() && filter.labels.empty() && filter.together.empty() &&
                                 filter.conditions.empty() && filter.marks.empty() && !filter.verified);
    setCountRole(finds_nothing ? "worse" : "second");
    if (finds_nothing) {
        m_count->setText(tr("▲ no image matches"));
        return;
    }
    const auto counts = countShownObjects(*m_workbench.dataset(), m_workbench.images(), filter);
    const auto objects = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    m_count->setText(tr("%1 images, %2 objects")
                         .arg(priorscope::countText(static_cast<std::int64_t>(m_workbench.images().size())),
                              priorscope::countText(objects)));
}

}  // namespace priorscope
