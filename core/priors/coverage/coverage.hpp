// How well a prior layout covers the objects of a dataset.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/image/image.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// One object as the network sees it.
struct CoverageObject {
    std::size_t image = 0;   ///< index into Dataset::images
    std::size_t object = 0;  ///< index into ImageRow::objects
    int label = 0;
    Box box{};  ///< fractions of the network's input, after the resize
};

/// The objects that training would use: boxes are clipped to the image, those outside it are left out.
/// @return none for a selection without images; objects of images of unknown size are left out
std::vector<CoverageObject> coverageObjects(const Dataset& dataset, const ImageSelection& selection,
                                            bool include_difficult, ResizeMode resize);

/// part / whole; none if the whole is zero.
inline std::optional<double> shareOf(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt;
}

/// The best prior for one object.
struct BestPrior {
    float iou = 0.0F;
    std::int32_t prior = -1;  ///< index into PriorSet; -1 if every prior has IoU 0
};

/// How the loss matches an object. Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2
enum class ObjectMatch : std::uint8_t {
    positive,  ///< some prior reaches the threshold
    forced,    ///< none does, but the object is matched to its best prior
    none       ///< no prior overlaps it, or a later object of the image takes that prior
};

struct Coverage {
    std::vector<BestPrior> best;                ///< [objects], in their order
    float threshold = 0.5F;                     ///< IoU at or above which a prior is positive
    std::vector<std::int32_t> positives{};      ///< [objects] number of priors at or above the threshold
    std::vector<std::int64_t> map_positives{};  ///< [maps] (object, prior) pairs at or above the threshold
    std::vector<ObjectMatch> match{};           ///< [objects]
    std::optional<double> mean_best_iou{};      ///< none if there are no objects
    double seconds = 0.0;                       ///< the computation alone

    /// Fraction of objects whose best IoU is at least min_iou, in [0, 1]; none if there are no objects.
    std::optional<double> recall(float min_iou) const;
};

/// Best IoU of every object over all priors, and how many priors reach the threshold. Equals brute force
/// exactly: see CoverageEngine, which also reuses results that an edit of the layout does not affect.
/// @param objects    grouped by image, in ascending index order
/// @param threshold  (0, 1]
/// @return nothing if stopped
/// @throws Error naming the first object with a non-finite coordinate
std::optional<Coverage> computeCoverage(std::span<const CoverageObject> objects, const PriorSet& priors,
                                        std::stop_token stop = {}, const ProgressFn& progress = {},
                                        float threshold = 0.5F);

}  // namespace priorscope
