#include "core/priors/coverage/shape_plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

/// The inverse of the plastic number and its square: their multiples modulo 1 fill the unit square evenly.
constexpr double kStepX = 0.7548776662466927;
constexpr double kStepY = 0.5698402909980532;

constexpr double kRounding = 1e-3;  ///< of a position, in bins

/// An object of a given size, at one of the positions where it is inside the input.
Box placed(double w, double h, int position) {
    const auto within = [position](double side, double step) {
        const double share = std::fmod(0.5 + step * position, 1.0);
        return share * std::max(1.0 - side, 0.0) + side / 2.0;
    };
    const double cx = within(w, kStepX);
    const double cy = within(h, kStepY);
    return {static_cast<float>(cx - w / 2.0), static_cast<float>(cy - h / 2.0),
            static_cast<float>(cx + w / 2.0), static_cast<float>(cy + h / 2.0)};
}

std::vector<CoverageObject> objectsOfEveryShape(const LogBins& bins) {
    std::vector<CoverageObject> objects;
    objects.reserve(static_cast<std::size_t>(bins.count) * static_cast<std::size_t>(bins.count) *
                    kShapePositions);
    for (int row = 0; row < bins.count; ++row) {
        for (int column = 0; column < bins.count; ++column) {
            for (int position = 0; position < kShapePositions; ++position) {
                objects.push_back({.box = placed(bins.side(column + 0.5), bins.side(row + 0.5), position)});
            }
        }
    }
    return objects;
}

using Piece = std::array<PlanePoint, 2>;

bool isSame(const PlanePoint& a, const PlanePoint& b) {
    return std::abs(a.x - b.x) < 1e-6 && std::abs(a.y - b.y) < 1e-6;
}

/// Joins pieces at their common ends; pieces are in any order and direction.
std::vector<ContourLine> joined(std::vector<Piece> pieces) {
    std::vector<ContourLine> lines;
    while (!pieces.empty()) {
        ContourLine line{pieces.back()[0], pieces.back()[1]};
        pieces.pop_back();
        for (bool reversed : {false, true}) {
            if (reversed) {
                std::reverse(line.begin(), line.end());
            }
            const auto touches = [&line](const Piece& piece) {
                return isSame(piece[0], line.back()) || isSame(piece[1], line.back());
            };
            auto next = std::find_if(pieces.begin(), pieces.end(), touches);
            while (next != pieces.end()) {
                line.push_back(isSame((*next)[0], line.back()) ? (*next)[1] : (*next)[0]);
                *next = pieces.back();
                pieces.pop_back();
                next = std::find_if(pieces.begin(), pieces.end(), touches);
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

double LogBins::position(double side) const {
    const auto from = static_cast<double>(low);
    return count * std::log(side / from) / std::log(static_cast<double>(high) / from);
}

double LogBins::side(double position) const {
    const auto from = static_cast<double>(low);
    return from * std::pow(static_cast<double>(high) / from, position / count);
}

std::vector<std::int32_t> shapeDensity(std::span<const CoverageObject> objects, const LogBins& bins) {
    std::vector<std::int32_t> density(static_cast<std::size_t>(bins.count * bins.count));
    const auto binOf = [&bins](float side) {
        const double position = side > 0.0F ? bins.position(static_cast<double>(side)) : -1.0;
        // The longest side, of an object as large as the input, belongs to the last bin.
        const bool is_end = std::abs(position - bins.count) < kRounding;
        return is_end ? bins.count - 1 : static_cast<int>(std::floor(position));
    };
    for (const CoverageObject& object : objects) {
        const int column = binOf(object.box.width());
        const int row = binOf(object.box.height());
        if (column >= 0 && column < bins.count && row >= 0 && row < bins.count) {
            ++density[cellIndex(column, row, bins.count)];
        }
    }
    return density;
}

CoveredShapes::CoveredShapes(const LogBins& bins)
    : m_bins(bins),
      m_engine(std::make_shared<const std::vector<CoverageObject>>(objectsOfEveryShape(bins))) {}

std::optional<std::vector<float>> CoveredShapes::shares(const PriorConfig& config, float threshold,
                                                        std::stop_token stop) {
    const auto coverage = m_engine.update(config, threshold, std::move(stop));
    if (!coverage) {
        return std::nullopt;
    }
    std::vector<float> shares(static_cast<std::size_t>(m_bins.count * m_bins.count));
    for (std::size_t i = 0; i < coverage->best.size(); ++i) {
        if (coverage->best[i].iou >= threshold) {
            shares[i / kShapePositions] += 1.0F / kShapePositions;
        }
    }
    return shares;
}

std::vector<ContourLine> contourOf(std::span<const float> values, int count, float level) {
    if (values.size() != static_cast<std::size_t>(count) * static_cast<std::size_t>(count)) {
        throw Error(
            {.action = Core::tr("drawing a contour"),
             .reason =
                 Core::tr("values must be [%1 × %2], got %3").arg(count).arg(count).arg(values.size())});
    }
    const auto valueAt = [&](int column, int row) {
        return static_cast<double>(values[cellIndex(column, row, count)]);
    };
    std::vector<Piece> pieces;
    for (int row = 0; row + 1 < count; ++row) {
        for (int column = 0; column + 1 < count; ++column) {
            // The sides of a square between four bin centres that the level crosses.
            constexpr std::array<std::array<int, 2>, 5> kCorners{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}};
            std::vector<PlanePoint> crossings;
            for (std::size_t side = 0; side < 4; ++side) {
                const auto& [x0, y0] = kCorners[side];
                const auto& [x1, y1] = kCorners[side + 1];
                const double from = valueAt(column + x0, row + y0);
                const double to = valueAt(column + x1, row + y1);
                const auto limit = static_cast<double>(level);
                if ((from >= limit) != (to >= limit)) {
                    const double part = (limit - from) / (to - from);
                    crossings.push_back(
                        {column + 0.5 + x0 + part * (x1 - x0), row + 0.5 + y0 + part * (y1 - y0)});
                }
            }
            for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
                pieces.push_back({crossings[i], crossings[i + 1]});
            }
        }
    }
    return joined(std::move(pieces));
}

}  // namespace priorscope
