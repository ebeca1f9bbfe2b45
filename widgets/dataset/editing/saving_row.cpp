#include "widgets/dataset/editing/saving_row.hpp"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

#include "widgets/components/text.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

SavingRow::SavingRow(LabelEdits& edits, QAction& save, QWidget* parent)
    : QWidget(parent), m_edits(edits), m_save(save) {
    m_text = new ElidedLabel(QString(), this);
    m_text->setProperty("role", "second");
    m_discard = new QPushButton(tr("Discard edits"), this);
    m_discard->setProperty("compact", true);
    m_discard->setToolTip(
        tr("Forget the edits of images whose annotations something else has changed; what "
           "is in the files stays"));
    m_button = new QPushButton(tr("Save"), this);
    m_button->setProperty("compact", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kGap);
    row->addWidget(m_text, 1);
    row->addWidget(m_discard);
    row->addWidget(m_button);
    connect(m_discard, &QPushButton::clicked, &edits, &LabelEdits::discardForeign);
    connect(m_button, &QPushButton::clicked, &save, &QAction::trigger);
}

QString SavingRow::text() const {
    return m_text->text();
}

bool SavingRow::isNeeded() const {
    return m_edits.unsaved() > 0 || m_edits.foreign() > 0 || m_edits.isReading();
}

void SavingRow::refresh() {
    const QString unsaved = m_edits.unsaved() == 0
                                ? tr("All labels are saved")
                                : tr("images with unsaved labels: %1").arg(countText(m_edits.unsaved()));
    const QString foreign =
        m_edits.foreign() == 0
            ? QString()
            : tr(", of these changed by something else: %1").arg(countText(m_edits.foreign()));
    m_text->setText(m_edits.isReading() ? tr("Reading the label edits…") : unsaved + foreign);
    m_discard->setVisible(m_edits.foreign() > 0);
    m_button->setEnabled(m_save.isEnabled());
    m_button->setToolTip(m_save.toolTip());
}

}  // namespace priorscope
