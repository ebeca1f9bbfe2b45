// The line in which images are searched, and conditions typed.
#pragma once

#include <QLineEdit>
#include <QString>

#include "core/dataset/image_filter.hpp"

namespace priorscope {

class Workbench;

/// Words search at once; a line with conditions (objects>=5) is taken by Enter, and what it says becomes part
/// of the filter. Escape empties it before it does anything else in the window.
class SearchField : public QLineEdit {
    Q_OBJECT

  public:
    explicit SearchField(Workbench& workbench, QWidget* parent = nullptr);

    /// Shows the filter's words, unless other ones are being typed.
    void follow();
    /// Begins a condition on this field: "width<".
    void begin(FilterField field);

  Q_SIGNALS:
    /// What was typed means nothing. @param why  one line
    void refused(const QString& why);
    /// A line was taken.
    void understood();

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void search(const QString& text);
    void take();

    Workbench& m_workbench;
};

/// As chips say it: "width < 32", "5 ≤ objects", "0.5 ≤ aspect ≤ 2".
QString shownCondition(const FilterCondition& condition);

}  // namespace priorscope
