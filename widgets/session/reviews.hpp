// What the user thinks of errors, with undo.
#pragma once

#include <QObject>
#include <QUndoStack>
#include <optional>
#include <string>
#include <vector>

#include "core/project/review.hpp"
#include "widgets/session/label_patches.hpp"

namespace priorscope {

class ProjectStore;

/// All reviews of the project, whichever dataset and run they belong to; the store saves them. Lives on the
/// GUI thread.
class Reviews : public QObject {
    Q_OBJECT

  public:
    /// @param project  must outlive it
    explicit Reviews(ProjectStore& project, QObject* parent = nullptr);

    const std::vector<Review>& all() const { return m_reviews; }
    /// The review that concerns an error; null: none.
    const Review* find(const ReviewedError& error) const;
    QUndoStack& undoStack() { return m_stack; }
    /// What is to be mended in the labels; their steps of undo are among those of the reviews.
    LabelPatches& patches() { return m_patches; }

    /// One step of undo. @param verdict  none: forgets the review, with its note
    void setVerdict(const ReviewedError& error, std::optional<ReviewVerdict> verdict);
    /// An error without a review gets the verdict unsure; consecutive edits of one note are one step of undo.
    void setNote(const ReviewedError& error, const std::string& note);
    /// Notes when reviews were sent back to training; one step of undo.
    /// @param indices  into all()
    void markSent(const std::vector<std::size_t>& indices, const std::string& when);

    /// The reviews of a run stay its own when its folder is renamed; if there are any, the undo history goes.
    /// @param from, to  as ReviewedError::run
    void followRun(const std::string& from, const std::string& to);

    /// Reads both from the store anew, which clears the undo history.
    void restore();

  Q_SIGNALS:
    void changed();

  private:
    friend class ReviewCommand;
    void replace(std::size_t index, const std::optional<Review>& before, const std::optional<Review>& after);
    void announce();

    ProjectStore& m_project;
    std::vector<Review> m_reviews;
    ReviewIndex m_index;
    QUndoStack m_stack;
    LabelPatches m_patches;
};

}  // namespace priorscope
