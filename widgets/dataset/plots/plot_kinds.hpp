// The plots of a dataset that there are.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/dataset/distributions.hpp"

namespace priorscope {

enum class PlotKind {
    sizes,
    places,
    objects,
    aspects,
    shares,
    image_sizes,
    pairs,
    brightness,
    balance,
    classes,
    class_images
};

struct PlotKindInfo {
    PlotKind kind{};
    QString key{};  ///< as sessions have it
    QString title{};
    QString tool_tip{};
    std::optional<Distribution> distribution{};  ///< none: it is counted in another way
    bool is_map = true;                          ///< else columns
    std::vector<FilterField> fields{};           ///< that a choice in it is about
};

/// In the order of PlotKind.
const std::vector<PlotKindInfo>& plotKinds();
const PlotKindInfo& plotKindInfo(PlotKind kind);

}  // namespace priorscope
