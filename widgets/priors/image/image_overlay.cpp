#include "widgets/priors/image/image_overlay.hpp"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <set>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr int kNegativesPerPositive = 3;
constexpr std::size_t kMostCovering = 60;  ///< drawn at most; more would hide the object

struct ImageOverlayText {
    Q_DECLARE_TR_FUNCTIONS(priorscope::ImageOverlayText)
};

QString pixels(float w, float h, int input) {
    return QStringLiteral("%1 × %2")
        .arg(std::lround(w * static_cast<float>(input)))
        .arg(std::lround(h * static_cast<float>(input)));
}

/// Converted from the input, which may have letterbox borders, to the image.
CanvasBox priorBox(const ImagePriors& priors, const PriorSet& set, std::size_t prior, double width) {
    const int map = priorAddress(set.config, prior).map;
    return {.box = priors.mapping.imageFromInput(set.boxes[prior]),
            .color = Theme::onPhotograph().mapColor(map),
            .width = width};
}

ImageOverlay cellOverlay(const ImagePriors& priors, const OverlayState& state) {
    const PriorConfig& config = priors.priors->config;
    ImageOverlay overlay;
    const auto x = static_cast<float>(state.pointer.x());
    const auto y = static_cast<float>(state.pointer.y());
    const Box point = priors.mapping.inputFromImage({x, y, x, y});
    for (int map = 0; map < static_cast<int>(config.maps.size()); ++map) {
        if (!state.is_pointing || (!state.all_maps && map != state.map)) {
            continue;
        }
        const std::size_t first = overlay.boxes.size();
        for (const std::size_t prior : priorsOfCell(config, map, point.x_min, point.y_min)) {
            overlay.boxes.push_back(priorBox(priors, *priors.priors, prior, 1.2));
        }
        if (overlay.boxes.size() > first) {
            overlay.boxes[first].tag = QString::number(map + 1);
        }
    }
    const PriorMap& map = config.maps.at(static_cast<std::size_t>(state.map));
    QStringList shapes;
    for (const PriorMap::Shape& shape : map.shapes()) {
        shapes << pixels(shape.w, shape.h, config.input_size);
    }
    overlay.caption =
        state.is_pointing
            ? ImageOverlayText::tr("Priors of a cell of %1, px at %2: %3")
                  .arg(QString::fromStdString(map.name))
                  .arg(config.input_size)
                  .arg(shapes.join(QStringLiteral(", ")))
            : ImageOverlayText::tr("Move the pointer over the image to see the priors of that cell");
    return overlay;
}

QString offsetsText(const Box& object, const CenterBox& prior, const Variances& variances) {
    QStringList parts;
    for (const float offset : encodeOffsets(object, prior, variances)) {
        parts << (offset < 0.0F ? QStringLiteral("−") : QStringLiteral("+")) +
                     figureText(static_cast<double>(std::abs(offset)), 2);
    }
    return parts.join(u' ');
}

ImageOverlay objectOverlay(const Workbench& workbench, const ImagePriors& priors) {
    ImageOverlay overlay;
    const auto object = static_cast<std::size_t>(std::max(workbench.selectedObject(), 0));
    if (workbench.selectedObject() < 0 || object >= priors.best.size()) {
        overlay.caption = ImageOverlayText::tr("Click an object to see the priors that cover it");
        return overlay;
    }
    const std::vector<std::size_t>& covering = priors.covering[object];
    for (std::size_t i = std::min(covering.size(), kMostCovering); i-- > 1;) {
        overlay.boxes.push_back(priorBox(priors, *priors.priors, covering[i], 0.8));
    }
    const auto add = [&](const BestPrior& best, const PriorSet& set, const QString& name, Qt::PenStyle line) {
        if (best.prior >= 0) {
            CanvasBox box = priorBox(priors, set, static_cast<std::size_t>(best.prior), 2.0);
            box.tag = QString::number(priorAddress(set.config, static_cast<std::size_t>(best.prior)).map + 1);
            box.label = name.arg(figureText(static_cast<double>(best.iou), 3));
            box.line = line;
            overlay.boxes.push_back(std::move(box));
        }
    };
    const BestPrior& now = priors.best[object];
    const BestPrior& before = priors.best_before[object];
    const bool is_changed = std::abs(now.iou - before.iou) > 5e-4F;
    if (is_changed) {
        add(before, *priors.baseline, ImageOverlayText::tr("before %1"), Qt::DashLine);
    }
    add(now, *priors.priors,
        is_changed ? ImageOverlayText::tr("after %1") : ImageOverlayText::tr("best prior %1"), Qt::SolidLine);
    if (now.prior < 0) {
        overlay.caption = ImageOverlayText::tr("No prior overlaps this object");
        return overlay;
    }
    const auto prior = static_cast<std::size_t>(now.prior);
    const PriorConfig& config = priors.priors->config;
    const PriorAddress address = priorAddress(config, prior);
    const CenterBox& center = priors.priors->centers[prior];
    QStringList parts;
    parts << ImageOverlayText::tr("best prior %1, %2, cell (%3, %4)")
                 .arg(pixels(center.w, center.h, config.input_size),
                      QString::fromStdString(config.maps[static_cast<std::size_t>(address.map)].name))
                 .arg(address.col)
                 .arg(address.row);
    parts
        << ImageOverlayText::tr("positives %1 → %2").arg(priors.covering_before[object]).arg(covering.size());
    if (priors.objects[object].area() > 0.0F) {
        parts << ImageOverlayText::tr("offsets %1")
                     .arg(offsetsText(priors.objects[object], center, config.variances));
    }
    overlay.caption = parts.join(QStringLiteral("    "));
    return overlay;
}

ImageOverlay matchingOverlay(const ImagePriors& priors, const OverlayState& state) {
    ImageOverlay overlay;
    const std::size_t total = priors.priors->boxes.size();
    std::size_t forced = 0;
    for (const MatchedPrior& match : priors.positives) {
        forced += match.is_forced ? 1 : 0;
        if ((state.step == MatchingStep::threshold && match.is_forced) ||
            state.step == MatchingStep::negatives) {
            continue;
        }
        CanvasBox box = priorBox(priors, *priors.priors, match.prior, match.is_forced ? 2.0 : 1.0);
        if (match.is_forced) {
            box.line = Qt::DashLine;
            box.label = ImageOverlayText::tr("forced %1").arg(figureText(static_cast<double>(match.iou), 2));
            box.tag = QString::number(priorAddress(priors.priors->config, match.prior).map + 1);
        }
        overlay.boxes.push_back(std::move(box));
    }
    const std::size_t positives = priors.positives.size();
    switch (state.step) {
        case MatchingStep::threshold:
            overlay.caption =
                ImageOverlayText::tr("Step 1: %1 of %2 priors overlap an object by IoU 0.50 or more")
                    .arg(countText(static_cast<std::int64_t>(positives - forced)),
                         countText(static_cast<std::int64_t>(total)));
            break;
        case MatchingStep::forced:
            overlay.caption = ImageOverlayText::tr(
                                  "Step 2: each object takes its best prior; %1 forced, %2 positives in all")
                                  .arg(countText(static_cast<std::int64_t>(forced)),
                                       countText(static_cast<std::int64_t>(positives)));
            break;
        case MatchingStep::negatives: {
            for (const MatchedPrior& miss : priors.near_misses) {
                CanvasBox box = priorBox(priors, *priors.priors, miss.prior, 1.0);
                box.color = Theme::onPhotograph().verdict(Verdict::suppressed).color;
                box.line = Qt::DotLine;
                overlay.boxes.push_back(std::move(box));
            }
            const std::size_t mined = std::min(kNegativesPerPositive * positives, total - positives);
            overlay.caption =
                ImageOverlayText::tr(
                    "Step 3: %1 negatives, of which the %2 of largest loss are trained (3 : 1); shown: those "
                    "closest to an object")
                    .arg(countText(static_cast<std::int64_t>(total - positives)),
                         countText(static_cast<std::int64_t>(mined)));
            break;
        }
    }
    return overlay;
}

}  // namespace

ImageOverlay imageOverlay(const Workbench& workbench, const ImagePriors& priors, const OverlayState& state) {
    switch (state.mode) {
        case OverlayMode::cell:
            return cellOverlay(priors, state);
        case OverlayMode::object:
            return objectOverlay(workbench, priors);
        case OverlayMode::matching:
            break;
    }
    return matchingOverlay(priors, state);
}

}  // namespace priorscope
