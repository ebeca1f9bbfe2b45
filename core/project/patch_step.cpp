#include "core/project/patch_step.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "core/base/error.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/project/annotation_files.hpp"
#include "core/project/edited_labels.hpp"
#include "core/project/step_of_images.hpp"

namespace priorscope {
namespace {

/// Edits of an image one after the other: each has its object as those before it left it.
class Sequence {
  public:
    /// @param before  must outlive it
    explicit Sequence(const EditableAnnotation& before)
        : m_before(before), m_now(before.objects()), m_there(m_now.size()) {
        std::iota(m_there.begin(), m_there.end(), std::size_t{0});
    }

    /// @param edit  its objects are as they were in front of all edits
    /// @throws Error if its object went
    AnnotationEdit next(AnnotationEdit edit, const std::string& file) const {
        for (FiledObject* object : {&edit.object, &edit.twin}) {
            if (const std::optional<std::size_t> index = find(*object)) {
                const auto there = std::find(m_there.begin(), m_there.end(), *index);
                if (there == m_there.end()) {
                    throw Error(
                        {.action = changingAnnotation(),
                         .file = file,
                         .reason =
                             Core::tr("two changes of the %1 contradict each other").arg(object->class_name),
                         .remedy = Core::tr("Remove one of them")});
                }
                *object = m_now[*index];
                object->place = static_cast<int>(there - m_there.begin());
            }
        }
        return edit;
    }

    /// Follows an edit that was carried out. @param edit  as it was in front of all edits
    void follow(const AnnotationEdit& edit) {
        const std::optional<std::size_t> index = find(edit.object);
        if (!index) {
            return;
        }
        if (edit.change == LabelChange::remove) {
            std::erase(m_there, *index);
        } else if (edit.change == LabelChange::rename) {
            m_now[*index].class_name = edit.new_class;
        } else if (edit.change == LabelChange::move) {
            m_now[*index].box = edit.new_box;
        }
    }

  private:
    /// None is that of an inverted box, or of an edit without an object.
    std::optional<std::size_t> find(const FiledObject& object) const {
        const int found = object.place < 0 ? -1 : m_before.find(object);
        return found < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(found));
    }

    const EditableAnnotation& m_before;
    std::vector<FiledObject> m_now;
    std::vector<std::size_t> m_there;  ///< [objects now] indices of those before
};

/// Removals come first, the last object in front, so that an object's twin is at its place still; what adds
/// objects comes last.
int orderOf(const AnnotationEdit& edit) {
    switch (edit.change) {
        case LabelChange::remove:
            return 0;
        case LabelChange::swap:
            return 2;
        case LabelChange::add:
            return 3;
        default:
            return 1;
    }
}

bool comesBefore(const AnnotationEdit& a, const AnnotationEdit& b) {
    const bool are_removals = a.change == LabelChange::remove && b.change == LabelChange::remove;
    return are_removals ? a.object.place > b.object.place : orderOf(a) < orderOf(b);
}

/// What becomes of an image.
/// @param bytes     of its annotation as the edits in force have it
/// @param problems  receives those of patches that cannot be carried out
void gatherImage(const std::string& image, const std::string& file, std::string bytes,
                 std::vector<AnnotationEdit> patches, GatheredStep& gathered, std::vector<ImageEdit>& already,
                 std::vector<Sentence>& problems) {
    const EditableAnnotation before(bytes, file);
    Sequence sequence(before);
    std::stable_sort(patches.begin(), patches.end(), comesBefore);
    for (const AnnotationEdit& patch : patches) {
        if (before.stateOf(patch) == EditState::done) {
            already.push_back({.image = image, .edit = patch});
            continue;
        }
        try {
            const AnnotationEdit edit = sequence.next(patch, file);
            bytes = EditableAnnotation(bytes, file).edited({&edit, 1});
            gathered.step.edits.push_back({.image = image, .edit = edit});
            gathered.step.patches.push_back({.image = image, .edit = patch});
            sequence.follow(patch);
        } catch (const Error& error) {
            problems.push_back(inOneLine(error.parts()));
        }
    }
}

/// By image: the patches that a journal's steps carry out, and whether such a step is in force.
std::unordered_multimap<std::string, std::pair<const AnnotationEdit*, bool>> mentionedIn(
    const LabelJournal& journal) {
    std::unordered_multimap<std::string, std::pair<const AnnotationEdit*, bool>> mentioned;
    for (std::size_t i = 0; i < journal.steps().size(); ++i) {
        for (const ImageEdit& each : journal.steps()[i]->patches) {
            mentioned.emplace(each.image, std::pair(&each.edit, i < journal.done()));
        }
    }
    return mentioned;
}

}  // namespace

std::optional<StepOutcome> withPatches(const Dataset& dataset, const LabelJournal& journal,
                                       std::span<const LabelPatch> patches, const std::stop_token& stop,
                                       const ProgressFn& progress) {
    std::map<std::string, std::vector<AnnotationEdit>> of_image;
    for (const LabelPatch& patch : patches) {
        of_image[patch.image].push_back(patch.edit);
    }
    std::vector<std::string> images;
    for (const auto& [image, edits] : of_image) {
        images.push_back(image);
    }
    std::vector<ImageEdit> already;
    std::vector<Sentence> problems;
    const auto gather = [&](std::size_t index, GatheredStep& gathered) {
        const std::string& id = images[index];
        const std::filesystem::path file = annotationOf(dataset, id);  // which says that there is none
        const bool is_edited = journal.bases().contains(id);
        const std::string now = is_edited
                                    ? journal.bytesOf(id)
                                    : bytesAsRead(dataset, dataset.images[*imageNamed(dataset, id)], file);
        const std::size_t edits = gathered.step.edits.size();
        gatherImage(id, file.string(), now, of_image.at(id), gathered, already, problems);
        if (!is_edited && gathered.step.edits.size() > edits) {
            gathered.originals[id] = now;
        }
    };
    auto outcome = stepOfImages(journal, images.size(), stop, progress, gather);
    if (outcome) {
        outcome->already = std::move(already);
        outcome->problems.insert(outcome->problems.end(), problems.begin(), problems.end());
    }
    return outcome;
}

std::vector<LabelPatch> journaledStates(std::vector<LabelPatch> patches, const LabelJournal& journal,
                                        const std::string& now) {
    const auto mentioned = mentionedIn(journal);
    for (LabelPatch& patch : patches) {
        const auto [begin, end] = mentioned.equal_range(patch.image);
        const auto is_it = [&patch](const auto& each) { return *each.second.first == patch.edit; };
        if (std::none_of(begin, end, is_it)) {
            continue;
        }
        const bool is_in_force =
            std::any_of(begin, end, [&](const auto& each) { return is_it(each) && each.second.second; });
        if (!is_in_force) {
            patch.applied.clear();
        } else if (patch.applied.empty()) {
            patch.applied = now;
        }
    }
    return patches;
}

}  // namespace priorscope
