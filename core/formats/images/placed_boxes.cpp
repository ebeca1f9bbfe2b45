#include "core/formats/images/placed_boxes.hpp"

#include "core/base/text/number_text.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

/// Rounding of decimal fractions, in pixels.
constexpr double kRounding = 0.01;

}  // namespace

std::string cornersText(const VocBox& box, int, int) {
    return "(" + numberText(box.xmin) + ", " + numberText(box.ymin) + ", " + numberText(box.xmax) + ", " +
           numberText(box.ymax) + ")";
}

std::vector<BoxFinding> placeBoxes(ImageRecord& record, double first, BoxText text) {
    std::vector<BoxFinding> findings;
    if (record.width <= 0 || record.height <= 0) {
        return findings;
    }
    const double shift = 1.0 - first;
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        Annotation& object = record.objects[i];
        const VocBox& box = object.voc;
        object.box =
            fractionsFromVoc({box.xmin + shift, box.ymin + shift, box.xmax + shift, box.ymax + shift},
                             record.width, record.height);
        const auto shown = [&] { return text(box, record.width, record.height); };
        if (box.xmax - box.xmin <= 1.0 || box.ymax - box.ymin <= 1.0) {
            findings.push_back(
                {.kind = IssueKind::tiny_box,
                 .object = i,
                 .detail = Core::tr("The box %1 covers %2 x %3 pixels: likely a slip of the mouse. It counts "
                                    "as an object until it is removed.")
                               .arg(shown())
                               .arg(significantText(box.xmax - box.xmin + 1.0, 6))
                               .arg(significantText(box.ymax - box.ymin + 1.0, 6))});
        }
        const bool outside = box.xmin < first - kRounding || box.ymin < first - kRounding ||
                             box.xmax + shift > record.width + kRounding ||
                             box.ymax + shift > record.height + kRounding;
        if (outside) {
            const bool none_inside = box.xmax < first || box.ymax < first ||
                                     box.xmin + shift > record.width || box.ymin + shift > record.height;
            findings.push_back(
                {.kind = IssueKind::outside,
                 .object = i,
                 .detail = (none_inside
                                ? Core::tr("The box %1 lies outside the image of %2 x %3: nothing is trained "
                                           "on. Correct or remove it.")
                                : Core::tr("The box %1 reaches outside the image of %2 x %3: the part inside "
                                           "is trained on. Correct it."))
                               .arg(shown())
                               .arg(record.width)
                               .arg(record.height),
                 .fixable = true});
        }
    }
    return findings;
}

}  // namespace priorscope
