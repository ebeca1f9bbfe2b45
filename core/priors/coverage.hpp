// How well a layout of priors covers the objects of a dataset.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/image/image.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// One object as the network sees it.
struct CoverageObject {
    std::size_t image = 0;   ///< index into Dataset::images
    std::size_t object = 0;  ///< index into ImageRecord::objects
    int label = 0;
    Box box{};  ///< fractions of the network's input, after the resize
};

/// @param split              empty: every image
/// @param include_difficult  default: difficult objects are left out
std::vector<CoverageObject> coverageObjects(const Dataset& dataset, const std::string& split,
                                            bool include_difficult, ResizeMode resize);

/// The same for some images.
/// @param images  indices into dataset.images
std::vector<CoverageObject> coverageObjectsOf(const Dataset& dataset, std::span<const std::size_t> images,
                                              bool include_difficult, ResizeMode resize);

/// The best prior of one object.
struct BestPrior {
    float iou = 0.0F;
    std::int32_t prior = -1;  ///< index into PriorSet; -1 where every prior has IoU 0
};

struct Coverage {
    std::vector<BestPrior> best;  ///< [objects], in their order
    double mean_best_iou = 0.0;
    double seconds = 0.0;  ///< the computation alone

    /// Share of objects whose best IoU is at least the threshold, in [0, 1]; 1 where there are none.
    double recall(float threshold) const;
};

/// The part of a coverage that belongs to the objects of one class; its seconds are 0.
/// @param objects  those that the coverage was computed for
Coverage coverageOfLabel(const Coverage& coverage, std::span<const CoverageObject> objects, int label);

/// Best IoU of every object over all priors. Equals brute force exactly. For unclipped priors of one shape on
/// a grid the intersection is the product of two one-dimensional overlaps and each is largest at the nearest
/// centre, so one candidate per shape decides; clipped layouts are searched in full.
/// @return nothing if stopped
/// @throws Error naming the first object with a non-finite coordinate
std::optional<Coverage> computeCoverage(std::span<const CoverageObject> objects, const PriorSet& priors,
                                        std::stop_token stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
