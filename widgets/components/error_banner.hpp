// Shows an error where it happened, together with its remedy.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>
#include <functional>

#include "widgets/jobs/job_runner.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// Placed under the head of a panel. Hidden until an error is shown.
class ErrorBanner : public QWidget {
    Q_OBJECT

  public:
    explicit ErrorBanner(QWidget* parent = nullptr);

    /// @param remedy  text of the remedy button; empty: only the close button is shown
    void showError(const QString& text, const QString& remedy = {}, std::function<void()> action = {});
    void showFailure(const JobFailure& failure, const QString& remedy = {},
                     std::function<void()> action = {});
    QString text() const { return m_text->text(); }
    QPushButton* remedyButton() const { return m_remedy; }

  private:
    QLabel* m_glyph = nullptr;
    QLabel* m_text = nullptr;
    QPushButton* m_remedy = nullptr;
    std::function<void()> m_action;
};

/// One sentence and one button, centred, shown while there is no content.
class EmptyState : public QWidget {
    Q_OBJECT

  public:
    /// @param button  its text; empty: no button
    explicit EmptyState(const QString& sentence, const QString& button = {}, QWidget* parent = nullptr);
    void setSentence(const QString& sentence);
    QPushButton* button() const { return m_button; }

  Q_SIGNALS:
    void clicked();

  private:
    QLabel* m_sentence = nullptr;
    QPushButton* m_button = nullptr;
};

}  // namespace priorscope
