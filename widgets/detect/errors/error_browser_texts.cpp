// What the error browser says of what it shows.
#include "widgets/components/error_banner.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/review/reviewed_page.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/detect/split/split_warnings.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// What the figures do not say of themselves.
void ErrorBrowser::warn() {
    const auto& result = m_context.detections.result();
    if (!result) {
        if (m_context.detections.isStale()) {
            banner()->showError(
                tr("The dataset was read again after the split had been evaluated: its figures no longer "
                   "hold. Evaluate again; where candidates are kept, the network need not run."),
                tr("Evaluate again"), [this] { m_context.detections.evaluate(); });
        }
        return;
    }
    QString text = warningsOf(*result);
    if (const int unsaved = m_context.edits.unsaved(); unsaved > 0) {
        text = tr("Unsaved labels do not count in the figures of the split. Images that have some: %1.")
                   .arg(countText(unsaved)) +
               (text.isEmpty() ? QString() : u' ' + text);
    }
    const QString other = QString::fromStdString(result->unseen_split);
    if (!text.isEmpty()) {
        banner()->showError(text, other.isEmpty() ? QString() : tr("Evaluate %1").arg(other), [this, other] {
            m_context.workbench.setSplit(other);
            m_context.detections.evaluate();
        });
    }
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
    } else if (m_page == kSlices) {
        setTitle(tr("Slices"));
        setSubtitle(tr("click a group for its errors"));
    } else if (m_shown) {
        const auto& counted = m_scores.counted();
        setTitle(shownName(*m_shown, counted ? counted->split->slices.get() : nullptr,
                           [this](int label) { return m_context.detections.className(label); }));
        setSubtitle(listSubtitle());
    } else {
        setTitle(tr("Errors"));
        setSubtitle(m_scores.counted() ? tr("click a name for all") : tr("evaluate the split to see them"));
    }
}

QString ErrorBrowser::listSubtitle() const {
    const QString count = m_listed >= kMostRows ? tr("the first %1").arg(countText(kMostRows))
                                                : countText(static_cast<std::int64_t>(m_listed));
    if (m_shown->suspected) {
        return tr("%1, most suspicious first").arg(count);
    }
    // What a bar of the scores shows may not count at the thresholds.
    const bool is_below = m_shown->bin && m_scores.counted() &&
                          ScoreHistogram::binOf(m_scores.counted()->at.detection.min_score) > *m_shown->bin;
    return is_below ? tr("%1, below the score slider").arg(count) : count;
}

}  // namespace priorscope
