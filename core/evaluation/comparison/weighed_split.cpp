#include "core/evaluation/comparison/weighed_split.hpp"

#include <algorithm>

#include "core/base/parallel.hpp"
#include "core/evaluation/class_images.hpp"
#include "core/evaluation/rescoring/judged_split.hpp"
#include "core/evaluation/score_order.hpp"

namespace priorscope {

WeighedSplit::WeighedSplit(std::span<const ScoredImage* const> images, std::size_t classes,
                           const std::vector<bool>& known, int workers)
    : m_images(images.size()), m_classes(classes) {
    constexpr std::size_t kChunk = 64;
    std::vector<std::vector<Part>> parts((images.size() + kChunk - 1) / kChunk, std::vector<Part>(classes));
    parallelChunks(images.size(), {.chunk = kChunk, .workers = workers}, {}, {},
                   [&](std::size_t begin, std::size_t end, int) {
                       ClassImages of_classes(classes, DifficultObjects::ignore);
                       for (std::size_t i = begin; i < end; ++i) {
                           of_classes.take(*images[i]);
                           for (std::size_t c = 0; c < classes; ++c) {
                               parts[begin / kChunk][c].add(of_classes.ofClasses()[c], i);
                           }
                       }
                   });
    parallelChunks(classes, {.chunk = 1, .workers = workers}, {}, {},
                   [&](std::size_t begin, std::size_t end, int) {
                       for (std::size_t c = begin; c < end; ++c) {
                           if (known.empty() || known.at(c + 1)) {
                               m_classes[c] = joined(parts, c);
                           }
                       }
                   });
}

WeighedSplit::WeighedSplit(const JudgedSplit& split, std::size_t classes)
    : m_images(split.imageCount()), m_classes(classes) {
    const auto has = [classes](std::uint16_t label) { return label > 0 && label <= classes; };
    std::vector<std::vector<Judged>> judged(classes);
    for (std::size_t i = 0; i < m_images; ++i) {
        const auto image = static_cast<std::uint32_t>(i);
        for (std::size_t k = split.first_detection[i]; k < split.first_detection[i + 1]; ++k) {
            const bool is_right = split.outcomes[k] == Outcome::true_positive;
            if (has(split.labels[k]) && (is_right || isFalsePositive(split.outcomes[k]))) {
                judged[split.labels[k] - 1U].push_back(
                    {static_cast<double>(split.scores[k]), {.image = image, .is_right = is_right}});
            }
        }
        for (std::size_t k = split.first_object[i]; k < split.first_object[i + 1]; ++k) {
            if (split.counts[k] && has(split.object_labels[k])) {
                std::vector<Objects>& objects = m_classes[split.object_labels[k] - 1U].objects;
                if (objects.empty() || objects.back().image != image) {
                    objects.push_back({image, 0});
                }
                ++objects.back().count;
            }
        }
    }
    for (std::size_t c = 0; c < classes; ++c) {
        m_classes[c].items = sorted(judged[c]);
    }
}

void WeighedSplit::Part::add(const ClassImage& of_class, std::size_t index) {
    const auto image = static_cast<std::uint32_t>(index);
    ClassTally tally;
    judgeByVoc(of_class, tally);
    if (tally.positives > 0) {
        objects.push_back({image, static_cast<std::uint32_t>(tally.positives)});
    }
    for (const VocVerdict& verdict : tally.voc) {
        judged.push_back({verdict.score, {.image = image, .is_right = verdict.right}});
    }
}

WeighedSplit::Series WeighedSplit::joined(const std::vector<std::vector<Part>>& parts,
                                          std::size_t class_index) {
    Series series;
    std::vector<Judged> judged;
    for (const std::vector<Part>& part : parts) {
        const Part& more = part[class_index];
        series.objects.insert(series.objects.end(), more.objects.begin(), more.objects.end());
        judged.insert(judged.end(), more.judged.begin(), more.judged.end());
    }
    series.items = sorted(judged);
    return series;
}

std::vector<WeighedSplit::Item> WeighedSplit::sorted(const std::vector<Judged>& judged) {
    std::vector<Item> items;
    items.reserve(judged.size());
    double last_score = 0.0;
    for (const RankedItem& ranked : orderByFallingScore(judged)) {
        const Judged& next = judged[ranked.index];
        if (!items.empty()) {
            items.back().is_tied = items.back().image == next.item.image && last_score == next.score;
        }
        items.push_back(next.item);
        last_score = next.score;
    }
    // A wrong one tied with a right one stands before it in the image's next copy.
    while (!items.empty() && !items.back().is_right &&
           (items.size() < 2 || !items[items.size() - 2].is_tied)) {
        items.pop_back();
    }
    return items;
}

std::int64_t WeighedSplit::positives(std::size_t class_index) const {
    std::int64_t sum = 0;
    for (const Objects& objects : m_classes[class_index].objects) {
        sum += objects.count;
    }
    return sum;
}

ClassPrecision WeighedSplit::precisionOf(const Series& series, std::span<const std::uint16_t> times,
                                         std::vector<double>& scratch) {
    std::int64_t positives = 0;
    for (const Objects& objects : series.objects) {
        positives += std::int64_t{times[objects.image]} * objects.count;
    }
    scratch.clear();
    std::size_t seen = 0;
    const auto addRight = [&] {
        ++seen;
        scratch.push_back(static_cast<double>(scratch.size() + 1) / static_cast<double>(seen));
    };
    const std::vector<Item>& items = series.items;
    for (std::size_t i = 0; positives > 0 && i < items.size(); ++i) {
        const std::size_t count = times[items[i].image];
        if (items[i].is_tied) {
            // Image by image, as they would stand in the list: right, wrong, right, wrong.
            const std::size_t first = i;
            while (items[i].is_tied) {
                ++i;
            }
            for (std::size_t time = 0; time < count; ++time) {
                for (std::size_t k = first; k <= i; ++k) {
                    items[k].is_right ? addRight() : static_cast<void>(++seen);
                }
            }
        } else if (items[i].is_right) {
            for (std::size_t time = 0; time < count; ++time) {
                addRight();
            }
        } else {
            seen += count;
        }
    }
    const VocFigures figures = vocFigures(scratch, positives);
    return {figures.ap_voc07, figures.ap_voc10};
}

void WeighedSplit::precisions(std::span<const std::uint16_t> times, std::span<ClassPrecision> into,
                              std::vector<double>& scratch) const {
    for (std::size_t c = 0; c < m_classes.size(); ++c) {
        into[c] = precisionOf(m_classes[c], times, scratch);
    }
}

std::vector<ClassPrecision> WeighedSplit::precisions() const {
    std::vector<ClassPrecision> result(m_classes.size());
    std::vector<double> scratch;
    precisions(ImageTimes(m_images, 1), result, scratch);
    return result;
}

}  // namespace priorscope
