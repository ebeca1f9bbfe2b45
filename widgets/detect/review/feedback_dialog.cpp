#include "widgets/detect/review/feedback_dialog.hpp"

#include <QCheckBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <exception>
#include <map>

#include "core/base/text/time_text.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/project/project.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 480;
constexpr double kUsualWeight = 2.0;

/// "feedback 2026-01-02T03-04-05Z"
std::string fileName(std::string now) {
    std::replace(now.begin(), now.end(), ':', '-');
    return "feedback-" + now;
}

QString imagesText(std::size_t count) {
    return countText(static_cast<std::int64_t>(count));
}

}  // namespace

FeedbackDialog::FeedbackDialog(const WorkspaceContext& context, QWidget* parent)
    : QObject(parent), m_context(context), m_parent(parent) {}

FeedbackDialog::Plan FeedbackDialog::plan() const {
    Plan plan{.dataset = m_context.workbench.dataset()};
    const Dataset& dataset = *plan.dataset;
    const std::string folder = reviewedDataset(dataset);
    std::map<std::size_t, ReviewedImage> images;
    std::map<std::size_t, std::vector<std::size_t>> reviews;
    for (std::size_t i = 0; i < m_context.reviews.all().size(); ++i) {
        const Review& review = m_context.reviews.all()[i];
        const auto found = imageNamed(dataset, review.error.image);
        if (review.error.dataset != folder || !found) {
            continue;
        }
        ReviewedImage& image = images[*found];
        image.image = *found;
        image.has_wrong_label = image.has_wrong_label || review.verdict == ReviewVerdict::label_wrong;
        if (review.verdict == ReviewVerdict::model_wrong) {
            ++image.model_wrong;
            reviews[*found].push_back(i);
            if (!review.error.is_object) {
                image.false_positives.push_back(review.error.box);
            }
        }
    }
    std::vector<ReviewedImage> all;
    for (const auto& [index, image] : images) {
        all.push_back(image);
    }
    plan.feedback = feedbackFrom(dataset, all, m_context.draft.draft().options);
    for (const std::size_t taken : plan.feedback.images) {
        plan.reviews.insert(plan.reviews.end(), reviews[taken].begin(), reviews[taken].end());
    }
    return plan;
}

QStringList FeedbackDialog::describe(const Feedback& feedback, const TrainingOptions& options) {
    QStringList lines;
    if (!feedback.more_often.empty()) {
        lines.append(tr("Images of the training split that come more often: %1.")
                         .arg(imagesText(feedback.more_often.size())));
        if (options.sampling != "uniform") {
            lines.append(tr("How often images come in the planned run so far (%1) is replaced.")
                             .arg(QString::fromStdString(options.sampling)));
        }
    }
    if (!feedback.negatives.empty()) {
        lines.append(
            tr("Images without objects that are added as negatives: %1. Negatives make up %2 of each "
               "batch.")
                .arg(imagesText(feedback.negatives.size()), figureText(options.negatives_share, 2)));
    }
    if (feedback.validated_on > 0) {
        lines.append(
            tr("Left out, because the run is validated on them: %1.").arg(countText(feedback.validated_on)));
    }
    if (feedback.elsewhere > 0) {
        lines.append(
            tr("Left out, because they are not in its training split: %1. A detector that has seen what "
               "it is judged by would be judged too well.")
                .arg(countText(feedback.elsewhere)));
    }
    if (feedback.wrong_labels > 0) {
        lines.append(tr("Left out until their labels are mended: %1.").arg(countText(feedback.wrong_labels)));
    }
    if (feedback.isEmpty()) {
        lines.prepend(
            tr("No reviewed image can go into the next run. Errors of the model count in images of "
               "its training split, and in folders of images without objects."));
    }
    return lines;
}

void FeedbackDialog::ask() {
    if (m_dialog != nullptr || !m_context.workbench.dataset()) {
        return;
    }
    Plan plan;
    try {
        plan = this->plan();
    } catch (const std::exception& error) {
        Q_EMIT failed(errorText(error));
        return;
    }
    m_dialog = new QDialog(m_parent);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setWindowTitle(tr("Next run with reviewed errors"));
    m_dialog->setMinimumWidth(kWidth);
    auto* column = new QVBoxLayout(m_dialog);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    for (const QString& line : describe(plan.feedback, m_context.draft.draft().options)) {
        auto* label = new QLabel(line, m_dialog);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    auto* weight = new NumberField(m_dialog);
    weight->setRange(1.1, 20.0);
    weight->setSingleStep(0.5);
    weight->setDecimals(1);
    weight->setValue(kUsualWeight);
    weight->setToolTip(tr("The others come once an epoch (Alt+T)"));
    auto* label = new QLabel(tr("&Times as often"), m_dialog);
    label->setBuddy(weight);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(weight);
    row->addStretch(1);
    column->addLayout(row);
    auto* paste = new QCheckBox(tr("Pa&ste the false positives onto other training images: %1")
                                    .arg(imagesText(plan.feedback.crops.size())),
                                m_dialog);
    paste->setToolTip(tr("Where they touch no object, as background, with probability %1. Those that overlap "
                         "an object are not counted (Alt+S)")
                          .arg(figureText(kUsualPaste, 1)));
    paste->setVisible(!plan.feedback.crops.empty());
    column->addWidget(paste);
    label->setVisible(!plan.feedback.more_often.empty());
    weight->setVisible(!plan.feedback.more_often.empty());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, m_dialog);
    QPushButton* accept = buttons->addButton(tr("&Plan the run"), QDialogButtonBox::AcceptRole);
    accept->setToolTip(tr("Change the planned run in Train; nothing starts yet (Alt+P)"));
    accept->setDefault(true);
    accept->setEnabled(!plan.feedback.isEmpty());
    column->addSpacing(Metrics::kGap);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, m_dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, plan, weight, paste] {
        if (allNumbersTaken(m_dialog)) {
            m_dialog->accept();
            apply(plan, {.weight = weight->value(), .pastes = paste->isChecked()});
        }
    });
    connect(m_dialog, &QObject::destroyed, this, [this] { m_dialog = nullptr; });
    m_dialog->open();
}

void FeedbackDialog::apply(const Plan& plan, const FeedbackWishes& wishes) {
    const std::string now = utcNow();
    try {
        RunDraft draft = m_context.draft.draft();
        applyFeedback(draft, plan.feedback, *plan.dataset, wishes,
                      Project::defaultFile().parent_path() / "feedback", fileName(now));
        m_context.draft.edit(tr("reviewed errors"), {}, [&](RunDraft& edited) { edited = draft; });
    } catch (const std::exception& error) {
        Q_EMIT failed(errorText(error));
        return;
    }
    m_context.reviews.markSent(plan.reviews, now);
    QStringList lines = describe(plan.feedback, m_context.draft.draft().options);
    if (wishes.pastes) {
        lines.append(tr("False positives that are pasted onto other images: %1.")
                         .arg(imagesText(plan.feedback.crops.size())));
    }
    m_context.jobs.setNote(lines.join(u' '));
    Q_EMIT planned();
}

}  // namespace priorscope
