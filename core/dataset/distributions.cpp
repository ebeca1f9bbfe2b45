#include "core/dataset/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/base/parallel_counts.hpp"

namespace priorscope {
namespace {

using Counts = std::vector<std::int64_t>;
using CountsOf = std::map<Distribution, Counts>;

constexpr int kPlaces = DatasetDistributions::kPlaces;

std::size_t cellOf(int row, int column, int columns) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
}

/// What is the same for every image.
struct Question {
    const Dataset& dataset;
    const std::set<Distribution>& wanted;
    std::span<const float> brightness;
    std::vector<int> place_of_label;  ///< [classes + 1] among the classes of pairs; -1: not there
    std::size_t pair_classes = 0;

    std::size_t cellsOf(Distribution distribution) const {
        switch (distribution) {
            case Distribution::sizes:
            case Distribution::image_sizes:
                return std::size_t{PixelBins::kCount} * PixelBins::kCount;
            case Distribution::places:
                return std::size_t{kPlaces} * kPlaces;
            case Distribution::objects:
                return DatasetDistributions::kMostObjects + 1;
            case Distribution::aspects:
                return static_cast<std::size_t>(ValueBins::aspects().count());
            case Distribution::shares:
                return static_cast<std::size_t>(ValueBins::shares().count());
            case Distribution::pairs:
                return pair_classes * pair_classes;
            case Distribution::brightness:
                return static_cast<std::size_t>(ValueBins::brightness().count());
            case Distribution::classes:
            case Distribution::class_images:
                return dataset.classes.size();
        }
        return 0;
    }
    CountsOf zeros() const {
        CountsOf counts;
        for (const Distribution distribution : wanted) {
            counts[distribution].resize(cellsOf(distribution));
        }
        return counts;
    }
};

/// Counts images one after the other.
class Counter {
  public:
    Counter(const Question& question, const ImageFilter* filter)
        : m_question(question), m_filter(filter), m_counts(question.zeros()) {
        for (auto& [distribution, counts] : m_counts) {
            (isOfObjects(distribution) ? m_of_objects : m_of_images).emplace_back(distribution, &counts);
        }
        m_objects_of.resize(question.pair_classes);
        if (const auto of_classes = m_counts.find(Distribution::class_images); of_classes != m_counts.end()) {
            m_class_images = &of_classes->second;
            m_last_with.resize(question.dataset.classes.size());
        }
    }

    void add(std::size_t index) {
        const ImageRow image = m_question.dataset.images[index];
        std::size_t objects = 0;
        for (const Annotation& object : image.objects) {
            if (m_filter != nullptr && !isObjectShown(image, object, *m_filter)) {
                continue;
            }
            ++objects;
            for (auto& [distribution, counts] : m_of_objects) {
                ++(*counts)[cellOfObject(distribution, image, object)];
            }
            countClass(object.label);
            countImageOfClass(object.label, index);
        }
        for (auto& [distribution, counts] : m_of_images) {
            countImage(distribution, index, image, objects, *counts);
        }
    }

    CountsOf& counts() { return m_counts; }

  private:
    using Targets = std::vector<std::pair<Distribution, Counts*>>;

    static bool isOfObjects(Distribution distribution) {
        return distribution == Distribution::sizes || distribution == Distribution::places ||
               distribution == Distribution::aspects || distribution == Distribution::shares ||
               distribution == Distribution::classes;
    }

    static std::size_t cellOfObject(Distribution distribution, const ImageRow& image,
                                    const Annotation& object) {
        const auto figure = [&](FilterField field) { return objectFigure(field, image, object); };
        const auto place = [&](FilterField field) {
            return static_cast<int>(std::clamp(figure(field) * kPlaces, 0.0, kPlaces - 1.0));
        };
        switch (distribution) {
            case Distribution::sizes:
                return cellOf(PixelBins::binOf(figure(FilterField::height)),
                              PixelBins::binOf(figure(FilterField::width)), PixelBins::kCount);
            case Distribution::places:
                return cellOf(place(FilterField::y), place(FilterField::x), kPlaces);
            case Distribution::aspects:
                return static_cast<std::size_t>(ValueBins::aspects().binOf(figure(FilterField::aspect)));
            case Distribution::classes:
                return static_cast<std::size_t>(object.label) - 1;
            default:
                return static_cast<std::size_t>(ValueBins::shares().binOf(figure(FilterField::share)));
        }
    }

    void countClass(int label) {
        if (m_objects_of.empty()) {
            return;
        }
        const int place = m_question.place_of_label.at(static_cast<std::size_t>(label));
        if (place >= 0 && m_objects_of[static_cast<std::size_t>(place)]++ == 0) {
            m_classes.push_back(static_cast<std::size_t>(place));
        }
    }

    void countImageOfClass(int label, std::size_t index) {
        if (m_class_images != nullptr) {
            const auto place = static_cast<std::size_t>(label) - 1;
            (*m_class_images)[place] += m_last_with[place] == index + 1 ? 0 : 1;
            m_last_with[place] = index + 1;
        }
    }

    void countPairs(Counts& counts) {
        for (const std::size_t row : m_classes) {
            for (const std::size_t column : m_classes) {
                const bool is_there = row != column || m_objects_of[row] > 1;
                counts[row * m_objects_of.size() + column] += is_there ? 1 : 0;
            }
        }
        for (const std::size_t place : m_classes) {
            m_objects_of[place] = 0;
        }
        m_classes.clear();
    }

    void countImage(Distribution distribution, std::size_t index, const ImageRow& image, std::size_t objects,
                    Counts& counts) {
        switch (distribution) {
            case Distribution::objects:
                ++counts[std::min(objects, DatasetDistributions::kMostObjects)];
                break;
            case Distribution::image_sizes:
                if (image.width > 0 && image.height > 0) {  // else its size is not known
                    ++counts[cellOf(PixelBins::binOf(image.height), PixelBins::binOf(image.width),
                                    PixelBins::kCount)];
                }
                break;
            case Distribution::pairs:
                countPairs(counts);
                break;
            case Distribution::class_images:
                break;  // object by object
            default:
                if (index < m_question.brightness.size() && !std::isnan(m_question.brightness[index])) {
                    ++counts[static_cast<std::size_t>(
                        ValueBins::brightness().binOf(m_question.brightness[index]))];
                }
        }
    }

    const Question& m_question;
    const ImageFilter* m_filter;
    CountsOf m_counts;
    Targets m_of_objects;
    Targets m_of_images;
    std::vector<std::size_t> m_objects_of;  ///< [classes of pairs] of the image that is counted
    std::vector<std::size_t> m_classes;     ///< those that it has
    Counts* m_class_images = nullptr;
    std::vector<std::size_t> m_last_with;  ///< [classes] the last image that has one: its index and 1
};

std::optional<CountsOf> counted(const Question& question, const CountedImages& of,
                                const std::stop_token& stop) {
    CountsOf whole = question.zeros();
    const bool complete = parallelCounts(
        of.images.size(), stop, [&] { return Counter(question, of.filter); },
        [&of](Counter& part, std::size_t i) { part.add(of.images[i]); },
        [&whole](Counter& part) {
            for (auto& [distribution, counts] : whole) {
                const Counts& more = part.counts().at(distribution);
                std::transform(counts.begin(), counts.end(), more.begin(), counts.begin(), std::plus<>());
            }
        });
    return complete ? std::optional(std::move(whole)) : std::nullopt;
}

/// The labels with the most objects, rising.
std::vector<int> mostFrequent(const Dataset& dataset, std::span<const std::size_t> images) {
    const std::vector<std::int64_t> counts =
        countShownObjects(dataset, {images.begin(), images.end()}, {.difficult = true});
    std::vector<int> labels(counts.size());
    std::iota(labels.begin(), labels.end(), 1);
    std::stable_sort(labels.begin(), labels.end(), [&counts](int a, int b) {
        return counts[static_cast<std::size_t>(a - 1)] > counts[static_cast<std::size_t>(b - 1)];
    });
    labels.resize(std::min(labels.size(), DatasetDistributions::kMostPairs));
    std::sort(labels.begin(), labels.end());
    return labels;
}

}  // namespace

std::optional<DatasetDistributions> distributionsOf(const Dataset& dataset,
                                                    const std::set<Distribution>& wanted,
                                                    const CountedImages& all, const CountedImages& shown,
                                                    std::span<const float> brightness,
                                                    const std::stop_token& stop) {
    DatasetDistributions found;
    Question question{.dataset = dataset, .wanted = wanted, .brightness = brightness, .place_of_label = {}};
    if (wanted.contains(Distribution::pairs)) {
        found.pair_labels = mostFrequent(dataset, all.images);
        question.pair_classes = found.pair_labels.size();
        question.place_of_label.assign(dataset.classes.size() + 1, -1);
        for (std::size_t i = 0; i < found.pair_labels.size(); ++i) {
            question.place_of_label[static_cast<std::size_t>(found.pair_labels[i])] = static_cast<int>(i);
        }
    }
    std::optional<CountsOf> of_all = counted(question, all, stop);
    std::optional<CountsOf> of_shown = of_all ? counted(question, shown, stop) : std::nullopt;
    if (!of_shown) {
        return std::nullopt;
    }
    for (const Distribution distribution : wanted) {
        found.cells[distribution] = {std::move((*of_shown)[distribution]),
                                     std::move((*of_all)[distribution])};
    }
    return found;
}

}  // namespace priorscope
