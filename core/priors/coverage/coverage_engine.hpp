// Incremental coverage: an edit of the layout only recomputes the shapes that it changes.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/priors/coverage/coverage.hpp"
#include "core/priors/coverage/shape_search.hpp"

namespace priorscope {

/// Caches the result of each shape of the last two layouts for a fixed set of objects. Not
/// thread-safe; results are independent values.
class CoverageEngine {
  public:
    /// @throws Error naming the first object with a non-finite coordinate
    explicit CoverageEngine(std::shared_ptr<const std::vector<CoverageObject>> objects);
    ~CoverageEngine();
    CoverageEngine(CoverageEngine&&) noexcept;
    CoverageEngine& operator=(CoverageEngine&&) noexcept;

    /// The coverage of a layout; equals brute force exactly (the first prior wins a tie).
    /// @param threshold  IoU at or above which a prior is positive; (0, 1]
    /// @return nothing if stopped; what was computed is kept for the next call
    /// @throws Error if the config is not valid
    std::optional<Coverage> update(const PriorConfig& config, float threshold, std::stop_token stop = {},
                                   const ProgressFn& progress = {});

    const std::shared_ptr<const std::vector<CoverageObject>>& objects() const { return m_objects; }
    /// Number of shapes that the last update had to compute; the others were cached.
    std::size_t shapesComputed() const { return m_computed; }

  private:
    struct Objects;
    struct Key;
    struct Shape;
    struct Layer;
    struct KnownBest {
        std::uint64_t shape = 0;
        BestCell best{};
    };

    std::shared_ptr<Shape> shapeOf(const Key& key, float threshold);
    std::optional<std::vector<Layer>> layersOf(const PriorConfig& config, float threshold,
                                               const std::stop_token& stop, const ProgressFn& progress);
    const BestCell& bestCell(const Layer& layer, std::size_t object);
    bool findBest(const std::vector<Layer>& layers, const std::stop_token& stop, Coverage& coverage);
    void sumPositives(const std::vector<Layer>& layers, Coverage& coverage) const;
    void forget();

    std::shared_ptr<const std::vector<CoverageObject>> m_objects;
    std::unique_ptr<Objects> m_arrays;
    std::map<Key, std::shared_ptr<Shape>> m_shapes;
    std::vector<KnownBest> m_known;  ///< [objects]
    std::size_t m_computed = 0;
    std::uint64_t m_shapes_made = 0;
    std::uint64_t m_updates = 0;
};

}  // namespace priorscope
