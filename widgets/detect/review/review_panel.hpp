// What the user thinks of the error that is looked at.
#pragma once

#include <QWidget>
#include <array>
#include <optional>

#include "core/project/review.hpp"

class QLabel;
class QLineEdit;

namespace priorscope {

class Chip;
class Reviews;

/// Three verdicts and a note; a click on the verdict that is set takes it back.
class ReviewPanel : public QWidget {
    Q_OBJECT

  public:
    /// @param reviews  must outlive it
    explicit ReviewPanel(Reviews& reviews, QWidget* parent = nullptr);

    /// The error that the panel speaks of; none: it is disabled.
    void setError(const std::optional<ReviewedError>& error);
    const std::optional<ReviewedError>& error() const { return m_error; }
    /// "212 of 646 looked at"; none: nothing is listed.
    void setProgress(std::optional<std::pair<int, int>> looked_at_of);
    /// Does nothing without an error.
    void setVerdict(ReviewVerdict verdict);
    /// Puts the cursor into the note.
    void editNote();

    Chip* button(ReviewVerdict verdict) const { return m_buttons[static_cast<std::size_t>(verdict)]; }
    QLineEdit* note() const { return m_note; }
    QString progress() const;

  Q_SIGNALS:
    /// The note was finished with Return or Escape.
    void noteLeft();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void refresh();

    Reviews& m_reviews;
    std::optional<ReviewedError> m_error;
    std::array<Chip*, kReviewVerdicts> m_buttons{};
    QLabel* m_progress = nullptr;
    QLineEdit* m_note = nullptr;
};

}  // namespace priorscope
