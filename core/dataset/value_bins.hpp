// Bins of figures of objects and images, whose edges can be read and typed.
#pragma once

#include <cstdint>
#include <vector>

namespace priorscope {

/// Bins of a logarithmic axis of pixels, a quarter of an octave each; the first and the last take what lies
/// beyond.
struct PixelBins {
    static constexpr int kCount = 48;
    static constexpr double kFirst = 2.0;      ///< lower edge of the first bin, px
    static constexpr double kPerOctave = 4.0;  ///< so that the last one ends at 8,192 px

    /// That of the whole pixels: the one from whose wholeEdge() on it is.
    static int binOf(double pixels);
    /// Lower edge, px. @param bin  up to kCount, where the last one ends
    static double edge(int bin);
    /// As whole pixels, which most sides are: from 11.3 px on is from 12 on.
    static double wholeEdge(int bin);
};

/// Bins between edges of at most three significant digits; the first and the last take what lies beyond.
class ValueBins {
  public:
    /// Width : height, from 1 : 16 to 16 : 1 by quarters of an octave.
    static const ValueBins& aspects();
    /// Of an image's area, %, from 0.01 to 100 by fifths of a decade.
    static const ValueBins& shares();
    /// Of mean luma, [0, 1], by twentieths.
    static const ValueBins& brightness();

    int count() const { return static_cast<int>(m_edges.size()) - 1; }
    /// A value at an edge is in the bin that begins there.
    int binOf(double value) const;
    /// Lower edge. @param bin  up to count(), where the last one ends
    double edge(int bin) const { return m_edges.at(static_cast<std::size_t>(bin)); }

  private:
    explicit ValueBins(std::vector<double> edges) : m_edges(std::move(edges)) {}

    std::vector<double> m_edges;  ///< [count + 1] rising
};

}  // namespace priorscope
