// Priors over the image: those of a cell, those of an object, or the matching done by the loss.
#pragma once

#include <QPointF>
#include <QString>
#include <vector>

#include "widgets/canvas/image_canvas.hpp"
#include "widgets/priors/coverage/coverage_service.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

enum class OverlayMode { cell, object, matching };
/// The steps of matching, in the order of the loss.
enum class MatchingStep { threshold, forced, negatives };

/// What the overlay depends on besides the image.
struct OverlayState {
    OverlayMode mode = OverlayMode::object;
    MatchingStep step = MatchingStep::threshold;
    int map = 0;            ///< the map whose cells are shown
    bool all_maps = false;  ///< show the cell under the pointer in every map
    bool is_pointing = false;
    QPointF pointer;  ///< fractions of the image
};

struct ImageOverlay {
    std::vector<CanvasBox> boxes;  ///< drawn above the objects
    QString caption;               ///< shown below the image
};

/// @param priors  of the current image
ImageOverlay imageOverlay(const Workbench& workbench, const ImagePriors& priors, const OverlayState& state);

}  // namespace priorscope
