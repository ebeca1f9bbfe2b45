#include "core/dataset/value_bins.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace priorscope {
namespace {

constexpr int kMostWhole = 8192;  ///< pixels: beyond it lies the last bin alone

int binByLogarithm(double pixels) {
    return std::min(static_cast<int>(std::log2(pixels / PixelBins::kFirst) * PixelBins::kPerOctave),
                    PixelBins::kCount - 1);
}

/// To three significant digits.
double readable(double value) {
    const double unit = std::pow(10.0, 2.0 - std::floor(std::log10(value)));
    return std::round(value * unit) / unit;
}

/// @param power  from one edge to the next
std::vector<double> logarithmicEdges(double first, double power, int count) {
    std::vector<double> edges;
    for (int i = 0; i <= count; ++i) {
        edges.push_back(readable(first * std::pow(power, i)));
    }
    return edges;
}

std::vector<double> evenEdges(int count) {
    std::vector<double> edges;
    for (int i = 0; i <= count; ++i) {
        edges.push_back(static_cast<double>(i) / count);
    }
    return edges;
}

}  // namespace

int PixelBins::binOf(double pixels) {
    if (!(pixels > kFirst)) {
        return 0;
    }
    // By whole pixels, so that it agrees with wholeEdge(): 11.5 px are not of 12 and more.
    static const std::vector<std::uint8_t> of_whole = [] {
        std::vector<std::uint8_t> bins;
        for (int side = 0; side <= kMostWhole; ++side) {
            bins.push_back(static_cast<std::uint8_t>(side <= kFirst ? 0 : binByLogarithm(side)));
        }
        return bins;
    }();
    return pixels < kMostWhole ? of_whole[static_cast<std::size_t>(pixels)] : kCount - 1;
}

double PixelBins::edge(int bin) {
    return kFirst * std::exp2(bin / kPerOctave);
}

double PixelBins::wholeEdge(int bin) {
    return std::ceil(edge(bin));
}

const ValueBins& ValueBins::aspects() {
    static const ValueBins bins(logarithmicEdges(1.0 / 16.0, std::exp2(0.25), 32));
    return bins;
}

const ValueBins& ValueBins::shares() {
    static const ValueBins bins(logarithmicEdges(0.01, std::pow(10.0, 0.2), 20));
    return bins;
}

const ValueBins& ValueBins::brightness() {
    static const ValueBins bins(evenEdges(20));
    return bins;
}

int ValueBins::binOf(double value) const {
    const auto above = std::upper_bound(m_edges.begin(), m_edges.end(), value);
    return std::clamp(static_cast<int>(above - m_edges.begin()) - 1, 0, count() - 1);
}

}  // namespace priorscope
