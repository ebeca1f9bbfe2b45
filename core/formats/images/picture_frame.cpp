#include "core/formats/images/picture_frame.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>

#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

/// Rounding, and 0-based coordinates: a box may extend this far beyond an edge.
constexpr double kTolerance = 1.0;

std::string sizeText(int width, int height) {
    return std::to_string(width) + " x " + std::to_string(height);
}

bool fits(const VocBox& box, double width, double height) {
    return box.xmax <= width + kTolerance && box.ymax <= height + kTolerance;
}

bool allFit(const PictureFrame& frame, ImageSize size) {
    return std::all_of(frame.objects->begin(), frame.objects->end(), [size](const Annotation& object) {
        return fits(object.voc, size.width, size.height);
    });
}

bool hasProportions(ImageSize said, ImageSize size) {
    const double a = static_cast<double>(said.width) * size.height;
    const double b = static_cast<double>(said.height) * size.width;
    return std::abs(a - b) <= 0.01 * b;
}

// ---- Orientation

enum class Turn { stored, shown, unknown };

/// What <size> implies, exactly or by its aspect ratio.
Turn turnBySize(const PictureFrame& frame, bool exactly) {
    const ImageSize said{frame.said_width, frame.said_height};
    const ImageSize stored{frame.header->width, frame.header->height};
    const ImageSize shown = frame.header->shown();
    if (said.width <= 0 || said.height <= 0 || stored == shown) {
        return Turn::unknown;
    }
    const bool as_stored = exactly ? said == stored : hasProportions(said, stored);
    const bool as_shown = exactly ? said == shown : hasProportions(said, shown);
    if (as_stored == as_shown) {
        return Turn::unknown;
    }
    return as_stored ? Turn::stored : Turn::shown;
}

Turn turnByBoxes(const PictureFrame& frame) {
    const bool as_stored = allFit(frame, {frame.header->width, frame.header->height});
    const bool as_shown = allFit(frame, frame.header->shown());
    if (as_stored == as_shown) {
        return Turn::unknown;
    }
    return as_stored ? Turn::stored : Turn::shown;
}

/// What nothing tells, and how it is taken.
/// @param disagree  the dataset's other images tell, but not the same
Sentence undecidedTurn(int orientation, bool disagree, bool as_shown, const Sentence& size_name) {
    if (disagree) {
        return (as_shown ? Core::tr("EXIF rotates the image (orientation %1), and neither %2 nor the "
                                    "boxes say whether they refer to it as stored or as shown; other images "
                                    "of the dataset disagree. They are taken as shown. Check the boxes on "
                                    "the image, or save the pixels rotated and without EXIF.")
                         : Core::tr("EXIF rotates the image (orientation %1), and neither %2 nor the "
                                    "boxes say whether they refer to it as stored or as shown; other images "
                                    "of the dataset disagree. They are taken as stored. Check the boxes on "
                                    "the image, or save the pixels rotated and without EXIF."))
            .arg(orientation)
            .arg(size_name);
    }
    return (as_shown ? Core::tr("EXIF rotates the image (orientation %1), and neither %2 nor the boxes "
                                "say whether they refer to it as stored or as shown; no other image of the "
                                "dataset tells. They are taken as shown. Check the boxes on the image, or "
                                "save the pixels rotated and without EXIF.")
                     : Core::tr("EXIF rotates the image (orientation %1), and neither %2 nor the boxes "
                                "say whether they refer to it as stored or as shown; no other image of the "
                                "dataset tells. They are taken as stored. Check the boxes on the image, or "
                                "save the pixels rotated and without EXIF."))
        .arg(orientation)
        .arg(size_name);
}

void decideOrientations(std::vector<PictureFrame>& frames, OrientationSetting setting,
                        const Sentence& size_name) {
    std::size_t stored = 0;
    std::size_t shown = 0;
    std::vector<PictureFrame*> undecided;
    for (PictureFrame& frame : frames) {
        if (!frame.header || frame.header->orientation == 1) {
            continue;
        }
        const Turn turn = turnBySize(frame, true);
        stored += turn == Turn::stored ? 1 : 0;
        shown += turn == Turn::shown ? 1 : 0;
        frame.orientation = turn == Turn::shown ? frame.header->orientation : 1;
        if (turn == Turn::unknown) {
            undecided.push_back(&frame);
        }
    }
    const Turn common = stored > 0 && shown == 0   ? Turn::stored
                        : shown > 0 && stored == 0 ? Turn::shown
                                                   : Turn::unknown;
    for (PictureFrame* const frame : undecided) {
        Turn turn = turnBySize(*frame, false);
        turn = turn == Turn::unknown ? common : turn;
        turn = turn == Turn::unknown ? turnByBoxes(*frame) : turn;
        if (turn == Turn::unknown) {
            turn = setting == OrientationSetting::shown ? Turn::shown : Turn::stored;
            frame->doubts.push_back(
                {IssueKind::orientation,
                 undecidedTurn(frame->header->orientation, stored > 0, turn == Turn::shown, size_name),
                 true});
        }
        frame->orientation = turn == Turn::shown ? frame->header->orientation : 1;
    }
}

// ---- Size

/// The image's size in the orientation of its boxes.
ImageSize fileSize(const PictureFrame& frame) {
    return frame.orientation == 1 ? ImageSize{frame.header->width, frame.header->height}
                                  : frame.header->shown();
}

bool isSwapped(const PictureFrame& frame) {
    const ImageSize file = fileSize(frame);
    return frame.said_width == file.height && frame.said_height == file.width;
}

/// Annotations with the same ratio of <size> to image, in thousandths; swapped sides form one kind.
using SizeKind = std::tuple<bool, long, long>;

SizeKind sizeKind(const PictureFrame& frame) {
    const ImageSize file = fileSize(frame);
    if (isSwapped(frame)) {
        return {true, 0, 0};
    }
    return {false, std::lround(1000.0 * frame.said_width / file.width),
            std::lround(1000.0 * frame.said_height / file.height)};
}

/// Evidence from the boxes of one kind.
struct BoxEvidence {
    std::size_t boxes = 0;
    std::size_t beyond_file = 0;
    std::size_t beyond_size = 0;
    double reach_x = 0.0;  ///< relative to <size>, of the box that reaches farthest
    double reach_y = 0.0;

    void add(const PictureFrame& frame) {
        const ImageSize file = fileSize(frame);
        for (const Annotation& object : *frame.objects) {
            ++boxes;
            beyond_file += fits(object.voc, file.width, file.height) ? 0 : 1;
            beyond_size += fits(object.voc, frame.said_width, frame.said_height) ? 0 : 1;
            reach_x = std::max(reach_x, object.voc.xmax / frame.said_width);
            reach_y = std::max(reach_y, object.voc.ymax / frame.said_height);
        }
    }

    /// A few boxes are wrong in any dataset; one in fifty is systematic.
    bool isMany(std::size_t count) const { return count * 50 > boxes; }
    bool fillsSize() const {
        constexpr std::size_t kEnough = 10;
        return boxes >= kEnough && reach_x >= 0.95 && reach_y >= 0.95;
    }
};

enum class Reference { file, size, neither };

Reference referenceOf(const SizeKind& kind, const BoxEvidence& evidence) {
    const auto [swapped, x, y] = kind;
    const bool fit_size = !evidence.isMany(evidence.beyond_size);
    if (!evidence.isMany(evidence.beyond_file)) {
        const bool smaller = !swapped && x <= 1000 && y <= 1000;
        return smaller && fit_size && evidence.fillsSize() ? Reference::size : Reference::file;
    }
    return fit_size && !swapped ? Reference::size : Reference::neither;
}

void applyReference(PictureFrame& frame, Reference reference, const Sentence& size_name) {
    const ImageSize file = fileSize(frame);
    Sentence advice;
    switch (reference) {
        case Reference::file:
            frame.width = file.width;
            frame.height = file.height;
            advice =
                Core::tr(
                    "The boxes of all such annotations fit the image and are taken as its pixels. Correct "
                    "%1.")
                    .arg(size_name);
            break;
        case Reference::size:
            frame.width = frame.said_width;
            frame.height = frame.said_height;
            advice =
                Core::tr(
                    "The boxes of such annotations fit %1 and not the image, so they are taken as parts of a "
                    "picture of that size. Scale boxes and %1 to the image.")
                    .arg(size_name);
            break;
        case Reference::neither:
            advice = Core::tr(
                         "The boxes of such annotations fit neither: where they belong is not known, and the "
                         "image is "
                         "not used for training. Correct %1 and the boxes.")
                         .arg(size_name);
            break;
    }
    Sentence detail = (isSwapped(frame) ? Core::tr("%4 says %1, the image is %2 (swapped). %3")
                                        : Core::tr("%4 says %1, the image is %2. %3"))
                          .arg(sizeText(frame.said_width, frame.said_height))
                          .arg(sizeText(file.width, file.height))
                          .arg(std::move(advice))
                          .arg(size_name);
    frame.doubts.push_back({IssueKind::wrong_size, std::move(detail), reference != Reference::neither});
}

void takeImageSize(PictureFrame& frame) {
    if (frame.header) {
        const ImageSize file = fileSize(frame);
        frame.width = file.width;
        frame.height = file.height;
        frame.doubts.push_back({IssueKind::no_size,
                                Core::tr("The annotation gives no usable size; the image's own is taken: %1.")
                                    .arg(sizeText(file.width, file.height)),
                                true});
    } else {
        frame.doubts.push_back(
            {IssueKind::no_size,
             Core::tr(
                 "Neither the annotation nor the image gives a size; the image is not used for training."),
             false});
    }
}

void decideSizes(std::vector<PictureFrame>& frames, const Sentence& size_name) {
    std::map<SizeKind, BoxEvidence> kinds;
    std::vector<PictureFrame*> differing;
    for (PictureFrame& frame : frames) {
        if (!frame.fault.empty()) {
            frame.doubts.push_back(
                {IssueKind::bad_image, Core::tr("The image cannot be decoded: %1").arg(frame.fault), false});
        }
        const bool has_size = frame.said_width > 0 && frame.said_height > 0;
        if (!has_size) {
            takeImageSize(frame);
        } else if (!frame.header || fileSize(frame) == ImageSize{frame.said_width, frame.said_height}) {
            frame.width = frame.said_width;
            frame.height = frame.said_height;
        } else {
            kinds[sizeKind(frame)].add(frame);
            differing.push_back(&frame);
        }
    }
    for (PictureFrame* const frame : differing) {
        const SizeKind kind = sizeKind(*frame);
        applyReference(*frame, referenceOf(kind, kinds[kind]), size_name);
    }
}

}  // namespace

void decideFrames(std::vector<PictureFrame>& frames, OrientationSetting setting, const Sentence& size_name) {
    decideOrientations(frames, setting, size_name);
    decideSizes(frames, size_name);
}

}  // namespace priorscope
