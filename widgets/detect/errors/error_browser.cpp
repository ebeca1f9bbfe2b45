#include "widgets/detect/errors/error_browser.hpp"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QStackedWidget>
#include <QTableView>
#include <algorithm>
#include <utility>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/detect/compare/compared_page.hpp"
#include "widgets/detect/errors/browser_tools.hpp"
#include "widgets/detect/errors/cause_column.hpp"
#include "widgets/detect/errors/cause_list.hpp"
#include "widgets/detect/errors/causes_page.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/detect/review/reviewed_page.hpp"
#include "widgets/detect/slices/slices_page.hpp"
#include "widgets/detect/split/class_table.hpp"
#include "widgets/detect/split/class_table_model.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kFirst = 24;  ///< of each cause, in the overview

/// What a job found.
struct Listed {
    std::shared_ptr<const LiveCounted> counted;
    std::vector<ErrorList> lists;
};

}  // namespace

ErrorBrowser::ErrorBrowser(const WorkspaceContext& context, const LiveScores& scores, QAction* evaluate,
                           QWidget* parent)
    : Panel(tr("Errors"), parent), m_context(context), m_scores(scores) {
    m_pages = new QStackedWidget(this);
    m_causes = new CausesPage(context, this);
    m_pages->addWidget(m_causes);
    connect(m_causes, &CausesPage::causeChosen, this, &ErrorBrowser::show);
    connect(m_causes, &CausesPage::chosen, this, &ErrorBrowser::choose);
    m_gallery = new ErrorGallery(context.workbench, context.themes.theme(), this);
    m_pages->addWidget(m_gallery);
    m_pages->addWidget(buildClasses());
    buildSlices();
    buildReviewed();
    buildCompared();
    buildTools(evaluate);
    setContent(m_pages);
    setGround("base");
    setMinimumHeight(Metrics::kPanelHead + 72);
    connect(m_gallery, &ErrorGallery::chosen, this, &ErrorBrowser::choose);
    connect(&context.themes, &ThemeManager::changed, m_gallery, &ErrorGallery::setTheme);
    followScores();
    showFigures();
    showPage(kCauses);
}

void ErrorBrowser::buildTools(QAction* evaluate) {
    m_tools = new BrowserTools(evaluate, this);
    connect(m_tools, &BrowserTools::backWanted, this, [this] { showErrors(std::nullopt); });
    connect(m_tools, &BrowserTools::viewChosen, this, &ErrorBrowser::showView);
    const auto again = [this] {
        if (m_shown && !m_shown->filter.confusion) {
            m_shown->filter.label = m_tools->label();
        }
        list();
        showTitle();
    };
    connect(m_tools, &BrowserTools::labelChosen, this, again);
    connect(m_tools, &BrowserTools::sortChosen, this, again);
    connect(shownOnlyAction(), &QAction::toggled, &m_context.detections,
            &SplitDetectionsService::setShownOnly);
    for (QWidget* tool : std::initializer_list<QWidget*>{
             m_tools->back(), m_tools->classBox(), m_tools->sortBox(), m_slices->kinds(),
             m_reviewed->shownBox(), m_reviewed->sendButton(), m_compared->kinds(), m_tools->views(),
             m_tools->shownOnly(), m_tools->evaluate()}) {
        addTool(tool);
    }
    offerClasses();
}

QAction* ErrorBrowser::shownOnlyAction() const {
    return m_tools->shownOnlyAction();
}

const std::vector<CauseColumn*>& ErrorBrowser::columns() const {
    return m_causes->columns();
}

ChoiceBox* ErrorBrowser::classBox() const {
    return m_tools->classBox();
}

void ErrorBrowser::buildSlices() {
    m_slices = new SlicesPage(m_context, m_scores, this);
    m_pages->addWidget(m_slices);
    connect(m_slices, &SlicesPage::errorsWanted, this, [this](const ErrorFilter& filter, const Slice& slice) {
        showErrors(ShownErrors{.filter = filter, .slice = slice});
    });
    connect(m_slices, &SlicesPage::failed, this,
            [this](const JobFailure& failure) { banner()->showFailure(failure); });
}

void ErrorBrowser::buildReviewed() {
    m_reviewed = new ReviewedPage(m_context, m_scores, this);
    m_pages->addWidget(m_reviewed);
    connect(m_reviewed, &ReviewedPage::changed, this, [this] {
        if (m_page == kReviewed) {
            showTitle();
        }
    });
    connect(m_reviewed, &ReviewedPage::itemChosen, this, &ErrorBrowser::choose);
    connect(m_reviewed, &ReviewedPage::placeChosen, this, &ErrorBrowser::placeChosen);
    std::vector<ErrorGallery*> galleries{m_gallery};
    for (const CauseColumn* column : columns()) {
        galleries.push_back(column->gallery());
    }
    for (ErrorGallery* gallery : galleries) {
        gallery->errors()->setMarks([this](const EvaluatedSplit& split, const ErrorItem& item) {
            const Review* review = m_context.reviews.find(reviewedError(split, item));
            return review != nullptr ? verdictMark(review->verdict) : QString();
        });
    }
    connect(&m_context.reviews, &Reviews::changed, this, &ErrorBrowser::showReviews);
}

void ErrorBrowser::buildCompared() {
    m_compared = new ComparedPage(m_context, m_scores, this);
    m_pages->addWidget(m_compared);
    connect(m_compared, &ComparedPage::placeChosen, this, &ErrorBrowser::placeChosen);
    connect(m_compared, &ComparedPage::failed, this,
            [this](const JobFailure& failure) { banner()->showFailure(failure); });
}

void ErrorBrowser::showReviews() {
    m_gallery->viewport()->update();
    m_causes->updatePictures();
    Q_EMIT progressChanged();
}

std::optional<std::pair<int, int>> ErrorBrowser::reviewProgress() const {
    const ErrorModel& errors = *m_gallery->errors();
    if (m_page != kGallery || !errors.counted()) {
        return std::nullopt;
    }
    const EvaluatedSplit& split = *errors.counted()->split;
    const auto reviewed = std::count_if(
        errors.items().begin(), errors.items().end(),
        [&](const ErrorItem& item) { return m_context.reviews.find(reviewedError(split, item)) != nullptr; });
    return std::pair(static_cast<int>(reviewed), errors.rowCount());
}

bool ErrorBrowser::isRunning() const {
    return m_lister.isRunning() || m_compared->isRunning() || m_slices->isRunning();
}

QWidget* ErrorBrowser::buildClasses() {
    m_classes = new ClassTableModel(this);
    QTableView* table = classTable(*m_classes, this);
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, table] {
        const QModelIndexList rows = table->selectionModel()->selectedRows();
        if (!rows.isEmpty()) {
            m_context.workbench.setSelectedClass(rows.first().data(ClassTableModel::LabelRole).toInt());
        }
    });
    return table;
}

void ErrorBrowser::followScores() {
    const auto refresh = [this] {
        showFigures();
        showTitle();
        list();
    };
    connect(&m_scores, &LiveScores::countsChanged, this, refresh);
    connect(&m_scores, &LiveScores::curvesChanged, this, refresh);
    connect(&m_scores, &LiveScores::intervalsChanged, this, &ErrorBrowser::showFigures);
    connect(&m_scores, &LiveScores::costsChanged, this, [this] {
        showFigures();
        if (m_tools->sort() == ErrorSort::cost) {
            list();
        }
    });
    const SplitDetectionsService* service = &m_context.detections;
    connect(service, &SplitDetectionsService::changed, this, [this] {
        banner()->hide();
        m_shown.reset();
        m_current.reset();
        m_tools->classBox()->setEnabled(true);
        offerClasses();
        showPage(m_page == kGallery ? kCauses : m_page);
        showTitle();
        Q_EMIT filterChanged();
        warn();
    });
    connect(&m_context.edits, &LabelEdits::changed, this, [this] {
        const int unsaved = m_context.edits.unsaved();
        if (std::exchange(m_unsaved, unsaved) != unsaved) {
            warn();
        }
    });
    const auto tell = [this](const JobFailure& failure) { banner()->showFailure(failure); };
    connect(service, &SplitDetectionsService::failed, this, tell);
    connect(&m_scores, &LiveScores::failed, this, tell);
    connect(&m_lister, &JobRunner::failed, this, tell);
    connect(service, &SplitDetectionsService::runningChanged, this, [this] {
        if (m_context.detections.isRunning()) {
            banner()->hide();
        }
    });
}

void ErrorBrowser::offerClasses() {
    Choices choices{{tr("all classes"), QStringLiteral("0")}};
    if (const auto& result = m_context.detections.result()) {
        const std::vector<std::string>& names = result->detections.mapping.names;
        for (std::size_t i = 0; i < static_cast<std::size_t>(result->detections.mapping.judged); ++i) {
            choices.emplace_back(QString::fromStdString(names[i]), QString::number(i + 1));
        }
    }
    offer(m_tools->classBox(), choices);
}

void ErrorBrowser::show(const std::optional<ErrorFilter>& filter) {
    showErrors(filter ? std::optional(ShownErrors{.filter = *filter}) : std::nullopt);
}

std::optional<ErrorFilter> ErrorBrowser::filter() const {
    const bool is_of_part = m_shown && (m_shown->slice || m_shown->bin || m_shown->from_score);
    return m_shown && !is_of_part && !m_shown->suspected ? std::optional(m_shown->filter) : std::nullopt;
}

void ErrorBrowser::showErrors(const std::optional<ShownErrors>& shown) {
    m_shown = shown;
    m_current.reset();
    m_first_step.reset();
    m_listed = 0;
    m_gallery->errors()->setList(nullptr, {});  // they are of the kind before
    const bool is_confusion = m_shown && m_shown->filter.confusion;
    if (m_shown && !is_confusion) {
        m_shown->filter.label = m_tools->label();
    }
    m_tools->classBox()->setEnabled(!is_confusion);
    showPage(m_shown ? kGallery : kCauses);
    if (m_shown && qobject_cast<QAbstractSpinBox*>(QApplication::focusWidget()) != nullptr) {
        m_gallery->setFocus();  // the keys of the review are meant for the errors
    }
    list();
    Q_EMIT filterChanged();
}

void ErrorBrowser::showGroup(const ShownErrors& shown) {
    m_tools->setLabel(shown.filter.label);
    showErrors(shown);
}

void ErrorBrowser::showView(int view) {
    const bool shows_labels = m_shown && m_shown->suspected;
    if (view == BrowserTools::kSuspects) {
        showErrors(ShownErrors{.suspected = true});
    } else if (view != BrowserTools::kErrors) {
        showPage(view == BrowserTools::kClasses    ? kClasses
                 : view == BrowserTools::kSlices   ? kSlices
                 : view == BrowserTools::kReviewed ? kReviewed
                                                   : kCompared);
    } else if (shows_labels) {
        showErrors(std::nullopt);
    } else {
        showPage(m_shown ? kGallery : kCauses);
    }
}

void ErrorBrowser::showPage(int page) {
    m_page = static_cast<Page>(page);
    m_pages->setCurrentIndex(page);
    const bool shows_labels = m_shown && m_shown->suspected;
    m_tools->views()->setCurrent(page == kClasses                   ? BrowserTools::kClasses
                                 : page == kSlices                  ? BrowserTools::kSlices
                                 : page == kReviewed                ? BrowserTools::kReviewed
                                 : page == kCompared                ? BrowserTools::kCompared
                                 : page == kGallery && shows_labels ? BrowserTools::kSuspects
                                                                    : BrowserTools::kErrors);
    m_tools->back()->setVisible(page == kGallery && !shows_labels);
    m_tools->classBox()->setVisible(page == kCauses || page == kGallery);
    m_tools->sortBox()->setVisible(page == kCauses || (page == kGallery && !shows_labels));
    m_slices->kinds()->setVisible(page == kSlices);
    m_reviewed->shownBox()->setVisible(page == kReviewed);
    m_reviewed->sendButton()->setVisible(page == kReviewed);
    m_compared->kinds()->setVisible(page == kCompared);
    showTitle();
    Q_EMIT progressChanged();
}

std::vector<ShownErrors> ErrorBrowser::wanted() const {
    if (m_shown) {
        return {*m_shown};
    }
    std::vector<ShownErrors> all;
    for (const Cause& cause : kCauseList) {
        all.push_back({.filter = filterOf(cause)});
        all.back().filter.label = m_tools->label();
    }
    return all;
}

void ErrorBrowser::list() {
    if (!m_scores.counted()) {
        m_lister.cancel();
        m_gallery->errors()->setList(nullptr, {});
        m_causes->setLists(nullptr, {});
        return;
    }
    m_lister.start(
        tr("Listing errors"),
        [counted = m_scores.counted(), curves = m_scores.sharedCurves(), costs = m_scores.sharedCosts(),
         all = wanted(), sort = m_tools->sort(),
         most = m_shown ? kMostRows : kFirst](const std::stop_token&, const ProgressFn&) {
            Listed listed{.counted = counted, .lists = {}};
            for (const ShownErrors& each : all) {
                listed.lists.push_back(listErrors(*counted, curves.get(), costs.get(), each, sort, most));
            }
            return listed;
        },
        [this, all = wanted(), sort = m_tools->sort()](Listed listed) {
            if (all == wanted() && sort == m_tools->sort() && m_scores.counted() &&
                m_scores.counted()->split == listed.counted->split) {
                receive(listed.counted, std::move(listed.lists));
            }
        },
        Supersede::after_running);
}

void ErrorBrowser::receive(const std::shared_ptr<const LiveCounted>& counted, std::vector<ErrorList> lists) {
    if (!m_shown) {
        m_causes->setLists(counted, std::move(lists));
        return;
    }
    m_listed = lists.front().items.size();
    m_gallery->errors()->setList(counted, std::move(lists.front()));
    showTitle();
    if (const auto from = std::exchange(m_first_step, std::nullopt)) {
        m_current = *from;
        step(m_current ? 1 : 0);
    }
    Q_EMIT progressChanged();
}

void ErrorBrowser::showFigures() {
    m_causes->showFigures(m_scores);
    const LiveCurves* curves = m_scores.curves();
    m_classes->setScores(
        m_scores.counted(), curves != nullptr ? &curves->curves : nullptr,
        [this](int label) { return m_context.detections.classColor(m_context.themes.theme(), label); },
        m_scores.intervals());
}

void ErrorBrowser::choose(const ErrorItem& item) {
    m_current = item;
    m_gallery->setCurrentItem(item);
    m_causes->setCurrentItem(item);
    Q_EMIT chosen(item);
}

/// From the overview: the errors of the cause that is looked at, else of the first that has any.
void ErrorBrowser::startSteps() {
    const std::optional<ErrorItem> from = m_current;
    const VerdictCounts& counts = m_scores.counted()->counts.total;
    for (const Cause& cause : kCauseList) {
        const bool is_wanted = from ? from->outcome == cause.outcome
                                    : (cause.outcome ? counts.count(*cause.outcome) : counts.missed()) > 0;
        if (is_wanted) {
            show(filterOf(cause));
            m_first_step = from;
            return;
        }
    }
}

void ErrorBrowser::stepFrom(const ReviewedError& error) {
    const auto& counted = m_gallery->errors()->counted();
    if (m_page == kGallery && m_current && counted) {
        if (isSameError(reviewedError(*counted->split, *m_current), error)) {
            step(1);
        }
    }
}

void ErrorBrowser::step(int by) {
    const ErrorModel& errors = *m_gallery->errors();
    if (m_page == kCauses && m_scores.counted()) {
        startSteps();
        return;
    }
    if (m_page != kGallery || errors.rowCount() == 0) {
        return;
    }
    const int at = m_current ? errors.rowOf(*m_current) : -1;
    const int next = at < 0 ? 0 : std::clamp(at + by, 0, errors.rowCount() - 1);
    m_gallery->scrollTo(errors.index(next));
    choose(errors.item(next));
}

}  // namespace priorscope
