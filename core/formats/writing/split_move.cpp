#include "core/formats/writing/split_move.hpp"

#include <algorithm>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"
#include "core/dataset/split_purpose.hpp"

namespace priorscope {
namespace {

using Members = std::vector<bool>;  ///< [images of the dataset]

Members membersOf(const std::vector<std::size_t>& listed, std::size_t images) {
    Members members(images);
    for (const std::size_t image : listed) {
        members[image] = true;
    }
    return members;
}

/// Works out one move.
class Moving {
  public:
    Moving(const Dataset& dataset, const SplitFiles& files, const SplitMoveOptions& options)
        : m_dataset(dataset),
          m_files(files),
          m_to(files.named(options.to)),
          m_moved(membersOf(options.images, dataset.images.size())) {
        for (const SplitFile& list : files.lists) {
            m_before.push_back(membersOf(list.images(), dataset.images.size()));
        }
        m_after = m_before;
        requireBase(m_to);
        if (options.from) {
            for (const std::string& name : *options.from) {
                const std::size_t list = files.named(name);
                requireBase(list);
                if (std::find(m_from.begin(), m_from.end(), list) == m_from.end()) {
                    m_from.push_back(list);
                }
            }
            std::erase(m_from, m_to);
        } else {
            m_from = defaultSources(files, m_to, dataset.images.size());
        }
    }

    SplitMove run() {
        change(m_to, {}, m_moved);
        for (const std::size_t list : m_from) {
            change(list, m_moved, {});
        }
        for (const SplitUnion& each : m_files.unions) {
            follow(each);
        }
        SplitMove move;
        for (std::size_t image = 0; image < m_moved.size(); ++image) {
            move.images += m_moved[image] && !m_before[m_to][image] ? 1 : 0;
        }
        std::sort(m_changes.begin(), m_changes.end(), [this](const auto& a, const auto& b) {
            return std::pair(a.name != m_files.lists[m_to].name, a.name) <
                   std::pair(b.name != m_files.lists[m_to].name, b.name);
        });
        move.changes = std::move(m_changes);
        noteImages(move.notes);
        noteLists(move);
        return move;
    }

  private:
    void requireBase(std::size_t list) const {
        const SplitUnion* found = m_files.unionOf(list);
        if (found == nullptr) {
            return;
        }
        throw Error({.action = Core::tr("moving images between splits"),
                     .reason = Core::tr("%1 has exactly the images of %2, and follows them")
                                   .arg(m_files.lists[list].name)
                                   .arg(namesOf(found->parts)),
                     .remedy = Core::tr("Choose one of these")});
    }

    std::string namesOf(const std::vector<std::size_t>& lists) const {
        std::vector<std::string> names;
        for (const std::size_t list : lists) {
            names.push_back(m_files.lists[list].name);
        }
        return joined(names);
    }

    /// The text of an image's line in a list that gets it: the id where the list has ids, else as the image
    /// is written in a list that it leaves.
    std::string textFor(const SplitFile& list, std::size_t image) const {
        const std::string id = m_dataset.images[image].id;
        if (list.hasIds()) {
            return id;
        }
        return m_texts[image].empty() ? likeOthers(list, image) : m_texts[image];
    }

    /// As the first image of the list, or of others where it is empty, is written, "JPEGImages/000001.jpg",
    /// if that names the image's own file; else the id.
    std::string likeOthers(const SplitFile& list, std::size_t image) const {
        const std::string id = m_dataset.images[image].id;
        const ListedImage* like = firstOf(list);
        for (std::size_t i = 0; like == nullptr && i < m_files.lists.size(); ++i) {
            like = firstOf(m_files.lists[i]);
        }
        if (like == nullptr || like->text.empty()) {
            return id;
        }
        const std::string other = m_dataset.images[like->image].id;
        const auto is_name = [&](std::size_t at) {
            const bool begins = at == 0 || like->text[at - 1] == '/' || like->text[at - 1] == '\\';
            const std::size_t end = at + other.size();
            return begins && (end == like->text.size() || like->text[end] == '.');
        };
        std::size_t at = like->text.rfind(other);
        while (at != std::string::npos && at > 0 && !is_name(at)) {
            at = like->text.rfind(other, at - 1);
        }
        if (at == std::string::npos || !is_name(at)) {
            return id;
        }
        const std::string text = like->text.substr(0, at) + id + like->text.substr(at + other.size());
        const std::filesystem::path file = m_dataset.images[image].image_file;
        return text.ends_with(file.filename().string()) ? text : id;
    }

    static const ListedImage* firstOf(const SplitFile& list) {
        const auto found = std::find_if(list.entries.begin(), list.entries.end(),
                                        [](const ListedImage& entry) { return entry.is_alone; });
        return found == list.entries.end() ? nullptr : &*found;
    }

    void collectTexts() {
        m_texts.resize(m_moved.size());
        for (const SplitFile& list : m_files.lists) {
            for (const ListedImage& entry : list.entries) {
                if (m_moved[entry.image] && entry.is_alone && m_texts[entry.image].empty()) {
                    m_texts[entry.image] = entry.text;
                }
            }
        }
    }

    /// @param less, more  images that the list has no longer, and that it has as well; empty: none
    void change(std::size_t number, const Members& less, const Members& more) {
        const SplitFile& list = m_files.lists[number];
        const Members removed = less.empty() ? Members(m_moved.size()) : less;
        std::vector<std::string> added;
        SplitChange change{.name = list.name, .file = list.file, .before = list.images()};
        for (const std::size_t image : change.before) {
            if (!removed[image]) {
                change.after.push_back(image);
            }
        }
        for (std::size_t image = 0; image < more.size(); ++image) {
            if (more[image] && !m_before[number][image]) {
                if (m_texts.empty()) {
                    collectTexts();
                }
                added.push_back(textFor(list, image));
                change.after.push_back(image);
            }
        }
        if (change.before == change.after) {
            return;
        }
        change.original = list.bytes;
        change.result = withEntries(list, removed, added);
        m_after[number] = membersOf(change.after, m_moved.size());
        m_changes.push_back(std::move(change));
    }

    void follow(const SplitUnion& each) {
        Members less(m_moved.size());
        Members more(m_moved.size());
        for (std::size_t image = 0; image < m_moved.size(); ++image) {
            const bool is_in = std::any_of(each.parts.begin(), each.parts.end(),
                                           [&](std::size_t part) { return m_after[part][image]; });
            less[image] = m_before[each.list][image] && !is_in;
            more[image] = is_in && !m_before[each.list][image];
        }
        change(each.list, less, more);
    }

    void noteImages(std::vector<Sentence>& notes) const {
        std::size_t already = 0;
        std::size_t nowhere = 0;
        for (std::size_t image = 0; image < m_moved.size(); ++image) {
            const bool is_listed = std::any_of(m_before.begin(), m_before.end(),
                                               [image](const Members& list) { return list[image]; });
            already += m_moved[image] && m_before[m_to][image] ? 1 : 0;
            nowhere += m_moved[image] && !is_listed ? 1 : 0;
        }
        if (already > 0) {
            notes.push_back(
                Core::tr("Images that are in %1 already: %2.").arg(m_files.lists[m_to].name).arg(already));
        }
        if (nowhere > 0) {
            notes.push_back(Core::tr("Images that are in no split so far, and are added: %1.").arg(nowhere));
        }
        for (const std::size_t number : m_from) {
            noteRepeated(number, notes);
        }
    }

    void noteRepeated(std::size_t number, std::vector<Sentence>& notes) const {
        std::vector<unsigned> times(m_moved.size());
        std::size_t repeated = 0;
        for (const ListedImage& entry : m_files.lists[number].entries) {
            repeated += m_moved[entry.image] && ++times[entry.image] == 2 ? 1 : 0;
        }
        if (repeated > 0) {
            notes.push_back(
                Core::tr("Images that %1 lists more than once: %2. All their lines go, and one is "
                         "written.")
                    .arg(m_files.lists[number].name)
                    .arg(repeated));
        }
    }

    void noteLists(SplitMove& move) const {
        const auto isChanged = [&move](const std::string& name) {
            return std::any_of(move.changes.begin(), move.changes.end(),
                               [&name](const SplitChange& change) { return change.name == name; });
        };
        for (const SplitUnion& each : m_files.unions) {
            const std::string& name = m_files.lists[each.list].name;
            move.notes.push_back((isChanged(name)
                                      ? Core::tr("%1 has exactly the images of %2, and changes with them.")
                                      : Core::tr("%1 has exactly the images of %2, and stays as it is."))
                                     .arg(name)
                                     .arg(namesOf(each.parts)));
        }
        for (std::size_t list = 0; list < m_before.size(); ++list) {
            const bool follows = list == m_to || m_files.unionOf(list) != nullptr ||
                                 std::find(m_from.begin(), m_from.end(), list) != m_from.end();
            std::size_t kept = 0;
            for (std::size_t image = 0; !follows && image < m_moved.size(); ++image) {
                kept += m_moved[image] && m_before[list][image] ? 1 : 0;
            }
            if (kept > 0) {
                move.notes.push_back(
                    Core::tr("Images that stay in %1, too: %2.").arg(m_files.lists[list].name).arg(kept));
            }
        }
        std::vector<std::string> stale;
        for (const std::string& other : m_files.others) {
            const bool is_of_changed = std::any_of(
                move.changes.begin(), move.changes.end(),
                [&other](const SplitChange& change) { return other.ends_with("_" + change.name); });
            if (is_of_changed) {
                stale.push_back(other);
            }
        }
        if (!stale.empty()) {
            constexpr std::size_t kShown = 3;
            const std::size_t count = stale.size();
            stale.resize(std::min(count, kShown));
            move.notes.push_back(
                Core::tr("Lists that say of each image whether a class occurs do not change, "
                         "and are no longer right: %1 (%2 in all). Write them anew.")
                    .arg(joined(stale))
                    .arg(count));
        }
    }

    const Dataset& m_dataset;
    const SplitFiles& m_files;
    std::size_t m_to = 0;
    std::vector<std::size_t> m_from;
    Members m_moved;
    std::vector<Members> m_before;  ///< [lists]
    std::vector<Members> m_after;
    std::vector<std::string> m_texts;  ///< [images] as lists write them; empty: as their ids
    std::vector<SplitChange> m_changes;
};

}  // namespace

std::vector<std::size_t> defaultSources(const SplitFiles& files, std::size_t to, std::size_t images) {
    const SplitFile& target = files.lists[to];
    const Members in_target = membersOf(target.images(), images);
    std::vector<std::size_t> sources;
    for (std::size_t list = 0; list < files.lists.size(); ++list) {
        const SplitFile& other = files.lists[list];
        const bool is_disjoint =
            !target.entries.empty() &&
            std::none_of(other.entries.begin(), other.entries.end(),
                         [&](const ListedImage& entry) { return in_target[entry.image]; });
        if (list != to && files.unionOf(list) == nullptr &&
            (is_disjoint || mustBeApart(other.name, target.name))) {
            sources.push_back(list);
        }
    }
    return sources;
}

SplitMove plannedMove(const Dataset& dataset, const SplitFiles& files, const SplitMoveOptions& options) {
    if (!files.obstacle.empty()) {
        throw Error({.action = Core::tr("moving images between splits"), .reason = files.obstacle});
    }
    return Moving(dataset, files, options).run();
}

}  // namespace priorscope
