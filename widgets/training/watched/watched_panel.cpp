#include "widgets/training/watched/watched_panel.hpp"

#include <QStackedLayout>
#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/training/evaluation/watched_images.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/watched/watched_view.hpp"

namespace priorscope {
namespace {

bool isSameFolder(const std::filesystem::path& a, const QString& b) {
    std::error_code ignored;
    const std::filesystem::path other(b.toStdString());
    return a.lexically_normal() == other.lexically_normal() || std::filesystem::equivalent(a, other, ignored);
}

}  // namespace

WatchedPanel::WatchedPanel(Workbench& workbench, ThemeManager& themes, QWidget* parent)
    : Panel(tr("Validation images"), parent),
      m_workbench(workbench),
      m_view(new WatchedView(workbench, themes.theme(), this)) {
    m_choice = new ChoiceBox(this);
    m_choice->setProperty("compact", true);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);  // steps grow
    m_choice->setAccessibleName(tr("Evaluation"));
    m_choice->setToolTip(tr("The evaluation that is shown; the newest one is followed"));
    m_earlier = new IconButton(QStringLiteral("chevron-left"), tr("The evaluation before"), this);
    m_later = new IconButton(QStringLiteral("chevron-right"), tr("The evaluation after"), this);
    for (QWidget* tool : std::initializer_list<QWidget*>{m_earlier, m_choice, m_later}) {
        addTool(tool);
    }
    auto* content = new QWidget(this);
    m_message = new QLabel(content);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setProperty("role", "second");
    m_pages = new QStackedLayout(content);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_message);
    setContent(content);
    setGround("base");
    followIcons(this, themes);

    connect(m_choice, &QComboBox::activated, this, [this] { read(); });
    connect(m_earlier, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_later, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_view, &WatchedView::chosen, this, [this](int image) { Q_EMIT imageChosen(image, step()); });
    connect(&themes, &ThemeManager::changed, m_view, &WatchedView::setTheme);
    connect(&workbench, &Workbench::datasetChanged, this, &WatchedPanel::read);
    connect(&m_reader, &JobRunner::failed, this, [this](const JobFailure& failure) { say(failure.message); });
    read();
}

void WatchedPanel::setRun(std::optional<WatchedRun> run, const QString& dataset) {
    if (run == m_run && dataset == m_dataset) {
        return;
    }
    m_dataset = dataset;
    m_run = std::move(run);
    m_lister.cancel();
    m_choice->setCurrentIndex(-1);
    showSteps({});
    refresh();
}

void WatchedPanel::refresh() {
    if (!m_run) {
        return;
    }
    m_lister.start(
        tr("Reading evaluations"),
        [folder = m_run->folder](const std::stop_token&, const ProgressFn&) { return watchedSteps(folder); },
        [this](const std::vector<std::int64_t>& steps) { showSteps(steps); });
}

std::int64_t WatchedPanel::step() const {
    return m_choice->currentIndex() < 0 ? -1 : m_choice->currentData().toLongLong();
}

void WatchedPanel::showSteps(const std::vector<std::int64_t>& steps) {
    const std::int64_t before = step();
    const bool follows = m_choice->currentIndex() <= 0;
    if (steps != m_steps) {
        m_steps = steps;
        Choices choices;
        for (auto each = steps.rbegin(); each != steps.rend(); ++each) {
            choices.emplace_back(tr("Step %1").arg(countText(*each)), QString::number(*each));
        }
        offer(m_choice, choices);
        const int found = m_choice->findData(QString::number(before));
        m_choice->setCurrentIndex(steps.empty() ? -1 : follows || found < 0 ? 0 : found);
    }
    read();
    Q_EMIT imagesChanged();
}

void WatchedPanel::move(int by) {
    const int index = m_choice->currentIndex() + by;
    if (index >= 0 && index < m_choice->count()) {
        m_choice->setCurrentIndex(index);
        read();
    }
}

void WatchedPanel::read() {
    m_earlier->setEnabled(m_choice->currentIndex() + 1 < m_choice->count());
    m_later->setEnabled(m_choice->currentIndex() > 0);
    m_choice->setEnabled(m_choice->count() > 0);
    const auto& dataset = m_workbench.dataset();
    if (!m_run || m_steps.empty()) {
        m_reader.cancel();
        m_view->watched()->setSheet({});
        say(tr("After each evaluation, some validation images are shown here with what was found in them."));
        return;
    }
    if (!dataset || !isSameFolder(dataset->root, m_dataset)) {
        m_reader.cancel();
        m_view->watched()->setSheet({});
        say(tr("The images of this run are those of %1: open it to see them.").arg(m_dataset));
        return;
    }
    m_reader.start(
        tr("Reading an evaluation"),
        [run = *m_run, step = step(), dataset](const std::stop_token&, const ProgressFn&) {
            return watchedSheet(run, step, *dataset);
        },
        [this](WatchedSheet sheet) {
            setSubtitle(tr("score %1 and over").arg(figureText(static_cast<double>(kDrawnWatchedScore), 2)));
            m_view->watched()->setSheet(std::move(sheet));
            m_pages->setCurrentWidget(m_view);
        });
}

void WatchedPanel::say(const QString& message) {
    setSubtitle({});
    m_message->setText(message);
    m_pages->setCurrentWidget(m_message);
}

}  // namespace priorscope
