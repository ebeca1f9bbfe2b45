#include "core/project/edited_labels.hpp"

#include <algorithm>
#include <utility>

#include "core/base/error.hpp"
#include "core/project/annotation_files.hpp"

namespace priorscope {
namespace {

/// An annotation after each step, with what its objects are: a number that stays with an object.
struct Stage {
    EditableAnnotation annotation;
    std::vector<int> numbers;  ///< [objects]
};

std::vector<int> counted(std::size_t count) {
    std::vector<int> numbers(count);
    for (std::size_t i = 0; i < count; ++i) {
        numbers[i] = static_cast<int>(i);
    }
    return numbers;
}

/// What an edit does to the numbers. @param next  of an object that is added
void follow(std::vector<int>& numbers, const EditableAnnotation& before, const EditableAnnotation& after,
            const AnnotationEdit& edit, int& next) {
    if (edit.change == LabelChange::add) {
        numbers.push_back(next++);
    } else if (edit.change == LabelChange::swap) {  // it is read now, at its place among the others
        const auto [stays, comes] = std::mismatch(before.objects().begin(), before.objects().end(),
                                                  after.objects().begin(), after.objects().end(), isAlike);
        numbers.insert(numbers.begin() + (stays - before.objects().begin()), next++);
    } else if (edit.change == LabelChange::remove) {
        const std::vector<FiledObject>& objects = before.objects();
        const auto place = static_cast<std::size_t>(std::max(edit.object.place, 0));
        const auto is_it = [&](const FiledObject& each) {
            return each.class_name == edit.object.class_name && each.box == edit.object.box;
        };
        const bool is_there = place < objects.size() && is_it(objects[place]);
        const auto found = is_there ? objects.begin() + static_cast<std::ptrdiff_t>(place)
                                    : std::find_if(objects.begin(), objects.end(), is_it);
        numbers.erase(numbers.begin() + (found - objects.begin()));
    }
}

int labelOf(const Dataset& dataset, const std::string& name, std::vector<std::string>& new_classes) {
    const auto known = std::find(dataset.classes.begin(), dataset.classes.end(), name);
    if (known != dataset.classes.end()) {
        return static_cast<int>(known - dataset.classes.begin()) + 1;
    }
    const auto added = std::find(new_classes.begin(), new_classes.end(), name);
    const auto number = added - new_classes.begin();
    if (added == new_classes.end()) {
        new_classes.push_back(name);
    }
    return static_cast<int>(dataset.classes.size()) + static_cast<int>(number) + 1;
}

/// The stages of an image, from its original to the last step, in force or not.
std::vector<Stage> stagesOf(const LabelJournal& journal, const std::string& image, std::size_t& in_force) {
    EditableAnnotation first(*journal.bases().at(image).original, image);
    const std::size_t count = first.objects().size();
    std::vector<Stage> stages{{std::move(first), counted(count)}};
    int next = static_cast<int>(count);
    in_force = 0;
    for (const auto& [step, edit] : journal.editsOf(image)) {
        const Stage& before = stages.back();
        std::vector<int> numbers = before.numbers;
        EditableAnnotation after(before.annotation.edited({edit, 1}), image);
        follow(numbers, before.annotation, after, *edit, next);
        stages.push_back({std::move(after), std::move(numbers)});
        in_force = step < journal.done() ? stages.size() - 1 : in_force;
    }
    return stages;
}

/// The stage that the dataset was read from: of several, the nearest to those in force.
const Stage* stageRead(const Dataset& dataset, const ImageRow& filed, const std::vector<Stage>& stages,
                       std::size_t in_force) {
    const Stage* found = nullptr;
    std::size_t least = 0;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const std::size_t distance = i > in_force ? i - in_force : in_force - i;
        if (isAsRead(dataset, filed, stages[i].annotation) && (found == nullptr || distance < least)) {
            found = &stages[i];
            least = distance;
        }
    }
    return found;
}

/// Whether the file was saved with steps that others took the place of: no stage is what it is now.
bool isOnOldBranch(const LabelJournal& journal, const std::string& image) {
    const std::vector<FileState> states = journal.statesOf(image);  // the one that was saved comes first
    return std::find(states.begin() + 1, states.end(), states.front()) == states.end();
}

/// The numbers of the objects that the dataset has, of those that are the same now, or of the class; -1 for
/// others.
std::vector<int> numbersAlike(const Dataset& dataset, const ImageRow& filed, const Stage& now) {
    std::vector<int> numbers(filed.objects.size(), -1);
    std::vector<bool> is_taken(now.numbers.size(), false);
    const auto take = [&](bool with_box) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const Annotation& read = filed.objects[i];
            for (std::size_t j = 0; j < now.numbers.size() && numbers[i] < 0; ++j) {
                const FiledObject& object = now.annotation.objects()[j];
                const bool is_alike = object.class_name == dataset.className(read.label) &&
                                      (!with_box || object.box == read.voc);
                if (is_alike && !is_taken[j]) {
                    is_taken[j] = true;
                    numbers[i] = now.numbers[j];
                }
            }
        }
    };
    take(true);
    take(false);
    return numbers;
}

bool isChanged(const Annotation& a, const Annotation& b) {
    return a.label != b.label || !(a.voc == b.voc) || a.difficult != b.difficult ||
           a.truncated != b.truncated || a.occluded != b.occluded;
}

}  // namespace

bool isAsRead(const Dataset& dataset, const ImageRow& filed, const EditableAnnotation& annotation) {
    const auto is_same = [&](const Annotation& read, const FiledObject& object) {
        return read.voc == object.box && dataset.className(read.label) == object.class_name;
    };
    return filed.verified == annotation.isVerified() &&
           std::equal(filed.objects.begin(), filed.objects.end(), annotation.objects().begin(),
                      annotation.objects().end(), is_same) &&
           std::equal(filed.objects.begin(), filed.objects.end(), annotation.annotations().begin(),
                      annotation.annotations().end(), [](const Annotation& a, const Annotation& b) {
                          return a.difficult == b.difficult && a.truncated == b.truncated &&
                                 a.occluded == b.occluded;
                      });
}

bool EditedLabels::isEdited() const {
    return is_verified_anew ||
           std::any_of(marks.begin(), marks.end(), [](EditMark mark) { return mark != EditMark::none; });
}

std::string bytesAsRead(const Dataset& dataset, const ImageRow& filed, const std::filesystem::path& file) {
    std::string bytes = annotationBytes(file);
    if (!isAsRead(dataset, filed, EditableAnnotation(bytes, file.string()))) {
        throw Error({.action = Core::tr("editing the labels"),
                     .file = file.string(),
                     .reason = Core::tr("it was changed after the dataset was read"),
                     .remedy = Core::tr("Read the dataset again")});
    }
    return bytes;
}

std::optional<EditedLabels> editedLabels(const Dataset& dataset, const ImageRow& filed,
                                         const LabelJournal& journal, std::vector<std::string>& new_classes) {
    std::size_t in_force = 0;
    const std::vector<Stage> stages = stagesOf(journal, filed.id, in_force);
    const Stage* read = stageRead(dataset, filed, stages, in_force);
    if (read == nullptr && !isOnOldBranch(journal, filed.id)) {
        return std::nullopt;
    }
    const Stage& now = stages[in_force];
    const std::vector<int> read_numbers = read != nullptr ? read->numbers : numbersAlike(dataset, filed, now);
    EditedLabels result{.record = filed.copy()};
    result.record.verified = now.annotation.isVerified();
    result.is_verified_anew = result.record.verified != filed.verified;
    std::vector<Annotation>& objects = result.record.objects;
    result.marks.assign(objects.size(), EditMark::removed);
    result.filed.resize(objects.size());
    for (std::size_t i = 0; i < now.numbers.size(); ++i) {
        const FiledObject& object = now.annotation.objects()[i];
        const Annotation& flags = now.annotation.annotations()[i];
        Annotation made{.label = labelOf(dataset, object.class_name, new_classes),
                        .difficult = flags.difficult,
                        .truncated = flags.truncated,
                        .occluded = flags.occluded,
                        .voc = object.box,
                        .pose = flags.pose};
        if (filed.width > 0 && filed.height > 0) {
            made.box = fractionsFromVoc(object.box, filed.width, filed.height);
        }
        const auto same = std::find(read_numbers.begin(), read_numbers.end(), now.numbers[i]);
        if (same == read_numbers.end()) {
            objects.push_back(made);
            result.marks.push_back(EditMark::added);
            result.filed.push_back(object);
            continue;
        }
        const auto index = static_cast<std::size_t>(same - read_numbers.begin());
        made.line = objects[index].line;
        made.crowd = objects[index].crowd;
        result.marks[index] = isChanged(objects[index], made) ? EditMark::changed : EditMark::none;
        objects[index] = made;
        result.filed[index] = object;
    }
    return result;
}

}  // namespace priorscope
