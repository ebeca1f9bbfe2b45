#include "widgets/detect/errors/browser_tools.hpp"

#include <QAction>
#include <QKeySequence>
#include <QPushButton>
#include <algorithm>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"

namespace priorscope {

BrowserTools::BrowserTools(QAction* evaluate, QWidget* parent) : QObject(parent) {
    m_back = new Chip(tr("All causes"), parent);
    m_back->setToolTip(tr("Back to the first errors of each cause (Backspace)"));
    m_back->hide();
    connect(m_back, &Chip::clicked, this, &BrowserTools::backWanted);
    buildBoxes(parent);
    buildViews(parent);
    m_evaluate = new QPushButton(evaluate->text(), parent);
    m_evaluate->setObjectName(QStringLiteral("evaluateButton"));
    m_evaluate->setProperty("compact", true);
    m_evaluate->setToolTip(tr("Run the network on every image of the split (Ctrl+E)"));
    const auto follow = [this, evaluate] { m_evaluate->setEnabled(evaluate->isEnabled()); };
    follow();
    connect(evaluate, &QAction::changed, m_evaluate, follow);
    connect(m_evaluate, &QPushButton::clicked, evaluate, &QAction::trigger);
    buildShownOnly(parent);
}

void BrowserTools::buildShownOnly(QWidget* parent) {
    m_shown_only_action = new QAction(tr("Only what the filter shows"), this);
    m_shown_only_action->setCheckable(true);
    m_shown_only_action->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F));
    m_shown_only = new Chip(tr("Filter"), parent);
    m_shown_only->setObjectName(QStringLiteral("shownOnly"));
    m_shown_only->setAccessibleName(m_shown_only_action->text());
    m_shown_only->setCheckable(true);
    m_shown_only->setToolTip(tr(
        "Evaluate only what the filter shows: images that it hides are left out, and objects that it hides "
        "are neither found nor missed (Shift+F)"));
    connect(m_shown_only, &Chip::clicked, m_shown_only_action, &QAction::setChecked);
    connect(m_shown_only_action, &QAction::toggled, m_shown_only, &Chip::setChecked);
}

void BrowserTools::buildBoxes(QWidget* parent) {
    m_class = new ChoiceBox(parent);
    m_class->setToolTip(
        tr("Show the errors of one class: of the detection, or of the object that was missed"));
    m_class->setAccessibleName(tr("Class of the errors"));
    m_class->setMaximumWidth(112);
    connect(m_class, &QComboBox::activated, this, &BrowserTools::labelChosen);
    m_sort = new ChoiceBox(parent);
    m_sort->setAccessibleName(tr("Order of the errors"));
    m_sort->setToolTip(
        tr("Order: by score; by cost, which is what mAP gains if that error alone is mended; or by the size "
           "of the object or, where there is none, of the detection"));
    m_sort->setMaximumWidth(104);
    offer(m_sort, {{tr("by score"), QStringLiteral("0")},
                   {tr("by cost"), QStringLiteral("1")},
                   {tr("largest"), QStringLiteral("2")},
                   {tr("smallest"), QStringLiteral("3")}});
    connect(m_sort, &QComboBox::activated, this, &BrowserTools::sortChosen);
}

void BrowserTools::buildViews(QWidget* parent) {
    m_views = new SegmentedControl(
        {tr("Errors"), tr("Classes"), tr("Slices"), tr("Labels"), tr("Reviewed"), tr("Compared")}, parent);
    m_views->setSegmentToolTip(kErrors, tr("Errors by cause, as pictures"));
    m_views->setSegmentToolTip(kClasses, tr("Counts, rates and average precision of every class"));
    m_views->setSegmentToolTip(
        kSlices, tr("Counts, rates and average precision by size, shape, surroundings and priors"));
    m_views->setSegmentToolTip(
        kSuspects, tr("Labels that may be wrong: confident detections without an object or of another class, "
                      "and objects that the detector never proposes"));
    m_views->setSegmentToolTip(kReviewed, tr("What was reviewed, and what the present detector makes of it"));
    m_views->setSegmentToolTip(kCompared, tr("The pinned state beside the present one, image by image"));
    connect(m_views, &SegmentedControl::changed, this, &BrowserTools::viewChosen);
}

int BrowserTools::label() const {
    return m_class->currentData().toInt();
}

void BrowserTools::setLabel(int label) {
    m_class->setCurrentIndex(std::max(0, m_class->findData(QString::number(label))));
}

ErrorSort BrowserTools::sort() const {
    return static_cast<ErrorSort>(m_sort->currentData().toInt());
}

}  // namespace priorscope
