// Edits of a prior layout that preserve its invariants.
#pragma once

#include <cstddef>
#include <vector>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Changes s_k of a map. Extra scales that follow the paper's rule sqrt(s_k·s_{k+1}), of this map and of the
/// one before, are updated to keep following it; others, and that of the last map, are unchanged.
/// On a map with free shapes, these are scaled by the same factor.
/// @param scale  (0, 2]
void setMapScale(PriorConfig& config, std::size_t map, float scale);

/// Changes the sides of one prior in a map's cells. A free shape changes alone. In the classic form squares
/// stay square, so the square root of the area becomes their scale; for a ratio's prior, the map's scale and
/// that ratio change, and with them the priors that share them.
/// @param shape  index into PriorMap::shapes()
/// @param sides  (0, 2] fractions of the input; those of free shapes are clamped to [0.001, 2]
void setMapShape(PriorConfig& config, std::size_t map, std::size_t shape, PriorMap::Shape sides);

/// Adds the second square prior at sqrt(s_k·s_{k+1}), or removes it. The last map extrapolates the step of
/// the scales before it; a single map uses 1 as the next scale.
void setMapExtra(PriorConfig& config, std::size_t map, bool on);

/// Inserts a ratio in ascending order (its reciprocal is included). A ratio below 1 is added as its
/// reciprocal; one that already exists, or 1, changes nothing.
void addMapRatio(PriorConfig& config, std::size_t map, float ratio);
void removeMapRatio(PriorConfig& config, std::size_t map, float ratio);

/// Converts the priors to free shapes, editable one by one. A map with free shapes, or off, is unchanged.
void freeMapShapes(PriorConfig& config, std::size_t map);

/// Adds (at the end) or removes a prior of a map with free shapes; sides are clamped to [0.001, 2].
/// The last one cannot be removed: without it the map would return to the classic form.
/// @param shape  index into the map's free shapes
void addMapShape(PriorConfig& config, std::size_t map, PriorMap::Shape sides);
void removeMapShape(PriorConfig& config, std::size_t map, std::size_t shape);
/// Suggests a shape to add: the square at the map's scale, or the first larger one, by quarters, not in use.
PriorMap::Shape nextMapShape(const PriorMap& map);

/// Gives a map the priors of another: scale, form, limit and on/off state. Name, cells and step are kept.
void copyMapPriors(PriorMap& to, const PriorMap& from);

/// Appends a map with half the cells of the last one, as a backbone's strided layers would: the next scale
/// of the layout, a second square if the last map has one, and ratio 2.
void appendMap(PriorConfig& config);
/// Removes the last map, unless it is the only one.
void removeLastMap(PriorConfig& config);

/// Which scales the linear rule sets, and for which maps.
struct LinearRule {
    float s_min = 0.2F;               ///< (0, 2]
    float s_max = 0.9F;               ///< [s_min, 2]
    std::vector<std::size_t> kept{};  ///< maps that keep their own scale and are not counted by the rule

    std::vector<Problem> validate() const;
};

/// s_k = s_min + (s_max - s_min)·(k - 1) / (m - 1) over the m maps that are on and not kept, in their order;
/// a single one gets s_min. The second square of every map that is on becomes sqrt(s_k·s_{k+1}); the last
/// map uses the extrapolated next scale; a map without a second square gets none. Free shapes are scaled with
/// their map. With conv4_3 kept at 0.1 and the rule from 0.2 to 0.9 this gives the paper's scales for SSD300.
/// @throws Error if the rule is not valid
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2 and 3.1
void applyLinearRule(PriorConfig& config, const LinearRule& rule);

}  // namespace priorscope
