#include "widgets/detect/review/reviewed_page.hpp"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/detect/review/reviewed_list.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

ReviewedPage::ReviewedPage(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent)
    : QWidget(parent), m_context(context), m_scores(scores) {
    m_model = new ReviewedModel(context.workbench, context.reviews, this);
    m_gallery = new CropGallery(m_model, context.themes.theme(), this);
    m_gallery->setAccessibleName(tr("Reviewed errors"));
    m_empty = new EmptyState(QString(), QString(), this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_gallery);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    buildTools();
    connect(&context.themes, &ThemeManager::changed, m_gallery, &CropGallery::setTheme);
    connect(m_gallery, &CropGallery::rowChosen, this, [this](int row) {
        const auto& fate = m_model->fateOf(row);
        if (fate && fate->item) {
            Q_EMIT itemChosen(*fate->item);
        } else if (m_model->imageOf(row) >= 0) {
            Q_EMIT placeChosen(m_model->imageOf(row),
                               m_context.reviews.all()[m_model->reviewOf(row)].error.box);
        }
    });
    for (const auto signal : {&LiveScores::countsChanged, &LiveScores::curvesChanged}) {
        connect(&scores, signal, this, &ReviewedPage::follow);
    }
    connect(m_model, &QAbstractItemModel::modelReset, this, &ReviewedPage::showState);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ReviewedPage::showState);
    follow();
}

void ReviewedPage::buildTools() {
    m_shown = new ChoiceBox(this);
    m_shown->setAccessibleName(tr("Reviewed errors that are shown"));
    m_shown->setToolTip(
        tr("Show the errors with one verdict, or by what the present detector makes of them"));
    m_shown->setMaximumWidth(160);
    offer(m_shown, {{tr("all reviewed"), QString::number(ReviewedModel::all)},
                    {verdictName(ReviewVerdict::model_wrong), QString::number(ReviewedModel::model_wrong)},
                    {verdictName(ReviewVerdict::label_wrong), QString::number(ReviewedModel::label_wrong)},
                    {verdictName(ReviewVerdict::unsure), QString::number(ReviewedModel::unsure)},
                    {tr("Still wrong"), QString::number(ReviewedModel::still_wrong)},
                    {tr("Mended"), QString::number(ReviewedModel::mended)}});
    connect(m_shown, &QComboBox::activated, this,
            [this] { m_model->setShown(static_cast<ReviewedModel::Shown>(m_shown->currentData().toInt())); });
    m_send = new QPushButton(tr("Next run with these…"), this);
    m_send->setProperty("compact", true);
    m_send->setToolTip(tr("Plan a run that learns from the reviewed errors of the detector (Ctrl+R)"));
    connect(m_send, &QPushButton::clicked, this, &ReviewedPage::feedbackWanted);
}

void ReviewedPage::follow() {
    if (isVisible() || m_scores.counted() == nullptr) {
        m_model->setScores(m_scores.counted(), m_scores.sharedCurves());
    }
    showState();
}

void ReviewedPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_model->setScores(m_scores.counted(), m_scores.sharedCurves());
}

QString ReviewedPage::summary() const {
    const ReviewedModel::Counts& counts = m_model->counts();
    return m_scores.counted() == nullptr ? tr("%1 reviewed").arg(countText(counts.reviewed))
                                         : tr("%1 reviewed, %2 still wrong, %3 mended")
                                               .arg(countText(counts.reviewed), countText(counts.still_wrong),
                                                    countText(counts.mended));
}

void ReviewedPage::showState() {
    m_empty->setSentence(
        m_model->counts().reviewed > 0
            ? tr("None of the reviewed errors is of this kind.")
            : tr("Nothing is reviewed in this dataset yet. Look at an error and press M if the "
                 "model is wrong, L if the label is, U if you are unsure."));
    m_pages->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget*>(m_gallery) : m_empty);
    m_send->setEnabled(m_model->counts().reviewed > 0);
    Q_EMIT changed();
}

}  // namespace priorscope
