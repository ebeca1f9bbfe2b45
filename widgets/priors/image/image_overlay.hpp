// Priors over the image: those of a cell, of an object, or what the loss makes of all of them.
#pragma once

#include <QPointF>
#include <QString>
#include <vector>

#include "widgets/canvas/image_canvas.hpp"
#include "widgets/priors/coverage/coverage_service.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

enum class OverlayMode { cell, object, matching };
/// The steps of matching, as the loss takes them.
enum class MatchingStep { threshold, forced, negatives };

/// What the overlay depends on besides the image.
struct OverlayState {
    OverlayMode mode = OverlayMode::object;
    MatchingStep step = MatchingStep::threshold;
    int map = 0;            ///< whose cells are shown
    bool all_maps = false;  ///< the cell under the pointer of every map
    bool is_pointing = false;
    QPointF pointer;  ///< fractions of the image
};

struct ImageOverlay {
    std::vector<CanvasBox> boxes;  ///< above the objects
    QString caption;               ///< under the image
};

/// @param priors  of the current image
ImageOverlay imageOverlay(const Workbench& workbench, const ImagePriors& priors, const OverlayState& state);

}  // namespace priorscope
