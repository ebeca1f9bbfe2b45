// What goes wrong in the run that is shown, one sentence at a time.
#pragma once

#include <QLabel>
#include <QToolButton>
#include <QWidget>
#include <vector>

#include "core/training/trouble/trouble.hpp"

namespace priorscope {

/// Hidden where there is nothing to tell, or once it was closed, until something new is found.
class TroubleBar : public QWidget {
    Q_OBJECT

  public:
    explicit TroubleBar(QWidget* parent = nullptr);

    /// Shows the latest one, if the list is another one than before.
    void showTroubles(const std::vector<Trouble>& troubles);
    QString text() const { return m_text->text(); }

  private:
    void turn(int by);
    void showOne();

    std::vector<Trouble> m_troubles;
    std::size_t m_shown = 0;
    QLabel* m_text = nullptr;
    QLabel* m_count = nullptr;
    QToolButton* m_earlier = nullptr;
    QToolButton* m_later = nullptr;
};

}  // namespace priorscope
