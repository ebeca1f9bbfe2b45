#include "core/dataset/image_filter.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

#include "core/base/parallel_counts.hpp"
#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

/// Threads cost more than fewer images do.
constexpr std::size_t kChunk = 8192;

/// Classes whose name contains the text: [classes + 1], by label.
std::vector<bool> labelsNamed(const Dataset& dataset, const std::string& folded_text) {
    std::vector<bool> named(dataset.classes.size() + 1, false);
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        named[i + 1] = caseFolded(dataset.classes[i]).find(folded_text) != std::string::npos;
    }
    return named;
}

/// Whether an image has one of the condition's marks.
bool isMarked(const MarkCondition& condition, const ImageMarks& marks, std::size_t image) {
    return std::any_of(condition.names.begin(), condition.names.end(), [&](const std::string& name) {
        const auto found = marks.find(condition.kind + "=" + name);
        return found != marks.end() && image < found->second.size() && found->second[image];
    });
}

}  // namespace

const std::vector<std::string>& markKinds() {
    static const std::vector<std::string> kinds{"tag", "finding", "verdict"};
    return kinds;
}

bool ImageFilter::has(FilterField field) const {
    return std::any_of(conditions.begin(), conditions.end(),
                       [field](const FilterCondition& condition) { return condition.field == field; });
}

bool isObjectShown(const ImageRow& image, const Annotation& object, const ImageFilter& filter) {
    return (filter.difficult || !object.difficult) && (filter.truncated || !object.truncated) &&
           std::all_of(
               filter.conditions.begin(), filter.conditions.end(), [&](const FilterCondition& condition) {
                   return filterFieldInfo(condition.field).of_image ||
                          condition.contains(objectFigure(condition.field, image, object, filter.input));
               });
}

namespace {

/// Decides which images a filter lets pass.
class ImageTest {
  public:
    ImageTest(const Dataset& dataset, const ImageFilter& filter, const ImageMarks& marks,
              const ImageFigures& figures)
        : m_dataset(dataset),
          m_filter(filter),
          m_marks(marks),
          m_figures(figures),
          m_text(caseFolded(filter.text)),
          m_named(labelsNamed(dataset, m_text)) {
        m_is_label.resize(dataset.classes.size() + 1, filter.labels.empty());
        for (const int label : filter.labels) {
            if (label >= 0 && static_cast<std::size_t>(label) < m_is_label.size()) {
                m_is_label[static_cast<std::size_t>(label)] = true;
            }
        }
        m_needs_object = !filter.labels.empty();
        m_needs_objects = !filter.together.empty();
        for (const int label : filter.together) {
            ++m_together[static_cast<std::size_t>(label)];
        }
        for (const FilterCondition& condition : filter.conditions) {
            m_needs_object = m_needs_object || !filterFieldInfo(condition.field).of_image;
            m_needs_objects = m_needs_objects || filterFieldInfo(condition.field).of_image;
        }
        m_seen.resize(m_is_label.size());
        m_objects_of.resize(m_is_label.size());
        const auto verified = marks.find(kVerifiedMark);
        m_verified = verified == marks.end() ? nullptr : &verified->second;
    }

    bool passes(std::size_t index) {
        const ImageRow image = m_dataset.images[index];
        if (!m_filter.missing && !image.image_exists) {
            return false;
        }
        if (m_filter.verified && isVerified(index, image) != *m_filter.verified) {
            return false;
        }
        const bool is_marked =
            std::all_of(m_filter.marks.begin(), m_filter.marks.end(), [&](const MarkCondition& condition) {
                return isMarked(condition, m_marks, index) != condition.is_without;
            });
        if (!is_marked) {
            return false;
        }
        if (!m_needs_object && !m_needs_objects && m_text.empty()) {
            return true;
        }
        bool has_label = false;
        bool has_text = m_text.empty() || caseFolded(image.id).find(m_text) != std::string::npos;
        double objects = 0.0;
        double classes = 0.0;
        ++m_round;
        for (const Annotation& object : image.objects) {
            if (!isObjectShown(image, object, m_filter)) {
                continue;
            }
            const auto label = static_cast<std::size_t>(object.label);
            has_label = has_label || m_is_label.at(label);
            has_text = has_text || m_named.at(label);
            objects += 1.0;
            if (m_seen[label] != m_round) {
                m_seen[label] = m_round;
                m_objects_of[label] = 0;
                classes += 1.0;
            }
            ++m_objects_of[label];
        }
        return (has_label || !m_needs_object) && has_text && hasTogether() &&
               holdsOf(index, image, objects, classes);
    }

  private:
    bool hasTogether() const {
        return std::all_of(m_together.begin(), m_together.end(), [this](const auto& wanted) {
            const auto& [label, objects] = wanted;
            return label < m_seen.size() && m_seen[label] == m_round && m_objects_of[label] >= objects;
        });
    }

    /// Whether the conditions on the image hold.
    bool holdsOf(std::size_t index, const ImageRow& image, double objects, double classes) const {
        return std::all_of(m_filter.conditions.begin(), m_filter.conditions.end(),
                           [&](const FilterCondition& condition) {
                               switch (condition.field) {
                                   case FilterField::objects:
                                       return condition.contains(objects);
                                   case FilterField::classes:
                                       return condition.contains(classes);
                                   case FilterField::image_width:
                                       return condition.contains(image.width);
                                   case FilterField::image_height:
                                       return condition.contains(image.height);
                                   case FilterField::brightness:
                                       return condition.contains(figureOf(condition.field, index));
                                   default:
                                       return true;
                               }
                           });
    }

    double figureOf(FilterField field, std::size_t index) const {
        const auto known = m_figures.find(field);
        return known != m_figures.end() && index < known->second.size()
                   ? static_cast<double>(known->second[index])
                   : std::numeric_limits<double>::quiet_NaN();
    }

    bool isVerified(std::size_t index, const ImageRow& image) const {
        return m_verified != nullptr ? index < m_verified->size() && (*m_verified)[index] : image.verified;
    }

    const Dataset& m_dataset;
    const ImageFilter& m_filter;
    const ImageMarks& m_marks;
    const ImageFigures& m_figures;
    std::string m_text;
    std::vector<bool> m_named;
    std::vector<bool> m_is_label;
    const std::vector<bool>* m_verified = nullptr;  ///< of kVerifiedMark
    bool m_needs_object = false;                    ///< of a class, or of which conditions hold
    bool m_needs_objects = false;                   ///< to be counted
    std::vector<std::size_t> m_seen;  ///< [classes + 1] round in which an object of the class was seen
    std::size_t m_round = 0;
    std::vector<std::size_t> m_objects_of;          ///< [classes + 1] in that round
    std::map<std::size_t, std::size_t> m_together;  ///< objects wanted, by label
};

}  // namespace

std::vector<std::size_t> filterImages(const Dataset& dataset, const std::string& split,
                                      const ImageFilter& filter, const ImageMarks& marks,
                                      const ImageFigures& figures) {
    std::vector<std::size_t> shown = dataset.splitIndices(split);
    std::vector<std::uint8_t> passes(shown.size());
    parallelChunks(shown.size(), {.chunk = kChunk}, {}, {}, [&](std::size_t begin, std::size_t end, int) {
        ImageTest test(dataset, filter, marks, figures);
        for (std::size_t i = begin; i < end; ++i) {
            passes[i] = test.passes(shown[i]) ? 1 : 0;
        }
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (passes[i] != 0) {
            shown[kept++] = shown[i];
        }
    }
    shown.resize(kept);
    return shown;
}

std::vector<std::int64_t> countShownObjects(const Dataset& dataset, const std::vector<std::size_t>& images,
                                            const ImageFilter& filter) {
    std::vector<std::int64_t> counts(dataset.classes.size(), 0);
    using Counts = std::vector<std::int64_t>;
    parallelCounts(
        images.size(), {}, [&] { return Counts(counts.size(), 0); },
        [&](Counts& part, std::size_t i) {
            const ImageRow image = dataset.images.at(images[i]);
            for (const Annotation& object : image.objects) {
                if (isObjectShown(image, object, filter)) {
                    ++part.at(static_cast<std::size_t>(object.label - 1));
                }
            }
        },
        [&counts](const Counts& part) {
            std::transform(counts.begin(), counts.end(), part.begin(), counts.begin(), std::plus<>());
        });
    return counts;
}

FlagCounts countFlags(const Dataset& dataset, const std::vector<std::size_t>& images) {
    FlagCounts counts;
    for (const std::size_t index : images) {
        const ImageRow image = dataset.images.at(index);
        counts.missing_images += image.image_exists ? 0 : 1;
        for (const Annotation& object : image.objects) {
            counts.difficult += object.difficult ? 1 : 0;
            counts.truncated += object.truncated ? 1 : 0;
        }
    }
    return counts;
}

}  // namespace priorscope
