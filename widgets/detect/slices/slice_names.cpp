#include "widgets/detect/slices/slice_names.hpp"

#include <QCoreApplication>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

struct Slices {
    Q_DECLARE_TR_FUNCTIONS(priorscope::Slices)
};

QString yesOrNo(SliceKind kind, bool yes) {
    switch (kind) {
        case SliceKind::truncated:
            return yes ? Slices::tr("truncated") : Slices::tr("not truncated");
        case SliceKind::occluded:
            return yes ? Slices::tr("occluded") : Slices::tr("not occluded");
        default:
            return yes ? Slices::tr("difficult") : Slices::tr("not difficult");
    }
}

QString areaName(int bin) {
    return bin == 0   ? Slices::tr("small, below 32² px")
           : bin == 1 ? Slices::tr("medium, 32² to 96² px")
                      : Slices::tr("large, 96² px and more");
}

QString companyName(int bin) {
    return bin == 0   ? Slices::tr("alone")
           : bin == 1 ? Slices::tr("2 to 4 objects")
           : bin == 2 ? Slices::tr("5 to 9 objects")
                      : Slices::tr("10 objects and more");
}

/// "0.30–0.50"
QString rangeName(std::span<const double> bounds, int bin, int decimals, const QString& unit) {
    const auto at = static_cast<std::size_t>(bin);
    const auto text = [&](double bound) { return figureText(bound, decimals); };
    return bin == 0              ? Slices::tr("below %1%2").arg(text(bounds.front()), unit)
           : at == bounds.size() ? Slices::tr("%1%2 and more").arg(text(bounds.back()), unit)
                                 : Slices::tr("%1–%2%3").arg(text(bounds[at - 1]), text(bounds[at]), unit);
}

}  // namespace

QString sliceKindTitle(SliceKind kind, const SplitSlices* slices) {
    switch (kind) {
        case SliceKind::input_size:
            return slices != nullptr && slices->network().input_size > 0
                       ? Slices::tr("Size at %1 px").arg(slices->network().input_size)
                       : Slices::tr("Size at the input");
        case SliceKind::area:
            return Slices::tr("Area (COCO)");
        case SliceKind::shape:
            return Slices::tr("Width : height");
        case SliceKind::overlap:
            return Slices::tr("Overlap of objects");
        case SliceKind::company:
            return Slices::tr("Objects in the image");
        case SliceKind::brightness:
            return Slices::tr("Brightness");
        case SliceKind::truncated:
            return Slices::tr("Truncated");
        case SliceKind::occluded:
            return Slices::tr("Occluded");
        case SliceKind::difficult:
            return Slices::tr("Difficult");
        case SliceKind::best_prior:
            return Slices::tr("Best prior");
        case SliceKind::map:
            return Slices::tr("Feature map");
    }
    return {};
}

QString sliceKindMeaning(SliceKind kind) {
    switch (kind) {
        case SliceKind::input_size:
            return Slices::tr("Square root of the area, in pixels of the network's input, after the resize.");
        case SliceKind::area:
            return Slices::tr("COCO's ranges of area, in pixels of the image.");
        case SliceKind::shape:
            return Slices::tr("Width divided by height, in pixels of the image.");
        case SliceKind::overlap:
            return Slices::tr(
                "Highest IoU of an object with another one of its image, whatever their class.");
        case SliceKind::company:
            return Slices::tr("How many objects the image has.");
        case SliceKind::brightness:
            return Slices::tr("Mean luma of the whole image, from 0, black, to 1, white.");
        case SliceKind::truncated:
            return Slices::tr("Objects that the annotation calls truncated: they reach beyond their box.");
        case SliceKind::occluded:
            return Slices::tr("Objects that the annotation calls occluded.");
        case SliceKind::difficult:
            return Slices::tr(
                "Objects that the annotation calls difficult. They do not count: a detection of "
                "one is neither right nor wrong.");
        case SliceKind::best_prior:
            return Slices::tr("Highest IoU of an object with any prior, before the network moves it.");
        case SliceKind::map:
            return Slices::tr(
                "Objects by the feature map of their best prior, detections by that of the prior "
                "that fired.");
    }
    return {};
}

QString sliceName(const Slice& slice, const SplitSlices& slices) {
    const std::span<const double> bounds = sliceBounds(slice.kind);
    switch (slice.kind) {
        case SliceKind::input_size:
            return rangeName(bounds, slice.bin, 0, Slices::tr(" px"));
        case SliceKind::area:
            return areaName(slice.bin);
        case SliceKind::shape:
        case SliceKind::brightness:
        case SliceKind::best_prior:
            return rangeName(bounds, slice.bin, 2, {});
        case SliceKind::overlap:
            return slice.bin == 0   ? Slices::tr("apart from others")
                   : slice.bin == 1 ? Slices::tr("IoU up to %1").arg(figureText(bounds[1], 2))
                                    : Slices::tr("IoU %1").arg(rangeName(bounds, slice.bin, 2, {}));
        case SliceKind::company:
            return companyName(slice.bin);
        case SliceKind::truncated:
        case SliceKind::occluded:
        case SliceKind::difficult:
            return yesOrNo(slice.kind, slice.bin == 1);
        case SliceKind::map: {
            const std::vector<std::string>& names = slices.network().map_names;
            const auto at = static_cast<std::size_t>(slice.bin);
            return at < names.size()
                       ? Slices::tr("%1, %2").arg(slice.bin + 1).arg(QString::fromStdString(names[at]))
                       : QString::number(slice.bin + 1);
        }
    }
    return {};
}

}  // namespace priorscope
