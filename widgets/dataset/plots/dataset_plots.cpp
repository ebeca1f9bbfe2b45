#include "widgets/dataset/plots/dataset_plots.hpp"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <algorithm>
#include <utility>

#include "widgets/components/text.hpp"
#include "widgets/dataset/plots/plot_slot.hpp"
#include "widgets/session/brightness_figures.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

// In the session, before the name of what is compared with.
constexpr char kAgainst = '|';
const QByteArray kSplit = QByteArrayLiteral("|s");
const QByteArray kTag = QByteArrayLiteral("|t");

/// What is counted, as values that a worker may have.
struct PlotQuestion {
    std::shared_ptr<const Dataset> dataset;
    std::vector<std::size_t> split;
    std::vector<std::size_t> shown;
    std::string split_name;
    ImageFilter filter;
    ImageMarks marks;
    ImageFigures figures;
    DatasetPlots::Against against;
    std::set<Distribution> wanted;
    bool is_balance_wanted = false;
};

/// With what the shown images are compared: those of another split, or with another tag, that pass the same
/// filter.
std::vector<std::size_t> comparedImages(const PlotQuestion& question) {
    ImageFilter filter = question.filter;
    if (question.against.tag.isEmpty()) {
        return filterImages(*question.dataset, question.against.split.toStdString(), filter, question.marks,
                            question.figures);
    }
    std::erase_if(filter.marks, [](const MarkCondition& condition) {
        return condition.kind == "tag" && !condition.is_without;
    });
    filter.marks.push_back({.kind = "tag", .names = {question.against.tag.toStdString()}});
    return filterImages(*question.dataset, question.split_name, filter, question.marks, question.figures);
}

/// The other side of a comparison without its filter.
std::vector<std::size_t> allCompared(const PlotQuestion& question) {
    if (question.against.split.isEmpty()) {
        return question.split;  // those with a tag are of it
    }
    const auto other = question.dataset->splits.find(question.against.split.toStdString());
    return other == question.dataset->splits.end() ? std::vector<std::size_t>() : other->second;
}

/// Without what is chosen in the map of balance itself.
ImageFilter balanceFilter(ImageFilter filter) {
    filter.labels.clear();
    const auto& fields = plotKindInfo(PlotKind::balance).fields;
    std::erase_if(filter.conditions, [&fields](const FilterCondition& condition) {
        return std::find(fields.begin(), fields.end(), condition.field) != fields.end();
    });
    return filter;
}

std::span<const float> brightnessOf(const PlotQuestion& question) {
    const auto brightness = question.figures.find(FilterField::brightness);
    return brightness != question.figures.end() ? std::span(brightness->second) : std::span<const float>();
}

std::optional<PlotCounts> counted(const PlotQuestion& question, const std::stop_token& stop) {
    PlotCounts counts{.dataset = question.dataset};
    const bool is_compared = question.against != DatasetPlots::Against();
    const std::vector<std::size_t> others = is_compared ? comparedImages(question) : question.split;
    auto distributions = distributionsOf(*question.dataset, question.wanted,
                                         {others, is_compared ? &question.filter : nullptr},
                                         {question.shown, &question.filter}, brightnessOf(question), stop);
    if (!distributions) {
        return std::nullopt;
    }
    counts.distributions = *std::move(distributions);
    if (is_compared && question.filter != ImageFilter()) {
        const std::vector<std::size_t> compared = allCompared(question);
        auto everything = distributionsOf(*question.dataset, question.wanted, {compared, nullptr},
                                          {question.split, nullptr}, brightnessOf(question), stop);
        if (!everything) {
            return std::nullopt;
        }
        counts.extent = std::move(everything->cells);
    }
    if (question.is_balance_wanted) {
        counts.balance = splitBalance(*question.dataset, balanceFilter(question.filter), question.marks,
                                      question.figures, stop);
        if (!counts.balance) {
            return std::nullopt;
        }
    }
    counts.images = static_cast<std::int64_t>(question.shown.size());
    counts.images_all = static_cast<std::int64_t>(others.size());
    counts.against = question.against.tag.isEmpty() ? question.against.split
                                                    : DatasetPlots::tr("tag %1").arg(question.against.tag);
    return counts;
}

}  // namespace

DatasetPlots::DatasetPlots(Workbench& workbench, ThemeManager& themes, BrightnessFigures& brightness,
                           QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_themes(themes), m_brightness(brightness), m_runner(nullptr) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const PlotKind kind : {PlotKind::sizes, PlotKind::places, PlotKind::objects}) {
        addSlot(kind);
    }
    followIcons(this, themes);
    connect(&themes, &ThemeManager::changed, this, &DatasetPlots::showFound);  // colours of classes
    connect(&workbench, &Workbench::imagesChanged, this, [this] {
        followFilter();
        goStale();
    });
    connect(&workbench, &Workbench::figuresChanged, this, &DatasetPlots::goStale);
    connect(&brightness, &BrightnessFigures::runningChanged, this, &DatasetPlots::showFound);
    connect(&workbench, &Workbench::marksChanged, this, [this] {
        if (!m_chosen_against.tag.isEmpty()) {
            keepAgainst();
            goStale();
        }
    });
    connect(&workbench, &Workbench::splitChanged, this, &DatasetPlots::keepAgainst);
    connect(&workbench, &Workbench::filterChanged, this, &DatasetPlots::wantBrightness);
    connect(&workbench, &Workbench::datasetChanged, this, [this] {
        m_counts = {};
        m_choices.clear();
        keepAgainst();
        showFound();
        goStale();
    });
}

/// What is compared with must be there, and another one than what is looked at. What was chosen is compared
/// with again once it can be.
void DatasetPlots::keepAgainst() {
    const bool is_split = m_chosen_against.split != m_workbench.split() &&
                          m_workbench.splitNames().contains(m_chosen_against.split);
    const bool is_tag = m_workbench.marks().contains("tag=" + m_chosen_against.tag.toStdString());
    const Against before = std::exchange(m_against, is_split || is_tag ? m_chosen_against : Against());
    if (m_against != before) {
        goStale();
    }
    wantBrightness();
}

/// Of the split, or of all images where others are counted too.
void DatasetPlots::wantBrightness() {
    const bool is_shown = shows(PlotKind::brightness);
    const bool is_filtered = m_workbench.filter().has(FilterField::brightness);
    const bool of_others = (!m_against.split.isEmpty() && (is_shown || is_filtered)) ||
                           (shows(PlotKind::balance) && is_filtered);
    m_brightness.setWanted(isVisible() && (is_shown || of_others), isVisible() && of_others);
}

void DatasetPlots::addSlot(PlotKind kind) {
    if (!m_slots.empty()) {
        layout()->addWidget(hairline(Qt::Vertical, this));
    }
    auto* slot = new PlotSlot(kind, m_themes, this);
    static_cast<QHBoxLayout*>(layout())->addWidget(slot, 1);
    const std::size_t index = m_slots.size();
    m_slots.push_back(slot);
    connect(slot, &PlotSlot::brushed, this, [this, slot](const QRect& cells) { take(*slot, cells); });
    connect(slot, &PlotSlot::givenUp, this, [this, slot] { giveUp(slot->kind()); });
    connect(slot, &PlotSlot::menuWanted, this, &DatasetPlots::fillMenu);
    connect(slot, &PlotSlot::kindChosen, this, [this, index](PlotKind chosen) {
        setKind(index, chosen);
        Q_EMIT sessionChanged();
    });
}

void DatasetPlots::setKind(std::size_t slot, PlotKind kind) {
    const PlotKind before = m_slots.at(slot)->kind();
    for (PlotSlot* other : m_slots) {
        if (other->kind() == kind) {
            other->setKind(before);
        }
    }
    m_slots[slot]->setKind(kind);
    wantBrightness();
    showFound();
    goStale();
}

void DatasetPlots::compareWith(const Against& against) {
    if (against != m_chosen_against) {
        m_chosen_against = against;
        Q_EMIT sessionChanged();
    }
    keepAgainst();
}

/// The same for all plots: with what they compare.
void DatasetPlots::fillMenu(QMenu* menu) {
    QMenu* compare = menu->addMenu(tr("Compare with"));
    auto* group = new QActionGroup(compare);
    const auto add = [&](const QString& text, const Against& against) {
        QAction* action = compare->addAction(text);
        action->setCheckable(true);
        action->setChecked(against == m_against);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, against] { compareWith(against); });
    };
    add(tr("All images of the split"), {});
    compare->addSection(tr("Splits"));
    for (const QString& split : m_workbench.splitNames()) {
        if (split != m_workbench.split()) {
            add(split, {.split = split});
        }
    }
    const auto tags = m_workbench.marksOf("tag");
    if (!tags.empty()) {
        compare->addSection(tr("Tags"));
    }
    for (const auto& [tag, images] : tags) {
        add(QString::fromStdString(tag), {.tag = QString::fromStdString(tag)});
    }
}

bool DatasetPlots::shows(PlotKind kind) const {
    return std::any_of(m_slots.begin(), m_slots.end(),
                       [kind](const PlotSlot* slot) { return slot->kind() == kind; });
}

void DatasetPlots::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    wantBrightness();
    compute();
}

void DatasetPlots::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    wantBrightness();
}

void DatasetPlots::goStale() {
    m_is_stale = true;
    compute();
}

void DatasetPlots::compute() {
    if (!m_is_stale || !isVisible() || !m_workbench.dataset()) {
        return;
    }
    m_is_stale = false;
    PlotQuestion question{.dataset = m_workbench.dataset(),
                          .split = m_workbench.splitSelection().images(),
                          .shown = m_workbench.selection().images(),
                          .split_name = m_workbench.split().toStdString(),
                          .filter = m_workbench.filter(),
                          .marks = m_workbench.marks(),
                          .figures = m_workbench.figures(),
                          .against = m_against,
                          .wanted = {},
                          .is_balance_wanted = shows(PlotKind::balance)};
    for (const PlotSlot* slot : m_slots) {
        if (const std::optional<Distribution> distribution = plotKindInfo(slot->kind()).distribution) {
            question.wanted.insert(*distribution);
        }
    }
    m_runner.start(
        tr("Counting objects"),
        [question = std::move(question)](const std::stop_token& stop, const ProgressFn&) {
            return counted(question, stop);
        },
        [this](PlotCounts found) {
            if (found.dataset == m_workbench.dataset()) {
                m_counts = std::move(found);
                showFound();
            }
        },
        Supersede::after_running);
}

void DatasetPlots::showFound() {
    for (PlotSlot* slot : m_slots) {
        const std::optional<Distribution> distribution = plotKindInfo(slot->kind()).distribution;
        const bool is_counted = distribution ? m_counts.distributions.cells.contains(*distribution)
                                             : m_counts.balance.has_value();
        PlotCells cells;
        if (is_counted && m_counts.dataset == m_workbench.dataset()) {
            cells = plotCells(slot->kind(), m_counts, m_workbench, m_themes.theme());
        }
        if (slot->kind() == PlotKind::brightness &&
            !m_workbench.figures().contains(FilterField::brightness)) {
            cells.empty = m_brightness.isRunning() ? tr("Brightness is being measured")
                                                   : tr("Brightness was not measured");
        }
        slot->setCells(std::move(cells));
    }
    followFilter();
}

void DatasetPlots::take(const PlotSlot& slot, const QRect& cells) {
    const PlotKind kind = slot.kind();
    const PlotCells& shown = slot.plot()->shown();
    if (m_counts.dataset != m_workbench.dataset() || !QRect({0, 0}, shown.size).contains(cells)) {
        return;  // what was clicked is gone
    }
    PlotChoice choice = plotChoice(kind, shown, cells, m_counts);
    const auto before = m_choices.find(kind);
    choice.split_before =
        before != m_choices.end() && before->second.split ? before->second.split_before : m_workbench.split();
    m_choices[kind] = choice;
    applyChoice(kind, choice, m_workbench);
    followFilter();
}

void DatasetPlots::giveUp(PlotKind kind) {
    PlotChoice nothing;
    const auto choice = m_choices.find(kind);
    if (choice != m_choices.end() && choice->second.split) {
        nothing.split = choice->second.split_before;
    }
    m_choices.erase(kind);
    applyChoice(kind, nothing, m_workbench);
    followFilter();
}

void DatasetPlots::followFilter() {
    for (const PlotSlot* slot : m_slots) {
        const auto choice = m_choices.find(slot->kind());
        const bool is_there = choice != m_choices.end() && choice->second.holdsIn(m_workbench) &&
                              m_counts.dataset == m_workbench.dataset();
        slot->plot()->setChosen(
            is_there ? cellsOf(slot->kind(), choice->second, slot->plot()->shown(), m_counts) : std::nullopt);
    }
}

QByteArray DatasetPlots::session() const {
    QStringList keys;
    for (const PlotSlot* slot : m_slots) {
        keys << plotKindInfo(slot->kind()).key;
    }
    QByteArray session = keys.join(QLatin1Char(',')).toLatin1();
    if (!m_chosen_against.split.isEmpty()) {
        session += kSplit + m_chosen_against.split.toUtf8().toPercentEncoding();
    } else if (!m_chosen_against.tag.isEmpty()) {
        session += kTag + m_chosen_against.tag.toUtf8().toPercentEncoding();
    }
    return session;
}

void DatasetPlots::restoreSession(const QByteArray& session) {
    const QList<QByteArray> parts = session.split(kAgainst);
    if (parts.size() > 1) {
        const QString name = QString::fromUtf8(QByteArray::fromPercentEncoding(parts[1].mid(1)));
        compareWith((kAgainst + parts[1]).startsWith(kTag) ? Against{.tag = name} : Against{.split = name});
    }
    const QStringList keys = QString::fromLatin1(parts.front()).split(QLatin1Char(','));
    for (std::size_t i = 0; i < m_slots.size() && i < static_cast<std::size_t>(keys.size()); ++i) {
        const auto kind = std::find_if(plotKinds().begin(), plotKinds().end(), [&](const PlotKindInfo& info) {
            return info.key == keys[static_cast<qsizetype>(i)];
        });
        if (kind != plotKinds().end()) {
            setKind(i, kind->kind);
        }
    }
}

}  // namespace priorscope
