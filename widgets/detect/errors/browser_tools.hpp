// What stands in the head of the error browser.
#pragma once

#include <QObject>

#include "widgets/detect/errors/error_list.hpp"

class QAction;
class QPushButton;
class QWidget;

namespace priorscope {

class Chip;
class ChoiceBox;
class SegmentedControl;

/// The owner places the widgets.
class BrowserTools : public QObject {
    Q_OBJECT

  public:
    /// Pages of the browser, in the order of their segments; errors have two, of which a kind's is the
    /// second.
    enum View { kErrors, kClasses, kSlices, kSuspects, kReviewed, kCompared };

    /// @param evaluate  also offered as a button
    BrowserTools(QAction* evaluate, QWidget* parent);

    Chip* back() const { return m_back; }
    ChoiceBox* classBox() const { return m_class; }
    ChoiceBox* sortBox() const { return m_sort; }
    SegmentedControl* views() const { return m_views; }
    QPushButton* evaluate() const { return m_evaluate; }
    /// Checked: only what the filter shows is evaluated.
    Chip* shownOnly() const { return m_shown_only; }
    QAction* shownOnlyAction() const { return m_shown_only_action; }

    /// Label of the chosen class; 0: all.
    int label() const;
    /// Emits no signal.
    void setLabel(int label);
    ErrorSort sort() const;

  Q_SIGNALS:
    void backWanted();
    void labelChosen();
    void sortChosen();
    void viewChosen(int view);

  private:
    void buildShownOnly(QWidget* parent);
    void buildBoxes(QWidget* parent);
    void buildViews(QWidget* parent);

    Chip* m_back = nullptr;
    ChoiceBox* m_class = nullptr;
    ChoiceBox* m_sort = nullptr;
    SegmentedControl* m_views = nullptr;
    QPushButton* m_evaluate = nullptr;
    Chip* m_shown_only = nullptr;
    QAction* m_shown_only_action = nullptr;
};

}  // namespace priorscope
