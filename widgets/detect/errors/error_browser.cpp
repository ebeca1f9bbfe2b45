#include "widgets/detect/errors/error_browser.hpp"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <algorithm>
#include <utility>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/detect/compare/compared_page.hpp"
#include "widgets/detect/errors/cause_column.hpp"
#include "widgets/detect/errors/cause_list.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/outcomes.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/detect/review/reviewed_page.hpp"
#include "widgets/detect/split/class_table.hpp"
#include "widgets/detect/split/class_table_model.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/detect/split/split_warnings.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kFirst = 24;       ///< of each cause, in the overview
constexpr std::size_t kMostRows = 5000;  ///< of one kind, in the gallery

/// What a job found.
struct Listed {
    std::shared_ptr<const LiveCounted> counted;
    std::vector<std::vector<ErrorItem>> lists;
};

}  // namespace

ErrorBrowser::ErrorBrowser(const WorkspaceContext& context, const LiveScores& scores, QAction* evaluate,
                           QWidget* parent)
    : Panel(tr("Errors by cause"), parent), m_context(context), m_scores(scores) {
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(buildCauses());
    m_gallery = new ErrorGallery(context.workbench, context.themes.theme(), this);
    m_pages->addWidget(m_gallery);
    m_pages->addWidget(buildClasses());
    buildReviewed();
    buildCompared();
    buildTools(evaluate);
    setContent(m_pages);
    setGround("base");
    setMinimumHeight(Metrics::kPanelHead + 72);
    connect(m_gallery, &ErrorGallery::chosen, this, &ErrorBrowser::choose);
    connect(&context.themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_gallery->setTheme(theme);
        for (CauseColumn* column : m_columns) {
            column->setTheme(theme);
        }
    });
    followScores();
    showFigures();
    showPage(kCauses);
}

void ErrorBrowser::buildTools(QAction* evaluate) {
    m_back = new Chip(tr("All causes"), this);
    m_back->setToolTip(tr("Back to the first errors of each cause (Backspace)"));
    m_back->hide();
    connect(m_back, &Chip::clicked, this, [this] { show(std::nullopt); });
    m_class = new ChoiceBox(this);
    m_class->setToolTip(
        tr("Show the errors of one class: of the detection, or of the object that was missed"));
    m_class->setAccessibleName(tr("Class of the errors"));
    m_class->setMaximumWidth(160);
    connect(m_class, &QComboBox::activated, this, [this] {
        if (m_filter) {
            m_filter->label = m_class->currentData().toInt();
        }
        list();
        showTitle();
    });
    m_views = new SegmentedControl({tr("Errors"), tr("Classes"), tr("Reviewed"), tr("Compared")}, this);
    m_views->setSegmentToolTip(0, tr("Errors by cause, as pictures"));
    m_views->setSegmentToolTip(1, tr("Counts, rates and average precision of every class"));
    connect(m_views, &SegmentedControl::changed, this, [this](int index) {
        const Page errors = m_filter ? kGallery : kCauses;
        showPage(std::array{errors, kClasses, kReviewed, kCompared}.at(static_cast<std::size_t>(index)));
    });
    m_views->setSegmentToolTip(3, tr("The pinned state beside the present one, image by image"));
    m_views->setSegmentToolTip(2, tr("What was reviewed, and what the present detector makes of it"));
    QPushButton* button = evaluateButton(evaluate);
    for (QWidget* tool :
         std::initializer_list<QWidget*>{m_back, m_class, m_reviewed->shownBox(), m_reviewed->sendButton(),
                                         m_compared->kinds(), m_views, button}) {
        addTool(tool);
    }
    offerClasses();
}

QPushButton* ErrorBrowser::evaluateButton(QAction* evaluate) {
    auto* button = new QPushButton(evaluate->text(), this);
    button->setObjectName(QStringLiteral("evaluateButton"));
    button->setProperty("compact", true);
    button->setToolTip(tr("Run the network on every image of the split (Ctrl+E)"));
    const auto follow = [button, evaluate] { button->setEnabled(evaluate->isEnabled()); };
    follow();
    connect(evaluate, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, evaluate, &QAction::trigger);
    return button;
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
    for (const CauseColumn* column : m_columns) {
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
    for (const CauseColumn* column : m_columns) {
        column->gallery()->viewport()->update();
    }
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
    return m_lister.isRunning() || m_compared->isRunning();
}

QWidget* ErrorBrowser::buildCauses() {
    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const Cause& cause : kCauseList) {
        const QString name = causeName(cause);
        auto* column = new CauseColumn(cause.verdict, name, causeMeaning(cause), m_context.workbench,
                                       m_context.themes.theme(), page);
        if (!m_columns.empty()) {
            row->addWidget(hairline(Qt::Vertical, page));
        }
        row->addWidget(column, 1);
        m_columns.push_back(column);
        connect(column->head(), &CauseHead::clicked, this, [this, &cause] { show(filterOf(cause)); });
        connect(column->gallery(), &ErrorGallery::chosen, this, &ErrorBrowser::choose);
    }
    return page;
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
    connect(&m_scores, &LiveScores::costsChanged, this, &ErrorBrowser::showFigures);
    const SplitDetectionsService* service = &m_context.detections;
    connect(service, &SplitDetectionsService::changed, this, [this] {
        banner()->hide();
        m_filter.reset();
        m_current.reset();
        m_class->setEnabled(true);
        offerClasses();
        showPage(m_page == kGallery ? kCauses : m_page);
        showTitle();
        Q_EMIT filterChanged();
        warn();
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

/// What the figures do not say of themselves.
void ErrorBrowser::warn() {
    const auto& result = m_context.detections.result();
    if (!result) {
        return;
    }
    const QString text = warningsOf(*result);
    const QString other = QString::fromStdString(result->unseen_split);
    if (!text.isEmpty()) {
        banner()->showError(text, other.isEmpty() ? QString() : tr("Evaluate %1").arg(other), [this, other] {
            m_context.workbench.setSplit(other);
            m_context.detections.evaluate();
        });
    }
}

void ErrorBrowser::offerClasses() {
    Choices choices{{tr("all classes"), QStringLiteral("0")}};
    if (const auto& result = m_context.detections.result()) {
        const std::vector<std::string>& names = result->detections.mapping.names;
        for (std::size_t i = 0; i < static_cast<std::size_t>(result->detections.mapping.judged); ++i) {
            choices.emplace_back(QString::fromStdString(names[i]), QString::number(i + 1));
        }
    }
    offer(m_class, choices);
}

void ErrorBrowser::show(const std::optional<ErrorFilter>& filter) {
    m_filter = filter;
    m_current.reset();
    m_first_step.reset();
    m_listed = 0;
    m_gallery->errors()->setItems(nullptr, {});  // they are of the kind before
    if (m_filter && !m_filter->confusion) {
        m_filter->label = m_class->currentData().toInt();
    }
    m_class->setEnabled(!m_filter || !m_filter->confusion);
    showPage(m_filter ? kGallery : kCauses);
    list();
    Q_EMIT filterChanged();
}

void ErrorBrowser::showPage(int page) {
    m_page = static_cast<Page>(page);
    m_pages->setCurrentIndex(page);
    m_views->setCurrent(page <= kGallery ? 0 : page - kGallery);
    m_back->setVisible(page == kGallery);
    m_class->setVisible(page == kCauses || page == kGallery);
    m_reviewed->shownBox()->setVisible(page == kReviewed);
    m_reviewed->sendButton()->setVisible(page == kReviewed);
    m_compared->kinds()->setVisible(page == kCompared);
    showTitle();
    Q_EMIT progressChanged();
}

std::vector<ErrorFilter> ErrorBrowser::wanted() const {
    if (m_filter) {
        return {*m_filter};
    }
    std::vector<ErrorFilter> filters;
    for (const Cause& cause : kCauseList) {
        filters.push_back(filterOf(cause));
        filters.back().label = m_class->currentData().toInt();
    }
    return filters;
}

void ErrorBrowser::list() {
    if (!m_scores.counted()) {
        m_lister.cancel();
        m_gallery->errors()->setItems(nullptr, {});
        for (CauseColumn* column : m_columns) {
            column->gallery()->errors()->setItems(nullptr, {});
        }
        return;
    }
    m_lister.start(
        tr("Listing errors"),
        [counted = m_scores.counted(), curves = m_scores.sharedCurves(), filters = wanted(),
         most = m_filter ? kMostRows : kFirst](const std::stop_token&, const ProgressFn&) {
            Listed listed{.counted = counted, .lists = {}};
            const auto prospects = curves ? std::span<const ObjectProspects>(curves->prospects)
                                          : std::span<const ObjectProspects>();
            for (const ErrorFilter& filter : filters) {
                listed.lists.push_back(errorItems(*counted->kept, *counted->judged, prospects,
                                                  counted->at.detection.min_score, filter, most));
            }
            return listed;
        },
        [this, filters = wanted()](Listed listed) {
            if (filters != wanted() || !m_scores.counted() ||
                m_scores.counted()->split != listed.counted->split) {
                return;
            }
            if (m_filter) {
                m_listed = listed.lists.front().size();
                m_gallery->errors()->setItems(listed.counted, std::move(listed.lists.front()));
                showTitle();
                if (const auto from = std::exchange(m_first_step, std::nullopt)) {
                    m_current = *from;
                    step(m_current ? 1 : 0);
                }
                Q_EMIT progressChanged();
            } else {
                for (std::size_t i = 0; i < m_columns.size(); ++i) {
                    m_columns[i]->gallery()->errors()->setItems(listed.counted, std::move(listed.lists[i]));
                }
            }
        },
        Supersede::after_running);
}

void ErrorBrowser::showFigures() {
    const auto& counted = m_scores.counted();
    const LiveCosts* costs = m_scores.costs();
    std::array<std::int64_t, kErrorCauses> counts{};
    for (std::size_t i = 0; counted && i < kErrorCauses; ++i) {
        counts[i] = kCauseList[i].outcome ? counted->counts.total.count(*kCauseList[i].outcome)
                                          : counted->counts.total.missed();
    }
    const std::int64_t most = std::max<std::int64_t>(1, *std::max_element(counts.begin(), counts.end()));
    for (std::size_t i = 0; i < kErrorCauses; ++i) {
        const auto tide = static_cast<std::size_t>(kCauseList[i].tide);
        CauseHead* head = m_columns[i]->head();
        head->setFigures(counted ? std::optional(counts[i]) : std::nullopt,
                         static_cast<double>(counts[i]) / static_cast<double>(most),
                         costs != nullptr ? std::optional(100.0 * costs->tide.delta_ap[tide]) : std::nullopt);
        const QString meaning = causeMeaning(kCauseList[i]);
        head->setToolTip(
            costs == nullptr
                ? meaning
                : tr("%1 ΔAP: what AP (%2) would gain, in points of 100, if these alone were mended, as TIDE "
                     "computes it from every score; TIDE counts %3 of them.")
                      .arg(meaning, figureText(100.0 * costs->tide.ap.value_or(0.0), 1),
                           countText(costs->tide.counts[tide])));
    }
    const LiveCurves* curves = m_scores.curves();
    m_classes->setScores(counted, curves != nullptr ? &curves->curves : nullptr, [this](int label) {
        return m_context.detections.classColor(m_context.themes.theme(), label);
    });
}

void ErrorBrowser::showTitle() {
    if (m_page == kCompared) {
        setTitle(tr("Compared"));
        setSubtitle(tr("pinned, and now"));
    } else if (m_page == kReviewed) {
        setTitle(tr("Reviewed"));
        setSubtitle(m_reviewed->summary());
    } else if (m_page == kClasses) {
        setTitle(tr("Classes"));
        setSubtitle(tr("at these thresholds"));
    } else if (m_filter) {
        setTitle(kindName(*m_filter, [this](int label) { return m_context.detections.className(label); }));
        setSubtitle(m_listed >= kMostRows
                        ? tr("the first %1, highest score first").arg(countText(kMostRows))
                        : tr("%1, highest score first").arg(countText(static_cast<std::int64_t>(m_listed))));
    } else {
        setTitle(tr("Errors by cause"));
        setSubtitle(m_scores.counted() ? tr("highest score first; click a name for all")
                                       : tr("evaluate the split to see them"));
    }
}

void ErrorBrowser::choose(const ErrorItem& item) {
    m_current = item;
    m_gallery->setCurrentItem(item);
    for (CauseColumn* column : m_columns) {
        column->gallery()->setCurrentItem(item);
    }
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
