// What of the labels is not saved, and the buttons for it.
#pragma once

#include <QWidget>

class QAction;
class QPushButton;

namespace priorscope {

class ElidedLabel;
class LabelEdits;

class SavingRow : public QWidget {
    Q_OBJECT

  public:
    /// @param save  does what the button does, and says whether it can be done
    SavingRow(LabelEdits& edits, QAction& save, QWidget* parent);

    /// "images with unsaved labels: 3"
    QString text() const;
    /// Whether there is something to save, or to discard.
    bool isNeeded() const;
    void refresh();

  private:
    LabelEdits& m_edits;
    QAction& m_save;
    ElidedLabel* m_text = nullptr;
    QPushButton* m_discard = nullptr;
    QPushButton* m_button = nullptr;
};

}  // namespace priorscope
