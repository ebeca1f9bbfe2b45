#include "core/project/mending.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/text/joined.hpp"
#include "core/dataset/class_names.hpp"
#include "core/dataset/finding_images.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/label_check.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/geometry/box.hpp"
#include "core/project/file_mends.hpp"

namespace priorscope {
namespace {

bool isMendable(IssueKind kind) {
    return kind == IssueKind::outside || kind == IssueKind::duplicate_box || isMendedInFile(kind);
}

/// The object that a finding is about; none where it cannot be told from another.
std::optional<std::size_t> objectOf(const Dataset& dataset, const ImageRow& image,
                                    const DatasetIssue& finding) {
    std::optional<std::size_t> only;
    std::unordered_map<int, int> counts;
    bool is_alone = true;
    for (std::size_t i = 0; i < image.objects.size(); ++i) {
        const Annotation& object = image.objects[i];
        const std::string name =
            dataset.className(object.label) + " " + std::to_string(++counts[object.label]);
        if (object.line == finding.line && name == finding.object) {
            return i;
        }
        if (object.line == finding.line) {
            is_alone = is_alone && !only;
            only = i;
        }
    }
    return is_alone ? only : std::nullopt;
}

/// Edges that lie within the image stay as they are.
/// @return nothing if no pixel of the box is in the image
std::optional<VocBox> drawnIn(const ImageRow& image, const Annotation& object) {
    const Box inside = clippedToImage(object.box);
    if (inside.width() * static_cast<float>(image.width) < 1.0F ||
        inside.height() * static_cast<float>(image.height) < 1.0F) {
        return std::nullopt;
    }
    const VocBox whole = wholePixels(inside, image.width, image.height);
    VocBox box = object.voc;
    box.xmin = object.box.x_min < 0.0F ? whole.xmin : box.xmin;
    box.ymin = object.box.y_min < 0.0F ? whole.ymin : box.ymin;
    box.xmax = object.box.x_max > 1.0F ? whole.xmax : box.xmax;
    box.ymax = object.box.y_max > 1.0F ? whole.ymax : box.ymax;
    return box;
}

FiledObject filed(const Dataset& dataset, const ImageRow& image, std::size_t object) {
    const Annotation& annotation = image.objects[object];
    return {.place = static_cast<int>(object),
            .class_name = dataset.className(annotation.label),
            .box = annotation.voc};
}

/// The object that stays when another goes: before it, of its class, in its place, and not going itself. An
/// object that is trained on never goes for one that is difficult.
std::optional<std::size_t> twinOf(const ImageRow& image, std::size_t object, const std::set<int>& going) {
    const Annotation& second = image.objects[object];
    for (std::size_t i = 0; i < object; ++i) {
        const Annotation& first = image.objects[i];
        const bool is_twin = first.label == second.label && (second.difficult || !first.difficult) &&
                             overlapInImage(first, second) >= LabelCheckOptions{}.duplicate_iou;
        if (is_twin && !going.contains(static_cast<int>(i))) {
            return i;
        }
    }
    return std::nullopt;
}

/// @param going  places of the image's objects that are removed
std::optional<AnnotationEdit> editFor(const Dataset& dataset, const ImageRow& image,
                                      const DatasetIssue& finding, const std::set<int>& going) {
    const std::optional<std::size_t> place = objectOf(dataset, image, finding);
    if (!place || image.width <= 0 || image.height <= 0) {
        return std::nullopt;
    }
    AnnotationEdit edit{.change = LabelChange::move, .object = filed(dataset, image, *place)};
    if (finding.kind == IssueKind::outside) {
        const std::optional<VocBox> box = drawnIn(image, image.objects[*place]);
        if (!box || *box == edit.object.box) {
            return std::nullopt;
        }
        edit.new_box = *box;
        return edit;
    }
    const std::optional<std::size_t> twin = twinOf(image, *place, going);
    if (!twin) {
        return std::nullopt;
    }
    edit.change = LabelChange::remove;
    edit.twin = filed(dataset, image, *twin);
    return edit;
}

}  // namespace

bool canBeMended(const Dataset& dataset) {
    return formatOf(dataset.root).name == "voc";
}

std::vector<Mend> proposedMends(const Dataset& dataset, std::span<const DatasetIssue> findings) {
    std::vector<Mend> mends;
    const bool has_any = std::any_of(findings.begin(), findings.end(),
                                     [](const DatasetIssue& finding) { return isMendable(finding.kind); });
    if (!has_any || !canBeMended(dataset)) {
        return mends;
    }
    const std::vector<int> images = imagesOfFindings(dataset, findings);
    std::unordered_set<std::string> doubtful;
    for (const DatasetIssue& finding : findings) {
        if (finding.kind == IssueKind::wrong_size || finding.kind == IssueKind::orientation) {
            doubtful.insert(finding.file.native());
        }
    }
    std::unordered_map<std::size_t, std::set<int>> changed;  // image → places
    std::unordered_map<std::size_t, std::set<int>> going;
    std::map<IssueKind, std::set<std::size_t>> in_file;  // images whose files were looked at
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const DatasetIssue& finding = findings[i];
        const bool is_sure =
            isMendable(finding.kind) && images[i] >= 0 &&
            !(finding.kind == IssueKind::outside && doubtful.contains(finding.file.native()));
        if (!is_sure) {
            continue;
        }
        const auto image = static_cast<std::size_t>(images[i]);
        const ImageRow row = dataset.images[image];
        if (row.annotation_file.native() != finding.file.native()) {
            continue;  // it is about the picture
        }
        const auto propose = [&](const AnnotationEdit& edit) {
            mends.push_back(
                {i, {.dataset = storedFolder(dataset.root), .image = row.id.text(), .edit = edit}});
        };
        if (isMendedInFile(finding.kind)) {
            if (in_file[finding.kind].insert(image).second) {
                const std::vector<AnnotationEdit> edits = fileMends(row, finding.kind);
                std::for_each(edits.begin(), edits.end(), propose);
            }
            continue;
        }
        const std::optional<AnnotationEdit> edit = editFor(dataset, row, finding, going[image]);
        if (edit && changed[image].insert(edit->object.place).second) {
            if (edit->change == LabelChange::remove) {
                going[image].insert(edit->object.place);
            }
            propose(*edit);
        }
    }
    return mends;
}

std::vector<LabelPatch> renamingPatches(const Dataset& dataset, const std::string& from,
                                        const std::string& to) {
    const auto refuse = [&](Sentence reason) {
        throw Error({.action = Core::tr("renaming the class \"%1\"").arg(from),
                     .reason = std::move(reason),
                     .remedy = Core::tr("Classes: %1").arg(joined(dataset.classes))});
    };
    const auto found = std::find(dataset.classes.begin(), dataset.classes.end(), from);
    if (found == dataset.classes.end()) {
        refuse(Core::tr("there is no such class"));
    }
    const std::string name = cleanedClassName(to);
    if (name.empty() || name == from) {
        refuse(Core::tr("it needs another name"));
    }
    const int label = static_cast<int>(found - dataset.classes.begin()) + 1;
    std::vector<LabelPatch> patches;
    for (const ImageRow& image : dataset.images) {
        for (std::size_t object = 0; object < image.objects.size(); ++object) {
            if (image.objects[object].label == label) {
                patches.push_back({.dataset = storedFolder(dataset.root),
                                   .image = image.id.text(),
                                   .edit = {.change = LabelChange::rename,
                                            .object = filed(dataset, image, object),
                                            .new_class = name}});
            }
        }
    }
    return patches;
}

}  // namespace priorscope
