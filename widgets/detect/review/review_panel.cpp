#include "widgets/detect/review/review_panel.hpp"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include "widgets/components/controls.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/review/patch_proposal.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/session/reviews.hpp"

namespace priorscope {
namespace {

constexpr int kMostNote = 500;         ///< characters
constexpr qreal kMostPatchText = 120;  ///< pixels: names of classes may be long

}  // namespace

ReviewPanel::ReviewPanel(Reviews& reviews, QWidget* parent) : QWidget(parent), m_reviews(reviews) {
    auto* title = new QLabel(tr("Review"), this);
    title->setProperty("role", "strong");
    m_progress = new QLabel(this);
    m_progress->setProperty("role", "second");
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_progress);
    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kGap);
    const std::array<QString, kReviewVerdicts> meanings{
        tr("The annotation is right, the detector is not (M)"),
        tr("The annotation is missing or wrong: remembered for every later run (L)"),
        tr("To be looked at again (U)")};
    for (std::size_t i = 0; i < kReviewVerdicts; ++i) {
        const auto verdict = static_cast<ReviewVerdict>(i);
        auto* button = new Chip(verdictName(verdict), this);
        button->setCheckable(true);
        button->setToolTip(meanings[i]);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        row->addWidget(button, 1);
        m_buttons[i] = button;
        connect(button, &Chip::clicked, this, [this, verdict](bool on) {
            if (m_error) {
                m_reviews.setVerdict(*m_error, on ? std::optional(verdict) : std::nullopt);
            }
        });
    }
    buildPatchRow();
    m_note = new QLineEdit(this);
    m_note->setPlaceholderText(tr("Note"));
    m_note->setMaxLength(kMostNote);
    m_note->setAccessibleName(tr("Note on this error"));
    m_note->setToolTip(tr("A note on this error (N); Return leaves it"));
    m_note->installEventFilter(this);
    connect(m_note, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (m_error) {
            m_reviews.setNote(*m_error, text.toStdString());
        }
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, 10, Metrics::kMargin, 12);
    column->setSpacing(Metrics::kGap);
    column->addLayout(head);
    column->addLayout(row);
    column->addWidget(m_patch_row);
    column->addWidget(m_note);
    connect(&reviews, &Reviews::changed, this, &ReviewPanel::refresh);
    connect(&reviews.patches(), &LabelPatches::changed, this, &ReviewPanel::refreshPatch);
    refresh();
}

void ReviewPanel::buildPatchRow() {
    m_patch_row = new QWidget(this);
    auto* title = new QLabel(tr("Label patch"), m_patch_row);
    title->setProperty("role", "second");
    m_patch_button = new Chip(QString(), m_patch_row);
    m_patch_button->setCheckable(true);
    m_patch_state = new ElidedLabel(QString(), m_patch_row);
    m_patch_state->setProperty("role", "second");
    auto* row = new QHBoxLayout(m_patch_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kGap);
    row->addWidget(title);
    row->addWidget(m_patch_button);
    row->addWidget(m_patch_state, 1);
    connect(m_patch_button, &Chip::clicked, this, &ReviewPanel::togglePatch);
}

bool ReviewPanel::judge(ReviewVerdict verdict) {
    setVerdict(verdict);
    return verdict != ReviewVerdict::label_wrong || !m_patch;
}

void ReviewPanel::togglePatch() {
    if (!m_error || !m_patch) {
        return;
    }
    LabelPatches& patches = m_reviews.patches();
    const LabelPatch* present = patches.find(*m_patch);
    if (present != nullptr && present->isPending()) {
        patches.remove({*present});
    } else {
        m_reviews.undoStack().beginMacro(tr("label patch"));
        patches.add(*m_patch);
        m_reviews.setVerdict(*m_error, ReviewVerdict::label_wrong);
        m_reviews.undoStack().endMacro();
    }
    refreshPatch();
}

void ReviewPanel::refreshPatch() {
    m_patch_row->setVisible(m_patch.has_value());
    if (!m_patch) {
        return;
    }
    const LabelPatch* present = m_reviews.patches().find(*m_patch);
    const bool is_pending = present != nullptr && present->isPending();
    m_patch_button->setLabel(
        elided(QFontMetricsF(m_patch_button->font()), patchCommand(*m_patch), kMostPatchText));
    m_patch_button->setChecked(is_pending);
    m_patch_button->setToolTip(
        tr("%1. Mend the label instead of the detector: nothing is written before the label patches are "
           "applied in Dataset (P)")
            .arg(patchText(*m_patch)));
    m_patch_state->setText(present == nullptr ? QString() : is_pending ? tr("pending") : tr("applied"));
}

bool ReviewPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_note && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            Q_EMIT noteLeft();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ReviewPanel::setError(const std::optional<ReviewedError>& error,
                           const std::optional<LabelPatch>& patch) {
    m_error = error;
    m_patch = error ? patch : std::nullopt;
    refresh();
}

void ReviewPanel::setProgress(std::optional<std::pair<int, int>> looked_at_of) {
    m_progress->setText(
        looked_at_of
            ? tr("%1 of %2 looked at").arg(countText(looked_at_of->first), countText(looked_at_of->second))
            : QString());
}

QString ReviewPanel::progress() const {
    return m_progress->text();
}

void ReviewPanel::setVerdict(ReviewVerdict verdict) {
    if (m_error) {
        m_reviews.setVerdict(*m_error, verdict);
    }
}

void ReviewPanel::editNote() {
    if (m_error) {
        m_note->setFocus(Qt::ShortcutFocusReason);
    }
}

void ReviewPanel::refresh() {
    const Review* review = m_error ? m_reviews.find(*m_error) : nullptr;
    for (std::size_t i = 0; i < kReviewVerdicts; ++i) {
        m_buttons[i]->setEnabled(m_error.has_value());
        m_buttons[i]->setChecked(review != nullptr && review->verdict == static_cast<ReviewVerdict>(i));
    }
    m_note->setEnabled(m_error.has_value());
    const QString text = review != nullptr ? QString::fromStdString(review->note) : QString();
    if (m_note->text() != text) {
        m_note->setText(text);
    }
    refreshPatch();
}

}  // namespace priorscope
