// Objects and detections of one image, class by class. Internal to core/evaluation.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/evaluation/class_results.hpp"

namespace priorscope {

/// @throws Error unless the label is in [1, classes]
void checkLabel(int label, std::size_t classes);

/// Keeps its memory from one image to the next.
class ClassImages {
  public:
    ClassImages(std::size_t classes, DifficultObjects difficult)
        : m_of_class(classes), m_difficult(difficult) {}

    /// Takes the next image in place of the last one, with its detections by falling score and, for the
    /// classes that have objects, their overlaps.
    /// @throws Error if a label is not among the classes
    void take(const ScoredImage& image);
    /// [classes] as they are judged; without objects and detections where the image has none of a class.
    std::span<const ClassImage> ofClasses() const { return m_of_class; }

  private:
    ClassImage& ofLabel(int label);

    std::vector<ClassImage> m_of_class;
    DifficultObjects m_difficult;
};

}  // namespace priorscope
