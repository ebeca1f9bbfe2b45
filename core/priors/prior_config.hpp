// Prior boxes (default boxes, anchors): their layout per feature map, and the generated boxes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/geometry/box.hpp"

namespace priorscope {

/// The priors of one feature map. Scales are fractions of the input's side.
struct PriorMap {
    /// Sides of a prior, fractions of the input.
    struct Shape {
        float w = 0.0F;
        float h = 0.0F;
        bool operator==(const Shape&) const = default;
    };

    std::string name;  ///< "conv4_3"
    bool on = true;    ///< false: the map has no priors
    int rows = 1;      ///< cells
    int cols = 1;
    float step =
        0.0F;  ///< pixels between centres; 0: the input's side / cols, so that centres are (j + 0.5) / cols
    float scale = 0.1F;           ///< s_k, (0, 2]
    float extra_scale = 0.0F;     ///< side of the second square prior, sqrt(s_k·s_{k+1}); 0: none
    float max_side = 0.0F;        ///< sides are limited to this, as torchvision limits them to 1; 0: no limit
    std::vector<float> ratios{};  ///< each r gives (s·√r, s/√r), then its reciprocal; r > 0 and ≠ 1
    /// The individual priors of a cell, instead of those from scale, extra_scale and ratios; the scale then
    /// only indicates their size. Empty: the classic form.
    std::vector<Shape> free_shapes{};

    bool isFree() const { return !free_shapes.empty(); }
    /// Sides of the priors of one cell, in order: [per_cell].
    std::vector<Shape> shapes() const;
    int perCell() const;
    int count() const { return rows * cols * perCell(); }
    bool operator==(const PriorMap&) const = default;
};

/// The complete prior layout of a detector.
struct PriorConfig {
    std::string name;      ///< preset or file name, for display
    int input_size = 300;  ///< pixels, the side of the square input; steps refer to it
    bool clip = false;     ///< clamp the corners to the image
    Variances variances{};
    std::vector<PriorMap> maps{};

    int count() const;
    std::vector<Problem> validate() const;
    bool operator==(const PriorConfig&) const = default;
};

/// Sets sqrt(s_k·s_{k+1}) for every map from its scale and the next; the last map uses `last` as the next.
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 2.2
void setExtraScales(PriorConfig& config, float last);

/// The boxes of a layout, map by map, row by row; within a cell: ratio 1 at s_k, ratio 1 at the extra scale,
/// then each ratio followed by its reciprocal (torchvision's order).
struct PriorSet {
    PriorConfig config;
    std::vector<CenterBox> centers;        ///< [priors], unclipped
    std::vector<Box> boxes;                ///< [priors], clipped if the config says so
    std::vector<std::size_t> map_offsets;  ///< [maps + 1]: map k owns [map_offsets[k], map_offsets[k + 1])
};

/// @throws Error if the config is not valid
PriorSet generatePriors(const PriorConfig& config);

/// The map, row, column and shape that a prior belongs to.
struct PriorAddress {
    int map = 0;
    int row = 0;
    int col = 0;
    int shape = 0;
    bool operator==(const PriorAddress&) const = default;
};
PriorAddress priorAddress(const PriorConfig& config, std::size_t prior);
std::size_t priorIndex(const PriorConfig& config, const PriorAddress& address);

/// JSON in and out; an unknown key is an error that names it.
nlohmann::json toJson(const PriorConfig& config);
PriorConfig priorConfigFromJson(const nlohmann::json& json, const Sentence& source);

/// Names of the built-in layouts: ssd300-voc, ssd300-coco, ssd300-caffe-voc, ssd-tiny.
std::vector<std::string> priorPresetNames();
/// @param name_or_file  a preset's name or a JSON file
/// @throws Error listing the presets
PriorConfig loadPriorConfig(const std::string& name_or_file);
void savePriorConfig(const PriorConfig& config, const std::filesystem::path& file);

}  // namespace priorscope
