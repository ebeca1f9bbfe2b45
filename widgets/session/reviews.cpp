#include "widgets/session/reviews.hpp"

#include <QUndoCommand>
#include <utility>

#include "widgets/session/project_store.hpp"

namespace priorscope {
namespace {

/// A review before and after; none: it does not exist.
struct Change {
    std::size_t index = 0;
    std::optional<Review> before{};
    std::optional<Review> after{};
};

constexpr int kNoteId = 1;

}  // namespace

class ReviewCommand : public QUndoCommand {
  public:
    ReviewCommand(Reviews& reviews, const QString& text, std::vector<Change> changes, bool is_note)
        : QUndoCommand(text), m_reviews(reviews), m_changes(std::move(changes)), m_is_note(is_note) {}

    void redo() override {
        for (const Change& each : m_changes) {
            m_reviews.replace(each.index, each.before, each.after);
        }
        m_reviews.announce();
    }
    void undo() override {
        for (std::size_t i = m_changes.size(); i-- > 0;) {
            m_reviews.replace(m_changes[i].index, m_changes[i].after, m_changes[i].before);
        }
        m_reviews.announce();
    }
    int id() const override { return m_is_note ? kNoteId : -1; }
    bool mergeWith(const QUndoCommand* later) override {
        const auto& other = static_cast<const ReviewCommand&>(*later);
        if (other.m_changes.front().index != m_changes.front().index) {
            return false;
        }
        m_changes.front().after = other.m_changes.front().after;
        setObsolete(m_changes.front().before == m_changes.front().after);
        return true;
    }

  private:
    Reviews& m_reviews;
    std::vector<Change> m_changes;
    bool m_is_note;
};

Reviews::Reviews(ProjectStore& project, QObject* parent)
    : QObject(parent), m_project(project), m_patches(project, m_stack) {
    connect(&project, &ProjectStore::contentsReplaced, this, &Reviews::restore);
}

const Review* Reviews::find(const ReviewedError& error) const {
    const int found = m_index.find(m_reviews, error);
    return found < 0 ? nullptr : &m_reviews[static_cast<std::size_t>(found)];
}

void Reviews::setVerdict(const ReviewedError& error, std::optional<ReviewVerdict> verdict) {
    const int found = m_index.find(m_reviews, error);
    if (found < 0 && verdict) {
        m_stack.push(new ReviewCommand(
            *this, tr("review"),
            {{.index = m_reviews.size(), .after = Review{.error = error, .verdict = *verdict}}}, false));
        return;
    }
    if (found < 0 || m_reviews[static_cast<std::size_t>(found)].verdict == verdict) {
        return;
    }
    const auto index = static_cast<std::size_t>(found);
    std::optional<Review> after;
    if (verdict) {
        after = m_reviews[index];
        after->verdict = *verdict;
        after->error = error;
    }
    m_stack.push(new ReviewCommand(*this, tr("review"),
                                   {{.index = index, .before = m_reviews[index], .after = std::move(after)}},
                                   false));
}

void Reviews::setNote(const ReviewedError& error, const std::string& note) {
    const int found = m_index.find(m_reviews, error);
    if (found < 0 && !note.empty()) {
        m_stack.push(new ReviewCommand(
            *this, tr("note"), {{.index = m_reviews.size(), .after = Review{.error = error, .note = note}}},
            true));
        return;
    }
    if (found < 0 || m_reviews[static_cast<std::size_t>(found)].note == note) {
        return;
    }
    const auto index = static_cast<std::size_t>(found);
    Review after = m_reviews[index];
    after.note = note;
    m_stack.push(new ReviewCommand(
        *this, tr("note"), {{.index = index, .before = m_reviews[index], .after = std::move(after)}}, true));
}

void Reviews::markSent(const std::vector<std::size_t>& indices, const std::string& when) {
    std::vector<Change> changes;
    for (const std::size_t index : indices) {
        Review after = m_reviews.at(index);
        after.sent = when;
        changes.push_back({.index = index, .before = m_reviews[index], .after = std::move(after)});
    }
    if (!changes.empty()) {
        m_stack.push(new ReviewCommand(*this, tr("sending back"), std::move(changes), false));
    }
}

void Reviews::followRun(const std::string& from, const std::string& to) {
    bool has_any = false;
    for (Review& review : m_reviews) {
        if (review.error.run == from) {
            review.error.run = to;
            has_any = true;
        }
    }
    if (has_any) {
        m_stack.clear();  // its steps hold reviews of the former name
        announce();
    }
}

void Reviews::restore() {
    m_stack.clear();
    m_reviews = *m_project.reviews();
    m_index = ReviewIndex(m_reviews);
    m_patches.restore();
    Q_EMIT changed();
}

void Reviews::replace(std::size_t index, const std::optional<Review>& before,
                      const std::optional<Review>& after) {
    const auto at = m_reviews.begin() + static_cast<std::ptrdiff_t>(index);
    if (before && after) {
        *at = *after;
    } else if (after) {
        m_reviews.insert(at, *after);
    } else {
        m_reviews.erase(at);
    }
}

void Reviews::announce() {
    m_index = ReviewIndex(m_reviews);
    m_project.keepReviews(m_reviews);
    Q_EMIT changed();
}

}  // namespace priorscope
