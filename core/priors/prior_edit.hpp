// Edits of a prior layout that keep what belongs together.
#pragma once

#include <cstddef>
#include <vector>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Changes s_k of a map. Extra scales that follow the paper's rule sqrt(s_k·s_{k+1}), that of this map and
/// that of the one before, keep following it; others, and that of the last map, stay as they are.
/// The shapes of a map of free shapes grow by the same factor.
/// @param scale  (0, 2]
void setMapScale(PriorConfig& config, std::size_t map, float scale);

/// Gives one prior of a map's cells other sides. Of free shapes only that one changes. In the classic form
/// the squares keep their shape, so that the root of the area becomes their scale; a ratio's prior changes
/// the map's scale and that ratio, and with them the priors that share them.
/// @param shape  index into PriorMap::shapes()
/// @param sides  (0, 2] fractions of the input; those of free shapes are cut to 0.001 … 2
void setMapShape(PriorConfig& config, std::size_t map, std::size_t shape, PriorMap::Shape sides);

/// Adds the second square prior at sqrt(s_k·s_{k+1}), or takes it away. The last map continues the step of
/// the scales before it; a single map takes 1 as the next scale.
void setMapExtra(PriorConfig& config, std::size_t map, bool on);

/// Adds a ratio in rising order (its reciprocal comes with it). A ratio below 1 is added as its reciprocal;
/// one that is there already, or 1, changes nothing.
void addMapRatio(PriorConfig& config, std::size_t map, float ratio);
void removeMapRatio(PriorConfig& config, std::size_t map, float ratio);

/// The same priors as free shapes, which can then be edited one by one. A map that is free, or off, stays.
void freeMapShapes(PriorConfig& config, std::size_t map);

/// Adds (at the end) or removes a prior of a map of free shapes; sides are cut to 0.001 … 2.
/// The last one stays: without it the map would take the classic form again.
/// @param shape  its place among the map's free shapes
void addMapShape(PriorConfig& config, std::size_t map, PriorMap::Shape sides);
void removeMapShape(PriorConfig& config, std::size_t map, std::size_t shape);
/// A shape to add: the square at the map's scale, or the first larger by quarters that is not there yet.
PriorMap::Shape nextMapShape(const PriorMap& map);

/// Gives a map the priors of another one: scale, form, limit and whether it is on. Name, cells and step stay.
void copyMapPriors(PriorMap& to, const PriorMap& from);

/// Adds a map of half the cells after the last one, as the strided layers of a backbone would: the next scale
/// of the layout, a second square where the last map has one, and ratio 2.
void appendMap(PriorConfig& config);
/// Takes the last map away; the only one stays.
void removeLastMap(PriorConfig& config);

/// Which scales the linear rule spreads, and over which maps.
struct LinearRule {
    float s_min = 0.2F;               ///< (0, 2]
    float s_max = 0.9F;               ///< [s_min, 2]
    std::vector<std::size_t> kept{};  ///< maps that keep their own scale, and do not count in the rule

    std::vector<Problem> validate() const;
};

/// s_k = s_min + (s_max - s_min)·(k - 1) / (m - 1) over the m maps that are on and not kept, in their order;
/// a single one takes s_min. Every second square of a map that is on becomes sqrt(s_k·s_{k+1}), the last
/// map's with the scale that continues the rule; a map without one gets none. Free shapes grow with their
/// scale. With conv4_3 kept at 0.1 and the rule from 0.2 to 0.9 these are the scales of the paper's SSD300.
/// @throws Error where the rule is not valid
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2 and 3.1
void applyLinearRule(PriorConfig& config, const LinearRule& rule);

}  // namespace priorscope
