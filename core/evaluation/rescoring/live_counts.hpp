// What a score threshold makes of a judged split: counts, rates and the confusion matrix.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope {

/// Objects by what they were taken for. The diagonal is the true positives; then each other judged detection,
/// by falling score, takes the free object of another class with the highest IoU at or above the match; what
/// is left is background. Rows sum to the objects that count, columns to the judged detections.
class ConfusionMatrix {
  public:
    ConfusionMatrix() = default;
    explicit ConfusionMatrix(int classes)
        : m_classes(classes),
          m_cells(static_cast<std::size_t>(classes + 1) * static_cast<std::size_t>(classes + 1), 0) {}

    /// Labels 1 … classes; 0 is background.
    int classes() const { return m_classes; }
    /// @param object    label of the object; 0: a detection of background
    /// @param detected  label of the detection; 0: an object that was not found
    std::int64_t at(int object, int detected) const { return m_cells[index(object, detected)]; }
    std::int64_t& at(int object, int detected) { return m_cells[index(object, detected)]; }
    std::int64_t rowSum(int object) const;
    std::int64_t columnSum(int detected) const;
    bool operator==(const ConfusionMatrix&) const = default;

  private:
    std::size_t index(int object, int detected) const {
        return static_cast<std::size_t>(object) * static_cast<std::size_t>(m_classes + 1) +
               static_cast<std::size_t>(detected);
    }
    int m_classes = 0;
    std::vector<std::int64_t> m_cells;
};

struct LiveCounts {
    VerdictCounts total{};
    /// [labels + 1] detections by their own label, objects by theirs.
    std::vector<VerdictCounts> classes{};
    ConfusionMatrix confusion{};
};

/// @param min_score  detections at or above it are counted
/// @param classes    labels 1 … classes have a row and a column: those of the dataset, at least the judged
/// ones
LiveCounts countAt(const JudgedSplit& split, float min_score, int classes);

/// A confused pair that the matrix counts, and its image.
struct ConfusedObject {
    std::size_t image = 0;
    ConfusedPair pair{};
};
std::vector<ConfusedObject> confusedObjects(const JudgedSplit& split, float min_score);

}  // namespace priorscope
