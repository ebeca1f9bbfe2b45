// What the user thinks of the error that is looked at.
#pragma once

#include <QWidget>
#include <array>
#include <optional>

#include "core/project/label_patch.hpp"
#include "core/project/review.hpp"

class QLabel;
class QLineEdit;

namespace priorscope {

class Chip;
class ElidedLabel;
class Reviews;

/// Three verdicts, the change of the label that would make the error right, and a note; a click on what is
/// set takes it back.
class ReviewPanel : public QWidget {
    Q_OBJECT

  public:
    /// @param reviews  must outlive it
    explicit ReviewPanel(Reviews& reviews, QWidget* parent = nullptr);

    /// The error that the panel speaks of; none: it is disabled.
    /// @param patch  that would make it right; none: no label is to be changed
    void setError(const std::optional<ReviewedError>& error,
                  const std::optional<LabelPatch>& patch = std::nullopt);
    const std::optional<ReviewedError>& error() const { return m_error; }
    /// "212 of 646 looked at"; none: nothing is listed.
    void setProgress(std::optional<std::pair<int, int>> looked_at_of);
    /// Does nothing without an error.
    void setVerdict(ReviewVerdict verdict);
    /// The same. @return whether to go on to the next error: not where the label is wrong and can be mended,
    /// which comes next
    bool judge(ReviewVerdict verdict);
    /// Sets the label patch, with the verdict that the label is wrong, or takes it back. Nothing happens
    /// where there is none.
    void togglePatch();
    /// Puts the cursor into the note.
    void editNote();

    Chip* button(ReviewVerdict verdict) const { return m_buttons[static_cast<std::size_t>(verdict)]; }
    /// Hidden where no label patch is possible.
    Chip* patchButton() const { return m_patch_button; }
    QLineEdit* note() const { return m_note; }
    QString progress() const;

  Q_SIGNALS:
    /// The note was finished with Return or Escape.
    void noteLeft();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void buildPatchRow();
    void refresh();
    void refreshPatch();

    Reviews& m_reviews;
    std::optional<ReviewedError> m_error;
    std::optional<LabelPatch> m_patch;
    QWidget* m_patch_row = nullptr;
    ElidedLabel* m_patch_state = nullptr;
    Chip* m_patch_button = nullptr;
    std::array<Chip*, kReviewVerdicts> m_buttons{};
    QLabel* m_progress = nullptr;
    QLineEdit* m_note = nullptr;
};

}  // namespace priorscope
